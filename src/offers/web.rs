//! Pages: recording an offer, and both sides side by side.

pub mod offer;
pub mod sides;
