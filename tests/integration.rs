//! One binary for everything that runs through the real application, on both databases.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says where")]
#![allow(clippy::expect_used, clippy::indexing_slicing, reason = "a test that cannot go on says where")]

mod access;
mod addresses;
mod ahead;
mod architecture;
mod attendance;
mod audiences;
mod audit_folders;
mod broken;
mod brought;
mod calls;
mod certificates;
mod counts;
mod courses;
mod demo;
mod documents;
mod duties;
mod events;
mod evidence;
mod extensions;
mod faults;
mod fields;
mod gate;
mod handed_in;
mod headcounts;
mod imports;
pub mod mail;
mod merging;
mod migrations;
mod needs;
mod obligations;
mod operations;
mod overviews;
mod people;
mod player;
mod reminders;
mod requirements;
mod search;
mod sign_in;
mod story;
mod sums;
mod support;
mod together;
mod transfers;
mod workshops;
mod writing;
