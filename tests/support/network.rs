//! The network of the acceptance data, as its files bring it: 400 organisations, 5,000 people, 45,000 proofs and four requirements.

use super::app::TestApp;
use crate::imports::{COMPLETIONS, ORGANISATIONS, PEOPLE, applied};
use kundig::obligations::requirement;
use kundig::platform::audit::By;
use kundig::rules::import::Kind;
use kundig::rules::requirement::Definition;

/// The definitions of the network's requirements.
pub fn definitions() -> Vec<Definition> {
    let list: Vec<serde_json::Value> = serde_json::from_str(include_str!("../data/network/requirements.json")).unwrap();
    list.iter().map(|value| Definition::parse(value).unwrap()).collect()
}

impl TestApp {
    /// Imports the network and puts its requirements into force; nothing is recalculated yet.
    pub fn network(&self) {
        applied(self, Kind::Organisations, ORGANISATIONS);
        applied(self, Kind::People, PEOPLE);
        applied(self, Kind::Completions, COMPLETIONS);
        let (chance, now) = (&self.state.chance, self.state.clock.now());
        self.state
            .db
            .write(|conn| {
                for definition in definitions() {
                    requirement::bring(conn, chance, now, &By::command_line(), &definition, false)?;
                }
                Ok(())
            })
            .unwrap();
    }
}
