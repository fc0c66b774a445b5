//! What the heat map is made of, today or on a past day.

use crate::obligations::past::{Thens, cells_on};
use crate::obligations::store::overview::{self, CellRow, ExcusesOf, Sight};
use crate::obligations::store::{self, Requirement, Version};
use crate::organisations::catalogue::Names;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::rules::id::Id;
use chrono::NaiveDate;
use std::collections::HashMap;

/// What the heat map is made of.
#[derive(Debug)]
pub struct Branch {
    /// Every cell.
    pub cells: Vec<CellRow>,
    /// Job roles by membership.
    pub roles: HashMap<Id, Vec<Names>>,
    /// Names of organisations.
    pub organisations: HashMap<Id, String>,
    /// What decides, by code.
    pub requirements: Vec<(Requirement, Version)>,
    /// Pauses and waivers.
    pub excuses: ExcusesOf,
    /// On a past day the dates of the cells, and what is known of them now.
    pub thens: Thens,
}

impl Branch {
    /// Everything in sight, today or on a past day.
    pub(super) fn load(conn: &mut Conn, sight: &Sight, on: Option<NaiveDate>, today: NaiveDate) -> Result<Self, Error> {
        let names = crate::organisations::store::list(conn, &sight.scope)?;
        let ((cells, thens), requirements) = match on {
            Some(on) => (cells_on(conn, sight, on)?, store::asked_on(conn, on)?),
            None => ((overview::cells(conn, sight)?, Thens::new()), store::asking(conn, today)?),
        };
        // The cells of a past day bring their dates along, by what was known then.
        let excuses = match on {
            Some(_) => ExcusesOf::default(),
            None => overview::excuses_within(conn, &sight.scope)?,
        };
        Ok(Self {
            cells,
            roles: overview::roles_by_membership(conn, &sight.scope)?,
            organisations: names.into_iter().map(|organisation| (organisation.id, organisation.name)).collect(),
            requirements,
            excuses,
            thens,
        })
    }
}
