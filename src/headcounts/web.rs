//! Pages: what is asked, one head count with its locations, and asking.

pub mod show;
pub mod write;
