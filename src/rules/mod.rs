//! What the product decides: pure functions of their arguments. Today and now are values; there is no clock,
//! no database and no network here, so each rule is tested by cases and properties in milliseconds.

pub mod ahead;
pub mod audience;
pub mod bounce;
pub mod calendar;
pub mod certificate;
pub mod coordinates;
pub mod course;
pub mod day;
pub mod document;
pub mod duty;
pub mod email_address;
pub mod evidence;
pub mod extension;
pub mod field;
pub mod headcount;
pub mod ical;
pub mod id;
pub mod import;
pub mod impossible;
pub mod knowledge;
pub mod language;
pub mod letter;
pub mod marking;
pub mod merging;
pub mod message;
pub mod need;
pub mod obligation;
pub mod offer;
pub mod overview;
pub mod own_field;
pub mod person;
pub mod reminder;
pub mod requirement;
pub mod search;
pub mod spreadsheet;
pub mod version;
pub mod wording;
pub mod workshop;
pub mod xapi;

pub use id::{Id, Instant};
