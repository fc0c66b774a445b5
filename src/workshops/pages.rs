//! What the pages about workshops show.

mod attendance;
mod attendee;
mod badge;
mod booking;
mod change;
mod check_in;
mod chip;
mod costs;
mod feedback;
mod final_test;
mod follow_up;
mod form;
mod lacking;
mod list;
mod map;
mod material;
mod month;
mod planning;
mod reason;
mod report;
mod room;
mod series;
mod session;
mod sessions;
mod sign_off;
mod signature;
mod together;
mod usage;
mod workshop;

pub use attendance::{AttendancePage, AttendeeRow};
pub use attendee::{AttendeePage, AttendeePart, MarkLine, WalkInPage};
pub use badge::BadgePage;
pub use booking::{BookingLine, BookingPage, BookingRow, BookingsPage, Came, OpinionRow};
pub use change::ChangePage;
pub use check_in::{CheckInPage, ClosingPage, CodePage, DayPage, ResultRow, TaughtRow};
pub use chip::ChipChoice;
pub use costs::{CostRow, CostSum, CostsPage, Money, PriceView};
pub use feedback::{Asked, FeedbackLine, FeedbackPage, FeedbackRating, FeedbackResultsPage, FeedbacksPage};
pub use final_test::TestView;
pub use follow_up::{CourseItemsPage, FollowUpPage, ItemFields};
pub use form::{BookPage, PartFields, SessionFormPage, WorkshopFormPage};
pub use lacking::LackingView;
pub use list::ListPage;
pub use map::{MapPage, PointView, SpotView};
pub use material::{MaterialPage, MaterialRow};
pub use month::{CalendarDay, Month, WEEKDAYS};
pub use planning::{PlanLine, PlanMonth, PlanPart, PlanningPage, ProposalView, UnofferedRow};
pub use reason::ReasonPage;
pub use report::{ReportLine, ReportPage, ReportWeighedPage};
pub use room::{AbsenceRow, AbsencesPage, RoomFormPage, RoomRow, RoomsPage};
pub use series::{PlanView, PlannedDay, SeriesFormPage, SeriesPage};
pub use session::{PartView, SessionPage, SessionRow, Tab};
pub use sessions::SessionsPage;
pub use sign_off::{CheckItem, CheckLine, SignOffPage, SignOffRow, SignOffsPage};
pub use signature::{SignatureLine, SignaturePage};
pub use together::{EnrolPage, EnrolRow, EnrolledPage, EnrolledRow, OfferedSession};
pub use usage::{UsagePage, UsageRow};
pub use workshop::{WorkshopPage, WorkshopRow, WorkshopsPage};

use super::mail::{BookingMail, CalendarMail, SessionChangedMail};

crate::samples! {
    pages: SessionsPage, SessionPage, BookPage, BookingsPage, BookingPage, ReasonPage, ChangePage, WorkshopsPage, WorkshopPage,
        WorkshopFormPage, SessionFormPage, EnrolPage, EnrolledPage, AttendancePage, AttendeePage, WalkInPage, CodePage, CheckInPage, DayPage,
        ClosingPage, ListPage, ReportPage, ReportWeighedPage, RoomsPage, RoomFormPage, AbsencesPage, PlanningPage, CostsPage, UsagePage, SeriesFormPage,
        SeriesPage, MaterialPage, MapPage,
        FeedbackPage, FeedbackResultsPage, FeedbacksPage, CourseItemsPage, FollowUpPage, SignOffsPage, SignOffPage, BadgePage, SignaturePage;
    mails: BookingMail, CalendarMail, SessionChangedMail
}
