//! Organisations: the tree of who administers whom, their locations, who works for whom, and the catalogues of services and job roles.
//!
//! The tree decides what anybody may see: each organisation carries its path, and a [`Scope`] is a set of branches, so that every
//! query of every slice is confined by one comparison of prefixes.

pub mod bulk;
pub mod catalogue;
pub mod field_view;
pub mod job;
pub mod scope;
pub mod store;
mod unit;

pub use scope::Scope;
pub use store::{Location, Organisation};
pub use unit::{as_tree, by_name, is_own, only_top, regions, tree_choices, units};

use crate::platform::routes::Routes;

/// Pages and calls of this slice.
pub fn routes(_routes: &mut Routes) {}
