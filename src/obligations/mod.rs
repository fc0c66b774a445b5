//! Obligations: requirements with their audiences, what follows from them for each person, pauses and waivers, and the overviews.
//!
//! What the pages show is a projection: [`recalculation`] makes it out of memberships, evidence, pauses and waivers, and can compare it at
//! any time. [`job`] runs it when one of these changed or a day came; slices after this one call the functions there.

pub mod api;
pub mod assessment;
pub mod excuse;
pub mod explanation;
pub mod export;
pub mod job;
pub mod pages;
pub mod reach;
pub mod recalculation;
pub mod requirement;
pub mod store;
pub mod told;

pub use explanation::{Explained, explain};
pub use reach::{Reach, reach};
pub use recalculation::{Cause, Comparison, recalculate_and_compare};

use crate::platform::routes::Routes;

/// Pages and calls of this slice.
pub fn routes(routes: &mut Routes) {
    api::routes(routes);
}
