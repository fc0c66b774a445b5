//! Every view of every slice with its samples: what the tests render, the demonstration shows and pictures are taken of.

pub mod pages;
#[cfg(test)]
mod tests;

use crate::platform::views::Sample;

/// All samples, slice by slice. A slice that has views is named here.
pub fn every_sample() -> Vec<Sample> {
    [
        crate::platform::pages::samples(),
        crate::people::pages::samples(),
        crate::fields::pages::samples(),
        crate::events::pages::samples(),
        crate::evidence::pages::samples(),
        crate::certificates::pages::samples(),
        crate::obligations::pages::samples(),
        crate::documents::pages::samples(),
        crate::headcounts::pages::samples(),
        crate::duties::pages::samples(),
        crate::offers::pages::samples(),
        crate::needs::pages::samples(),
        crate::workshops::pages::samples(),
        crate::reminders::pages::samples(),
        crate::administration::pages::samples(),
        crate::app::pages::samples(),
        crate::courses::pages::samples(),
        crate::player::pages::samples(),
        crate::imports::pages::samples(),
        crate::merging::pages::samples(),
        crate::search::pages::samples(),
        pages::samples(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
