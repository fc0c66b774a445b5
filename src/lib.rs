//! Kundig keeps the know-how between a manufacturer and its official service partners moving.
//!
//! Reading guide: `rules` decides and touches nothing; `platform` is technical and knows no word of training;
//! the slices stand in a line, each calling only those before it; `app` is the only wiring; `gallery` holds every
//! view with its samples.

pub mod rules;

pub mod platform;

pub mod organisations;

pub mod people;

pub mod events;
pub mod fields;

pub mod courses;

pub mod evidence;

pub mod certificates;

pub mod duties;

pub mod obligations;

pub mod documents;

pub mod headcounts;

pub mod lrs;
pub mod merging;

pub mod player;

pub mod offers;

pub mod needs;

pub mod workshops;

pub mod reminders;

pub mod imports;

pub mod search;

pub mod administration;

pub mod app;
pub mod command;
pub mod demo;
pub mod gallery;
#[rustfmt::skip]
mod schema;
