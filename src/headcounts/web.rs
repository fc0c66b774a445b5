//! Pages: what is asked, one head count with its locations, and asking.

pub mod file;
pub mod show;
pub mod write;
