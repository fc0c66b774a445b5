//! The player: taking a course, answering, leaving and resuming, passing.

use crate::platform::routes::Routes;

/// Pages and calls of this slice.
pub fn routes(_routes: &mut Routes) {}
