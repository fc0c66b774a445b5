//! Courses: what can be learned. A course is the stable identity, a published version is frozen, a module is one step of it.

use crate::platform::routes::Routes;

/// Pages and calls of this slice.
pub fn routes(_routes: &mut Routes) {}
