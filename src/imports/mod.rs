//! Imports: files of organisations, people, completions and requirements, checked row by row, applied as a whole and undone.

use crate::platform::routes::Routes;

/// Pages and calls of this slice.
pub fn routes(_routes: &mut Routes) {}
