//! What the pages of people and sign-in show.

mod address;
mod list;
mod person;
mod person_form;
mod profile;
mod push;
mod sign_in;

pub use address::{AddressConfirmPage, AddressPage, WaitingAddress};
pub use list::{PeoplePage, PersonRow};
pub use person::{PersonPage, PlaceRow, RoleRow};
pub use person_form::{
    DisablePage, EndPage, LetterPage, NewPersonPage, OrganisationChoicePage, PersonEditPage, PersonFieldsView, PlacePage, PlaceView,
    TransferPage,
};
pub use profile::{PasswordPage, ProfilePage, SignInRow};
pub use push::{DeviceRow, PushPage};
pub use sign_in::{CodePage, LinkEndedPage, ResetPage, ResetSentPage, SignInPage, WelcomePage};

use super::mail::{AddressAskedMail, AddressConfirmMail, InvitationMail, PasswordResetMail};
use crate::platform::views::{Frame, Link};

/// The frame of public pages in samples.
fn public_frame() -> Frame {
    let mut frame = Frame::sample();
    frame.footer = [
        ("footer-check", "/c"),
        ("footer-imprint", "/imprint"),
        ("footer-privacy", "/privacy"),
        ("footer-barrier", "/barrier"),
    ]
    .map(|(label, href)| Link {
        label: label.to_owned(),
        href: href.to_owned(),
        current: false,
    })
    .to_vec();
    frame
}

crate::samples! {
    pages: SignInPage, CodePage, ResetPage, ResetSentPage, WelcomePage, LinkEndedPage, ProfilePage, PasswordPage, AddressPage, AddressConfirmPage, PushPage,
        PeoplePage, PersonPage, NewPersonPage, PersonEditPage, PlacePage, TransferPage, OrganisationChoicePage, EndPage, DisablePage, LetterPage;
    mails: InvitationMail, PasswordResetMail, AddressConfirmMail, AddressAskedMail
}
