//! What the pages about workshops show.

mod booking;
mod form;
mod session;
mod workshop;

pub use booking::{BookingLine, BookingPage, BookingRow, BookingsPage, ChangePage, ReasonPage};
pub use form::{BookPage, PartFields, SessionFormPage, WorkshopFormPage};
pub use session::{CalendarDay, ChipChoice, Month, PartView, SessionPage, SessionRow, SessionsPage, Tab, WEEKDAYS};
pub use workshop::{WorkshopPage, WorkshopRow, WorkshopsPage};

use super::mail::{BookingMail, SessionChangedMail};

crate::samples! {
    pages: SessionsPage, SessionPage, BookPage, BookingsPage, BookingPage, ReasonPage, ChangePage, WorkshopsPage, WorkshopPage,
        WorkshopFormPage, SessionFormPage;
    mails: BookingMail, SessionChangedMail
}
