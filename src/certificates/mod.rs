//! Certificates: the documents issued for evidence, with number, code and a public page to check them.
//!
//! A job issues one for each pass of our own ([`issue`]); revoking takes proof and certificate back together ([`revocation`]).

mod document;
pub mod issue;
pub mod job;
pub mod revocation;
pub mod store;
mod wording;

pub use store::Certificate;

use crate::platform::routes::Routes;

/// Pages and calls of this slice.
pub fn routes(_routes: &mut Routes) {}
