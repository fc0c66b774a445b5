//! The one application value: built alike by the program and by its tests, handed to every handler and job.

use super::chance::Chance;
use super::clock::Clock;
use super::config::Config;
use super::db::Db;
use super::files::Files;
use super::kept::Kept;
use super::limits::Limits;
use super::mail::rate::Rates;
use super::mail::tally::Tally;
use super::stop::Stop;
use super::views::Views;
use crate::platform::error::Error;
use std::sync::Arc;

/// Everything technical that a handler or a job needs. Cheap to clone.
#[derive(Clone)]
pub struct State {
    /// The settings.
    pub config: Arc<Config>,
    /// The database.
    pub db: Db,
    /// The clock.
    pub clock: Clock,
    /// Identifiers, tokens, seeds.
    pub chance: Chance,
    /// Uploads and documents.
    pub files: Files,
    /// What never changes, once read.
    pub kept: Kept,
    /// Rate limits.
    pub limits: Limits,
    /// How fast mail may leave.
    pub rates: Rates,
    /// What its mail workers did.
    pub tally: Tally,
    /// Whether it is to end.
    pub stop: Stop,
    /// Templates and words.
    pub views: Views,
}

impl State {
    /// Opens what the settings name; migrates nothing.
    pub fn open(config: Config, clock: Clock, chance: Chance) -> Result<Self, Error> {
        let db = Db::open(&config.database)?;
        let files = Files::open(&config.files.folder)?;
        let views = Views::new().map_err(Error::internal)?;
        let rates = Rates::of(&config.mail);
        Ok(Self {
            config: Arc::new(config),
            db,
            clock,
            chance,
            files,
            kept: Kept::default(),
            limits: Limits::default(),
            rates,
            tally: Tally::default(),
            stop: Stop::default(),
            views,
        })
    }
}
