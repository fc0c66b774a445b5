//! Workshops: what is taught in a room or live, when, and who has a seat.
//!
//! A workshop is the offer, held by an organisation for its branch; a session is a run of it. Seats are booked by people themselves, by whoever
//! leads them (for named people, or as seats that get their names later), or by invitation. Every deed with seats locks the session first
//! ([`store::lock`]), asks [`rules::workshop`](crate::rules::workshop), and ends with [`deed::settle`], which lets the waiting move up in the
//! same transaction and notes when something is to be done of itself ([`job`]).
//!
//! Whoever has left, or will have by then, stands in no line any more ([`deed::left_in_line`]).
//!
//! Whoever has a seat finds it in their calendar: every mail that gives, moves or takes one carries an invitation or its withdrawal, and
//! answers come back ([`calendar`], [`deed::answer`]).
//!
//! Rooms, equipment and those who teach are needed by one session at a time ([`deed::clash`]). A workshop may ask those who teach it for evidence of
//! courses; whoever lacks it on a session's day is told of as what else speaks against it is ([`profile`]).
//!
//! What falls due and what partners ask for is set against the seats on offer, so that sessions are planned from need ([`planning`]), on a day on which a
//! room and somebody who teaches are free ([`proposals`]).
//!
//! What a seat costs is stated by its session; what each booking comes to is read off what happened to it ([`record`]), and so is how seats were
//! used ([`usage`]).
//!
//! A session comes again by a rule of RFC 5545 ([`deed::series`]).
//!
//! Who was there is marked part by part, on the trainer's list or by a code that people scan ([`code`]); marks are only ever added. Closing a
//! session makes them results, and evidence of those who attended ([`deed::close`]). They are then asked what they think ([`feedback`]).
//! Where a workshop asks for it, attendance is evidence only with the practical sign-off ([`sign_off`]), and only once a final test is passed, before
//! the closing or after it ([`deed::follow_test`]).
//! A room, or one session, may have coordinates and a drawn map of how one gets there ([`store::Place`]).
//! Files that go with a workshop or one session of it are for those who are booked, and stay with those who came ([`sight::Sight::opens`]).

pub mod api;
mod at_odds;
pub mod calendar;
pub mod code;
pub mod deed;
pub mod feedback;
pub mod form;
pub mod job;
mod list;
pub mod mail;
pub mod pages;
pub mod planning;
pub mod profile;
pub mod proposals;
pub mod record;
pub mod sight;
pub mod sign_off;
pub mod store;
pub mod together;
pub mod usage;
mod web;

pub use at_odds::{Fault, at_odds};

use crate::platform::routes::Routes;

