//! The pages of people and of signing in.

pub mod code;
pub mod profile;
pub mod reset;
pub mod sign_in;
pub mod start;
pub mod welcome;
