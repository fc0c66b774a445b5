//! The ledger of what manufacturer and partners owe each other beside people's training: obligations of the same kind, with creditor, debtor, basis, due date, evidence, breach
//! and cure. `rules::duty` decides how a duty stands; the ledger only remembers what happened, and never changes or forgets it.
//!
//! # How a slice declares a duty
//!
//! Say in [`declared`] what kind of duty it is, and write its words (`duty-kind-experience_reply`, `duty-basis-experience_reply`,
//! `duty-clock-experience_reply`):
//!
//! ```ignore
//! Declared {
//!     kind: Kind {
//!         key: "experience_reply",
//!         debtor: Side::Manufacturer,
//!         creditor: Side::Partner,
//!         clock: Clock::WorkingDays(15),
//!         notice_days: 3,
//!     },
//!     act_at: "/experience/{subject}",
//!     act_by: Action::AnswerNeeds,
//!     asked_for: false,
//!     revocable: false,
//! }
//! ```
//!
//! Then tell the ledger what happens, in the transaction in which it happens:
//!
//! ```ignore
//! let book = Book::begin(conn, &chance, now, today, by)?;
//! book.open(conn, &declared::EXPERIENCE_REPLY, &Claim { partner: &partner, subject_id: report.id, title, course_code: None })?;
//! book.keep(conn, &declared::EXPERIENCE_REPLY, partner.id, report.id, today, &Proof::of("reply"))?;
//! book.fall_away(conn, &declared::EXPERIENCE_REPLY, partner.id, report.id, today)?;
//! ```
//!
//! All else follows: the due date by the working days of the debtor's country, the page of the duty, both sides side by side, the list of
//! partners, the count on the network's page, the length of the clock as a setting, and the calls.

pub mod api;
mod book;
pub mod declared;
mod ledger;
pub mod pages;
mod revocation;
pub mod setting;
pub mod store;
pub mod told;
mod web;

pub use book::{Book, Claim, Proof};
pub use declared::Declared;
pub use ledger::{Count, Entry, entries, entries_of, entry};

use crate::platform::routes::Routes;

/// Pages and calls of this slice.
pub fn routes(routes: &mut Routes) {
    routes.get("/duties", web::partner::list);
    routes.get("/duties/clocks", web::clock::edit);
    routes.post("/duties/clocks", web::clock::update);
    routes.get("/duties/{id}", web::duty::show);
    routes.get("/duties/{id}/events/{event_id}/revocation/new", web::revocation::new);
    routes.post("/duties/{id}/events/{event_id}/revocation", web::revocation::create);
    routes.get("/api/v1/duties", api::list);
    routes.get("/api/v1/duties/partners", api::partners);
    routes.get("/api/v1/duties/{id}", api::show);
    routes.post("/api/v1/duties/{id}/events/{event_id}/revocation", api::revoke);
    routes.get("/api/v1/duty-clocks", api::clock::list);
    routes.put("/api/v1/duty-clocks/{key}", api::clock::update);
}
