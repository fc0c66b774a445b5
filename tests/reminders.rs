//! Reminders from the plan to the mail server, on both databases.

mod asked;
mod bounces;
mod brake;
mod choices;
mod fates;
mod feeds;
pub mod ground;
mod journal;
mod ladder;
mod late;
mod pages;
mod pushes;
mod read;
mod released;
mod texts;
mod told;
mod told_at_once;
mod unwritten;
mod verified;
