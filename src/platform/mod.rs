//! What is technical: configuration, clock, database, files, mail, jobs, views. Knows no word of training and no slice.

pub mod answer;
pub mod api;
pub mod assets;
pub mod audit;
pub mod chance;
pub mod clock;
pub mod config;
pub mod cores;
pub mod db;
pub mod error;
pub mod exposition;
pub mod faults;
pub mod files;
pub mod form;
pub mod i18n;
pub mod jobs;
pub mod kept;
pub mod limits;
pub mod mail;
pub mod media;
pub mod pages;
pub mod press;
pub mod push;
pub mod qr;
pub mod request;
pub mod routes;
pub mod seal;
pub mod settings;
pub mod state;
pub mod stop;
pub mod table;
pub mod upload;
pub mod views;
pub mod webhook;

pub use state::State;
