//! Reminders: who is told what when, the mails that tell it, the forecast and the log; and the mailbox, which shows every mail as sent.
//!
//! Each hour a run plans (`rules::reminder`), enters what it decided in the journal and queues one mail a recipient and day, and what
//! devices are told, all in one transaction. Before a mail or a push leaves it is looked at once more ([`Postman`], [`Crier`]).

pub mod api;
mod asking;
pub mod bounce;
mod calendar;
mod crier;
mod digest;
mod draft;
pub mod duty;
mod envelope;
pub mod feed;
pub mod forecast;
mod held;
pub mod job;
mod line;
pub mod log;
mod lost;
mod mail;
pub mod overview;
mod own_words;
pub mod pages;
mod post;
mod released;
mod resend;
pub mod senders;
mod store;
pub mod switch;
pub mod texts;
mod trial;
pub mod unsubscribing;
mod web;

pub use crier::Crier;
pub use lost::{Unknown, undecided};
pub use post::Postman;
pub use store::at_odds::{Fault, at_odds};
pub use store::log::Wanted;

pub use store::adoption;

use crate::platform::routes::Routes;

/// Pages and calls of this slice.
pub fn routes(routes: &mut Routes) {
    routes.get("/reminders", web::partners::list);
    routes.get("/reminders/partners/{id}", web::partners::show);
    routes.post("/reminders/partners/{id}", web::partners::update);
    routes.get("/obligations/reminders", web::asking::show);
    routes.post("/obligations/reminders", web::asking::create);
    routes.post("/api/v1/obligations/reminders", api::asking::create);
    routes.get("/reminders/forecast", web::forecast::show);
    routes.get("/reminders/forecast.csv", web::forecast::export);
    routes.get("/reminders/forecast.xlsx", web::forecast::export);
    routes.get("/reminders/log", web::log::list);
    routes.get("/reminders/log.csv", web::log::export);
    routes.get("/reminders/log.xlsx", web::log::export);
    routes.post("/reminders/log/{id}/resend", web::log::resend);
    routes.get("/reminders/held", web::held::list);
    routes.post("/reminders/held", web::held::update);
    routes.get("/reminders/calendar", web::calendar::list);
    routes.get("/reminders/calendar/{country}", web::calendar::edit);
    routes.post("/reminders/calendar/{country}", web::calendar::update);
    routes.get("/reminders/ladder", web::ladder::show);
    routes.post("/reminders/ladder", web::ladder::update);
    routes.post("/reminders/ladder/{id}/withdrawal", web::ladder::withdraw);
    routes.get("/reminders/texts", web::texts::list);
    routes.get("/reminders/texts/text", web::texts::edit);
    routes.post("/reminders/texts/text", web::texts::update);
    routes.post("/reminders/texts/preview", web::texts::preview);
    routes.post("/reminders/texts/html", web::texts::preview_html);
    routes.post("/reminders/texts/test", web::texts::test);
    routes.get("/reminders/senders", web::senders::list);
    routes.post("/reminders/senders", web::senders::update);
    routes.get("/unsubscribe/{token}", web::choices::ask);
    routes.post("/unsubscribe/{token}", web::choices::leave);
    routes.get("/profile/mails", web::choices::list);
    routes.post("/profile/mails", web::choices::update);
    routes.get("/people/unreachable", web::unreachable::list);
    routes.post("/people/{id}/address/confirmation", web::unreachable::confirm);
    routes.get("/profile/calendar", web::feed::show);
    routes.post("/profile/calendar", web::feed::make);
    routes.post("/profile/calendar/revocation", web::feed::revoke);
    routes.get("/calendar/{token}", web::feed::read);
    routes.get("/notices", web::feed::told);
    routes.get("/mailbox", web::mailbox::list);
    routes.post("/mailbox/resume", web::mailbox::resume);
    routes.get("/mailbox/{id}", web::mailbox::show);
    routes.get("/mailbox/{id}/html", web::mailbox::show_html);
    routes.post("/mailbox/{id}/resend", web::mailbox::resend);
    routes.get("/api/v1/notices", api::notices::list);
    routes.get("/api/v1/notices/export", api::notices::export);
    routes.get("/api/v1/reminders/forecast", api::forecast);
    routes.get("/api/v1/reminders/partners", api::switches);
    routes.put("/api/v1/reminders/partners/{external_id}", api::set_switch);
    routes.get("/api/v1/reminders/held", api::held::list);
    routes.post("/api/v1/reminders/held", api::held::decide);
    routes.get("/api/v1/reminders/calendars", api::calendar::list);
    routes.get("/api/v1/reminders/calendars/{country}", api::calendar::show);
    routes.put("/api/v1/reminders/calendars/{country}", api::calendar::update);
    routes.post("/api/v1/notices/{id}/resend", api::held::resend);
    routes.get("/api/v1/reminders/ladder", api::ladder::show);
    routes.put("/api/v1/reminders/ladder", api::ladder::update);
    routes.post("/api/v1/reminders/ladder/preview", api::ladder::preview);
    routes.delete("/api/v1/reminders/ladder/{id}", api::ladder::remove);
    routes.get("/api/v1/reminders/texts", api::texts::list);
    routes.put("/api/v1/reminders/texts", api::texts::update);
    routes.post("/api/v1/reminders/texts/preview", api::texts::preview);
    routes.post("/api/v1/reminders/texts/test", api::texts::test);
    routes.get("/api/v1/me/mails", api::choices::own);
    routes.put("/api/v1/me/mails/{kind}", api::choices::choose);
    routes.get("/api/v1/reminders/senders", api::choices::senders);
    routes.put("/api/v1/reminders/senders/{external_id}", api::choices::set_sender);
    routes.post("/api/v1/bounces", api::bounce::report);
    routes.get("/api/v1/people/unreachable", api::bounce::unreachable);
    routes.post("/api/v1/people/{id}/address/confirmation", api::bounce::confirm);
    routes.get("/api/v1/me/calendar", api::feed::show);
    routes.post("/api/v1/me/calendar", api::feed::make);
    routes.delete("/api/v1/me/calendar", api::feed::revoke);
    routes.get("/api/v1/me/notices", api::feed::told);
    routes.get("/api/v1/mails", api::mails);
    routes.get("/api/v1/mails/{id}", api::mail::show);
    routes.post("/api/v1/mails/{id}/resend", api::mail::resend);
    routes.get("/api/v1/mail-standstill", api::mail::standstill);
    routes.delete("/api/v1/mail-standstill", api::mail::resume);
}
