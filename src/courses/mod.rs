//! Courses: stable identities, frozen published versions, modules of typed blocks, and the desk at which trainers write them.
//!
//! [`store`] keeps them, [`writing`] is every change with its rules and its audit entry, the same for pages and API. A course without any
//! version exists as soon as a file or a paper proof names its code.

pub mod bulk;
pub mod store;
pub mod writing;

pub use store::{Course, Module, Published, Version, published};

use crate::platform::routes::Routes;

/// Pages and calls of this slice.
pub fn routes(_routes: &mut Routes) {}
