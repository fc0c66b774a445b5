//! Requirements, pauses, waivers, runs of matching an audience, and the projection of obligations, in the database.

pub mod adoption;
pub mod ahead;
pub mod entry;
pub mod exception;
mod excuse;
pub mod extension;
mod input;
pub mod ladder;
mod network;
pub mod overview;
mod projection;
mod requirement;

pub use excuse::{Excuse, ExcuseKind, NewExcuse, document_of, excuses_of, find_excuse, insert_excuse, list_excuses, withdraw};
pub use input::{
    Asks, AudienceRun, Input, Inputs, Span, Stay, forget_absent, inputs_of, people_after, people_below, people_within, write_runs,
};
pub use network::{Fingerprint, Location, Network, Organisation, fingerprint, network, network_of};
pub use projection::{
    Change, Filter, Listed, Obligation, anybody_due, changes_of, count_due, find_obligation, hold, insert, list, obligations_of, of_people,
    people_due, record_changes, remove, update,
};
pub use requirement::{
    Requirement, State, Version, asked_on, asking, draft_of, drop_draft, enter, find_requirement, find_requirement_by_code, find_version,
    in_force, in_force_of, in_force_on, insert_requirement, insert_version, promise, remove_requirement, requirements, retire, shown_of,
    supersede, update_draft, versions_of,
};
