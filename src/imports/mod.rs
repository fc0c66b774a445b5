//! Imports: files of organisations, people, completions and requirements are read, checked row by row, shown, applied as a whole, and undone
//! as long as nothing was built on them. Importing never sends mail.

pub mod read;

use crate::platform::routes::Routes;

/// Pages and calls of this slice.
pub fn routes(_routes: &mut Routes) {}
