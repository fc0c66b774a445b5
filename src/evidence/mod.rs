//! Evidence: the facts of who met which course when, by what means and how strongly; added or revoked with a reason, never edited.

use crate::platform::routes::Routes;

/// Pages and calls of this slice.
pub fn routes(_routes: &mut Routes) {}
