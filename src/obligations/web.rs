//! Pages: my training, the heat map, the network, a person's record, pauses and waivers, requirements.

pub mod excuse;
pub mod network;
pub mod overview;
pub mod record;
pub mod training;

mod address;
mod heat;
mod known;
mod sight;
mod table;
