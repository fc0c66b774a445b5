//! Certificates: the documents issued for evidence, with number, code and a public page to check them.

use crate::platform::routes::Routes;

/// Pages and calls of this slice.
pub fn routes(_routes: &mut Routes) {}
