//! What the pages about obligations show.

mod network;
mod overview;
mod training;
mod why;

pub use network::{Bars, NetworkPage, NetworkRow};
pub use overview::{Cell, Column, Group, OverviewPage, OverviewRow, Panel, StatusCount, Unit, UnitsPage};
pub use training::{Finding, LastProof, Line, Resume, TrainingPage};
pub use why::{Counted, Proof, Why, WhyAction};

crate::samples! { pages: TrainingPage, OverviewPage, UnitsPage, NetworkPage }