/// Pages and calls of this slice.
pub fn routes(routes: &mut Routes) {
    routes.get("/training", web::training::show);
    routes.get("/training/{requirement}/why", web::training::why);
    routes.get("/sessions", web::sessions::list);
    routes.get("/sessions/day", web::day::show);
    routes.get("/sessions/run-sheet.js", web::offline::worker);
    routes.get("/sessions/{id}", web::session::show);
    routes.post("/sessions/{id}/booking", web::session::book);
    routes.get("/sessions/{id}/bookings/new", web::book::new);
    routes.post("/sessions/{id}/bookings", web::book::create);
    routes.get("/sessions/{id}/edit", web::session_form::edit);
    routes.post("/sessions/{id}", web::session_form::update);
    routes.post("/sessions/{id}/opening", web::session::open);
    routes.get("/sessions/{id}/cancellation/new", web::reason::new_session_cancellation);
    routes.post("/sessions/{id}/cancellation", web::reason::cancel_session);
    routes.get("/sessions/{id}/series/new", web::series::new);
    routes.post("/sessions/{id}/series", web::series::create);
    routes.get("/series/{id}", web::series::show);
    routes.post("/series/{id}/cancellation", web::series::cancel);
    routes.post("/api/v1/sessions/{id}/series/plan", api::series::plan);
    routes.post("/api/v1/sessions/{id}/series", api::series::create);
    routes.get("/api/v1/series/{id}", api::series::show);
    routes.post("/api/v1/series/{id}/cancellation", api::series::cancel);
    routes.get("/sessions/{id}/attendance", web::attendance::show);
    routes.get("/sessions/{id}/attendance/{booking}", web::attendee::show);
    routes.post("/sessions/{id}/marks", web::attendee::mark);
    routes.post("/sessions/{id}/marks/rest", web::attendance::rest);
    routes.get("/sessions/{id}/walk-ins/new", web::walk_in::new);
    routes.post("/sessions/{id}/walk-ins", web::walk_in::create);
    routes.get("/sessions/{id}/meeting-report/new", web::report::new);
    routes.post("/sessions/{id}/meeting-report", web::report::weigh);
    routes.post("/sessions/{id}/meeting-report/marks", web::report::take);
    routes.get("/sessions/{id}/closing/new", web::closing::new);
    routes.post("/sessions/{id}/closing", web::closing::close);
    routes.get("/sessions/{id}/reopening/new", web::closing::new_reopening);
    routes.post("/sessions/{id}/reopening", web::closing::reopen);
    routes.get("/sessions/{id}/code", web::check_in::code);
    routes.get("/sessions/{id}/list/new", web::list::new);
    routes.get("/sessions/{id}/list/file", web::list::file);
    routes.get("/check-in/{part}/{code}", web::check_in::show);
    routes.post("/check-in/{part}", web::check_in::confirm);
    routes.get("/bookings", web::bookings::own);
    routes.get("/bookings/team", web::bookings::team);
    routes.get("/bookings/costs", web::costs::show);
    routes.get("/bookings/costs/table.csv", web::costs::export);
    routes.get("/bookings/costs/table.xlsx", web::costs::export);
    routes.get("/bookings/usage", web::usage::show);
    routes.get("/bookings/usage/table.csv", web::usage::export);
    routes.get("/bookings/usage/table.xlsx", web::usage::export);
    routes.get("/bookings/{id}", web::booking::show);
    routes.post("/bookings/{id}/acceptance", web::booking::accept);
    routes.post("/bookings/{id}/approval", web::booking::approve);
    routes.get("/bookings/{id}/refusal/new", web::reason::new_refusal);
    routes.post("/bookings/{id}/refusal", web::reason::refuse);
    routes.get("/bookings/{id}/cancellation/new", web::reason::new_cancellation);
    routes.post("/bookings/{id}/cancellation", web::reason::cancel);
    routes.get("/bookings/{id}/change/new", web::change::new);
    routes.post("/bookings/{id}/move", web::change::transfer);
    routes.post("/bookings/{id}/person", web::change::person);
    routes.post("/bookings/{id}/needs", web::needs::update);
    routes.get("/bookings/{id}/feedback", web::feedback::new);
    routes.post("/bookings/{id}/feedback", web::feedback::give);
    routes.get("/sessions/{id}/feedback", web::feedback::show);
    routes.get("/feedback", web::feedback::list);
    routes.get("/feedback/table.csv", web::feedback::download);
    routes.get("/feedback/table.xlsx", web::feedback::download);
    routes.get("/courses/{code}/sign-off", web::course_items::edit);
    routes.post("/courses/{code}/sign-off", web::course_items::update);
    routes.get("/api/v1/courses/{code}/sign-off", api::course_items::show);
    routes.put("/api/v1/courses/{code}/sign-off", api::course_items::update);
    routes.get("/workshops/{id}/follow-up", web::follow_up::edit);
    routes.post("/workshops/{id}/follow-up", web::follow_up::update);
    routes.get("/api/v1/bookings/{id}/feedback", api::feedback::show_own);
    routes.put("/api/v1/bookings/{id}/feedback", api::feedback::give);
    routes.get("/api/v1/sessions/{id}/feedback", api::feedback::show);
    routes.get("/api/v1/feedback", api::feedback::list);
    routes.get("/api/v1/workshops/{id}/follow-up", api::follow_up::show);
    routes.put("/api/v1/workshops/{id}/follow-up", api::follow_up::update);
    routes.get("/sessions/{id}/sign-offs", web::sign_off::list);
    routes.get("/sessions/{id}/sign-offs/{booking}", web::sign_off::show);
    routes.post("/sessions/{id}/sign-offs/{booking}", web::sign_off::enter);
    routes.get("/bookings/{id}/photos/{photo}", web::sign_off::photo);
    routes.get("/api/v1/sessions/{id}/sign-offs", api::sign_off::show);
    routes.post("/api/v1/sessions/{id}/sign-offs/{booking}", api::sign_off::enter);
    routes.get("/sessions/{id}/signatures/{booking}/new", web::signature::new);
    routes.post("/sessions/{id}/signatures/{booking}", web::signature::sign);
    routes.get("/sessions/{id}/signatures/{booking}/{signature}", web::signature::file);
    routes.get("/api/v1/sessions/{id}/signatures", api::signature::list);
    routes.post("/api/v1/sessions/{id}/signatures/{booking}", api::signature::sign);
    routes.get("/workshops/{id}/material", web::material::list);
    routes.post("/workshops/{id}/material", web::material::add);
    routes.get("/workshops/{id}/material/{file}", web::material::file);
    routes.get("/sessions/{id}/material", web::material::list_session);
    routes.post("/sessions/{id}/material", web::material::add_session);
    routes.get("/sessions/{id}/material/{file}", web::material::session_file);
    routes.post("/material/{id}/removal", web::material::remove);
    routes.get("/api/v1/workshops/{id}/material", api::material::list);
    routes.post("/api/v1/workshops/{id}/material", api::material::add);
    routes.get("/api/v1/workshops/{id}/material/{file}", api::material::file);
    routes.get("/api/v1/sessions/{id}/material", api::material::list_session);
    routes.post("/api/v1/sessions/{id}/material", api::material::add_session);
    routes.get("/api/v1/sessions/{id}/material/{file}", api::material::session_file);
    routes.delete("/api/v1/material/{id}", api::material::remove);
    routes.get("/rooms/{id}/map/edit", web::map::edit_room);
    routes.get("/rooms/{id}/map", web::map::room);
    routes.post("/rooms/{id}/map", web::map::put_room);
    routes.post("/rooms/{id}/map/removal", web::map::remove_room);
    routes.get("/sessions/{id}/map/edit", web::map::edit_session);
    routes.get("/sessions/{id}/map", web::map::session);
    routes.post("/sessions/{id}/map", web::map::put_session);
    routes.post("/sessions/{id}/map/removal", web::map::remove_session);
    routes.get("/api/v1/rooms/{id}/map", api::map::room);
    routes.put("/api/v1/rooms/{id}/map", api::map::put_room);
    routes.delete("/api/v1/rooms/{id}/map", api::map::remove_room);
    routes.get("/api/v1/sessions/{id}/map", api::map::session);
    routes.put("/api/v1/sessions/{id}/map", api::map::put_session);
    routes.delete("/api/v1/sessions/{id}/map", api::map::remove_session);
    routes.get("/people/{id}/badge", web::badge::edit);
    routes.post("/people/{id}/badge", web::badge::update);
    routes.post("/sessions/{id}/scans", web::badge::scan);
    routes.get("/api/v1/people/{id}/badge", api::badge::show);
    routes.put("/api/v1/people/{id}/badge", api::badge::update);
    routes.post("/api/v1/sessions/{id}/scans", api::badge::scan);
    routes.post("/api/v1/check-in/{part}", api::badge::check_in);
    routes.get("/obligations/bookings", web::together::show);
    routes.post("/obligations/bookings", web::together::create);
    routes.post("/api/v1/obligations/bookings", api::together::create);
    routes.get("/workshops", web::workshops::list);
    routes.get("/workshops/new", web::workshops::new);
    routes.post("/workshops", web::workshops::create);
    routes.get("/workshops/{id}", web::workshops::show);
    routes.get("/workshops/{id}/edit", web::workshops::edit);
    routes.post("/workshops/{id}", web::workshops::update);
    routes.get("/workshops/{id}/sessions/new", web::session_form::new);
    routes.post("/workshops/{id}/sessions", web::session_form::create);
    routes.get("/planning", web::planning::show);
    routes.get("/planning/table.csv", web::planning::export);
    routes.get("/planning/table.xlsx", web::planning::export);
    routes.get("/api/v1/planning", api::planning::show);
    routes.get("/rooms", web::rooms::list);
    routes.get("/rooms/new", web::rooms::new);
    routes.post("/rooms", web::rooms::create);
    routes.get("/rooms/{id}", web::rooms::edit);
    routes.post("/rooms/{id}", web::rooms::update);
    routes.post("/rooms/{id}/archive", web::rooms::archive);
    routes.post("/rooms/{id}/restore", web::rooms::restore);
    routes.get("/absences", web::absences::list);
    routes.post("/absences", web::absences::create);
    routes.post("/absences/{id}/removal", web::absences::remove);
    routes.get("/api/v1/rooms", api::rooms::list);
    routes.post("/api/v1/rooms", api::rooms::create);
    routes.get("/api/v1/rooms/{id}", api::rooms::show);
    routes.put("/api/v1/rooms/{id}", api::rooms::update);
    routes.put("/api/v1/rooms/{id}/archive", api::rooms::archive);
    routes.delete("/api/v1/rooms/{id}/archive", api::rooms::restore);
    routes.get("/api/v1/absences", api::rooms::absences);
    routes.post("/api/v1/absences", api::rooms::enter);
    routes.delete("/api/v1/absences/{id}", api::rooms::remove);
    routes.get("/api/v1/sessions", api::list);
    routes.get("/api/v1/sessions/{id}", api::show);
    routes.put("/api/v1/sessions/{id}", api::offer::update_session);
    routes.post("/api/v1/sessions/{id}/opening", api::offer::open);
    routes.post("/api/v1/sessions/{id}/cancellation", api::offer::cancel);
    routes.post("/api/v1/sessions/{id}/bookings", api::booking::book);
    routes.get("/api/v1/sessions/{id}/attendance", api::attendance::show);
    routes.get("/api/v1/sessions/{id}/marks", api::attendance::list);
    routes.post("/api/v1/sessions/{id}/marks", api::attendance::mark);
    routes.post("/api/v1/sessions/{id}/walk-ins", api::attendance::walk_in);
    routes.post("/api/v1/sessions/{id}/meeting-report", api::report::take);
    routes.post("/api/v1/meeting-events", api::meeting::tell);
    routes.post("/api/v1/meeting-events/teams", api::meeting::tell_teams);
    routes.post("/api/v1/meeting-events/zoom", api::meeting::tell_zoom);
    routes.post("/api/v1/sessions/{id}/closing", api::closing::close);
    routes.post("/api/v1/sessions/{id}/reopening", api::closing::reopen);
    routes.get("/api/v1/sessions/{id}/results", api::closing::results);
    routes.get("/api/v1/bookings", api::booking::list);
    routes.get("/api/v1/bookings/costs", api::costs::list);
    routes.get("/api/v1/bookings/usage", api::usage::list);
    routes.get("/api/v1/bookings/{id}", api::booking::show);
    routes.put("/api/v1/bookings/{id}/needs", api::needs::update);
    routes.post("/api/v1/bookings/{id}/acceptance", api::booking::accept);
    routes.post("/api/v1/bookings/{id}/approval", api::booking::approve);
    routes.post("/api/v1/bookings/{id}/refusal", api::booking::refuse);
    routes.post("/api/v1/bookings/{id}/cancellation", api::booking::cancel);
    routes.post("/api/v1/bookings/{id}/move", api::booking::transfer);
    routes.post("/api/v1/bookings/{id}/person", api::booking::person);
    routes.get("/api/v1/workshops", api::offer::list);
    routes.post("/api/v1/workshops", api::offer::create);
    routes.put("/api/v1/workshops/{id}", api::offer::update);
    routes.post("/api/v1/workshops/{id}/sessions", api::offer::create_session);
}
