//! The store of learning records: every step of learning as an xAPI statement.

use crate::platform::routes::Routes;

/// Pages and calls of this slice.
pub fn routes(_routes: &mut Routes) {}
