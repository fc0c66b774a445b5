//! Kundig keeps the know-how between a manufacturer and its official service partners moving.
//!
//! Reading guide: `rules` decides and touches nothing; `platform` is technical and knows no word of training;
//! the slices stand in a line, each calling only those before it; `app` is the only wiring.

pub mod app;
pub mod command;
pub mod organisations;
pub mod people;
pub mod platform;
pub mod rules;
#[rustfmt::skip]
mod schema;
