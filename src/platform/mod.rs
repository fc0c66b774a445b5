//! What is technical: configuration, clock, database, files, mail, jobs, views. Knows no word of training and no slice.

pub mod audit;
pub mod chance;
pub mod clock;
pub mod config;
pub mod db;
pub mod error;
pub mod files;
pub mod jobs;
pub mod limits;
pub mod settings;
pub mod state;

pub use state::State;
