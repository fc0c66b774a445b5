//! Administration: the pages of those who run the installation: audit, mailbox, jobs.

use crate::platform::routes::Routes;

/// Pages and calls of this slice.
pub fn routes(_routes: &mut Routes) {}
