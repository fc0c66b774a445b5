//! What the product decides: pure functions of their arguments. Today and now are values; there is no clock,
//! no database and no network here, so each rule is tested by cases and properties in milliseconds.

pub mod course;
pub mod evidence;
pub mod id;
pub mod marking;
pub mod person;
pub mod reminder;
pub mod xapi;

pub use id::{Id, Instant};
