//! Pages: the heat map, the network, a person's record, pauses and waivers, requirements.

pub mod excuse;
pub mod network;
pub mod overview;
pub mod record;
pub mod requirement;

mod address;
mod heat;
pub mod known;
mod rule_words;
mod sight;
mod table;
