//! Reminders in the database: who may be told, what was decided, the calendars, the switches, and mails as people look for them.

pub mod adoption;
pub mod assessed;
pub mod at_odds;
pub mod choices;
pub mod dead;
pub mod feed;
pub mod log;
pub mod mailbox;
pub mod material;
pub mod network;
pub mod notices;
pub mod overview;
pub mod pushes;
pub mod reminded;
pub mod source;
pub mod switch;
pub mod texts;
pub mod unwritten;

/// Most values bound in one statement; SQLite takes some thirty thousand.
const PORTION: usize = 1000;
