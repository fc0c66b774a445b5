//! Workshops: who gets a seat, who waits, who moves up, until when one may step back, when a session takes place, and who was there.
//!
//! A *session* is a dated run of a workshop with one or more parts; a *booking* is a person's (or an unnamed) claim to a seat in it.

pub mod attendance;
pub mod badge;
pub mod booking;
pub mod change;
pub mod check_in;
pub mod clash;
pub mod cost;
pub mod feedback;
pub mod final_test;
pub mod material;
pub mod meeting_report;
pub mod part;
pub mod place;
pub mod plan;
pub mod profile;
pub mod proposal;
pub mod seat;
pub mod series;
pub mod sign_off;
pub mod signature;
pub mod tally;
#[cfg(test)]
mod tests;

pub use booking::{Approval, Status};
pub use cost::{Fate, Price};
pub use part::{Local, Span};
pub use seat::{Claim, Terms};
