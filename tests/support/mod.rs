//! What the tests share: an application in the process, a fresh database for each, a clock that stands still, people of every role, and a
//! browser or integration that speaks for one of them.
#![allow(dead_code, reason = "a shared stock: not everything is in use at every moment")]

pub mod accounts;
pub mod app;
pub mod browser;
pub mod calendar;
pub mod imap;
pub mod letter;
pub mod network;
pub mod program;
pub mod push;
pub mod smtp;
pub mod story;
