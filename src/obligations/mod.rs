//! Obligations: requirements with their audiences, what follows from them for each person, pauses and waivers, and the overviews.

pub mod pages;
pub mod told;

use crate::platform::routes::Routes;

/// Pages and calls of this slice.
pub fn routes(_routes: &mut Routes) {}
