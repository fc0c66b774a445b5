//! Learning records: what people did, as xAPI statements in a table of their own. Whoever teaches writes here; nothing here decides.

pub mod store;

use crate::platform::routes::Routes;

/// Pages and calls of this slice: none yet; a person's own statements are read where their runs are.
pub fn routes(_routes: &mut Routes) {}
