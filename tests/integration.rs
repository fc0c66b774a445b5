//! One binary for everything that runs through the real application, on both databases.

mod migrations;
mod support;
