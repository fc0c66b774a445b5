//! What the pages about workshops show.

mod booking;
mod form;
mod session;
mod together;
mod workshop;

pub use booking::{BookingLine, BookingPage, BookingRow, BookingsPage, ChangePage, ReasonPage};
pub use form::{BookPage, PartFields, SessionFormPage, WorkshopFormPage};
pub use session::{CalendarDay, ChipChoice, Month, PartView, SessionPage, SessionRow, SessionsPage, Tab, WEEKDAYS};
pub use together::{EnrolPage, EnrolRow, EnrolledPage, EnrolledRow, OfferedSession};
pub use workshop::{WorkshopPage, WorkshopRow, WorkshopsPage};

use super::mail::{BookingMail, SessionChangedMail};

crate::samples! {
    pages: SessionsPage, SessionPage, BookPage, BookingsPage, BookingPage, ReasonPage, ChangePage, WorkshopsPage, WorkshopPage,
        WorkshopFormPage, SessionFormPage, EnrolPage, EnrolledPage;
    mails: BookingMail, SessionChangedMail
}
