//! People: who they are, where they belong and in which job roles, how they sign in, and what they may do.
//!
//! [`guard::May`] is the only way for a handler to get an actor, and it names the permission that the handler needs.

pub mod guard;
pub mod menu;
pub mod pages;
pub mod password;
pub mod show;
pub mod sign_in;
pub mod store;
pub mod token;

pub use guard::{Actor, Anybody, May};
pub use store::{Membership, Person};

use crate::platform::routes::Routes;

/// Pages and calls of this slice.
pub fn routes(_routes: &mut Routes) {}
