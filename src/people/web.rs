//! The pages of people and of signing in.

pub mod access;
pub mod address;
pub mod code;
pub mod export;
pub mod list;
pub mod membership;
pub mod person;
pub mod person_form;
pub mod profile;
pub mod push;
pub mod reset;
pub mod sign_in;
pub mod start;
pub mod transfer;
pub mod welcome;
