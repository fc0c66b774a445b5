//! What the tests share: an application in the process, a fresh database for each, a clock that stands still.

pub mod app;
