//! Reminders: who is told what when, the outbox and its delivery, and the log.

use crate::platform::routes::Routes;

/// Pages and calls of this slice.
pub fn routes(_routes: &mut Routes) {}
