//! Pages: the heat map, the network, a person's record, pauses and waivers, requirements.

pub mod ahead;
pub mod ahead_rows;
pub mod change;
pub mod entry;
pub mod equivalence;
pub mod exceptions;
pub mod exceptions_file;
pub mod excuse;
pub mod extension;
pub mod extensions;
pub mod network;
pub mod overview;
pub mod record;
pub mod requirement;
pub mod requirement_form;
pub mod retirement;

mod address;
mod audience_view;
mod form_view;
mod heat;
pub mod known;
pub mod ladder;
mod offered;
pub(super) mod past_day;
mod reach_view;
mod record_file;
mod rule_words;
pub mod sight;
pub mod value;

pub(super) use extension::hand;
pub(super) use sight::sight_of;
