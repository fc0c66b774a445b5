//! Imports: files of organisations, people, completions and requirements are read, checked row by row, shown, applied as a whole, and undone
//! as long as nothing was built on them. Importing never sends mail.
//!
//! [`begin`] takes a file in, [`check`] stages what each row comes to, [`apply`] writes what was staged. What each
//! row may say and change is decided in [`rules::import`](crate::rules::import); the rows are written by the `bulk` modules of the slices
//! that own them.

pub mod apply;
pub mod begin;
pub mod check;
pub mod job;
pub mod options;
pub mod read;
pub mod store;

pub use begin::{Upload, begin};
pub use options::Options;
pub use store::Import;

use crate::platform::routes::Routes;

/// Kind of the job that checks an import.
pub const CHECK: &str = "imports.check";

/// Kind of the job that applies an import.
pub const APPLY: &str = "imports.apply";

/// Kind of the job that says that an import was applied or undone: `{"import_id": …, "kind": "people"}`. What later slices make of people,
/// organisations, evidence and requirements is to be recalculated.
pub const APPLIED: &str = "imports.applied";

/// Pages and calls of this slice.
pub fn routes(_routes: &mut Routes) {}
