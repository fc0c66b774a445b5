//! The rooms and the equipment of the demonstration.

use super::{EAST, KASSEL, NORTH, Stage, TRAINER};
use crate::organisations::{Scope, store as organisations};
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::workshops::deed;
use crate::workshops::store::{self, Resource};
use chrono::Duration;

impl Stage<'_> {
    /// A room, and what goes into it.
    pub(super) fn rooms(&self, conn: &mut Conn) -> Result<(), Error> {
        let root = organisations::root(conn)?.ok_or(Error::NotFound)?;
        let now = self.now.plus(Duration::days(-30));
        let room = Resource {
            id: self.state.chance.id(now),
            organisation_id: root.id,
            kind: "room".to_owned(),
            name: KASSEL.to_owned(),
            address: Some("Werkstraße 1, 34117 Kassel".to_owned()),
            directions: Some("Straßenbahn 1 bis Werkstraße, Parkplätze im Hof.".to_owned()),
            capacity: Some(14),
            before_minutes: 30,
            after_minutes: 30,
            created_at: now,
            updated_at: now,
            revision: 0,
            archived_at: None,
            latitude: Some(NORTH),
            longitude: Some(EAST),
        };
        let case = Resource {
            id: self.state.chance.id(now),
            kind: "equipment".to_owned(),
            name: "Messkoffer Kälte 1".to_owned(),
            address: None,
            directions: None,
            capacity: None,
            latitude: None,
            longitude: None,
            ..room.clone()
        };
        for resource in [room, case] {
            self.by(conn, TRAINER, 30, |conn, hand| {
                deed::save_resource(conn, hand, &resource, None, &root.path)
            })?;
        }
        Ok(())
    }

    /// What a session in the room needs.
    pub(super) fn needed(&self, conn: &mut Conn, inside: bool) -> Result<Vec<Resource>, Error> {
        let all = store::list_resources(conn, &Scope::everything())?.into_iter();
        Ok(all.map(|(one, _)| one).filter(|one| inside && one.is_room()).collect())
    }
}
