//! The pages of administration.

pub mod audit;
pub mod audit_file;
pub mod catalogue;
pub mod dated;
pub mod export;
pub mod folder;
pub mod jobs;
pub mod legal;
pub mod location;
pub mod organisation;
pub mod start;
pub mod tokens;
pub mod tree;
pub mod works_for;
