//! What a record is made of, today or on a past day.

use crate::obligations::store::extension::{self, Extension};
use crate::obligations::store::overview::{self, Sight};
use crate::obligations::web::known::Known;
use crate::organisations::store as organisations;
use crate::people::{Actor, Membership, Person, store as people};
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::rules::id::Id;
use crate::rules::requirement::in_locale;
use chrono::NaiveDate;
use std::collections::HashMap;

/// What a record is made of.
pub(super) struct Loaded {
    pub person: Person,
    pub places: Vec<(Membership, String, Vec<String>, Option<String>)>,
    pub known: Known,
    pub titles: Vec<(Id, String)>,
    /// Who recorded pauses and waivers.
    pub names: HashMap<Id, String>,
    pub extensions: Vec<Extension>,
    /// What is older than this is another organisation's inside; none: all of it may be read.
    pub since: Option<NaiveDate>,
    /// The last day here of somebody who left; what came after it is not told. None: they are here, or all of it may be read.
    pub until: Option<NaiveDate>,
}

/// Memberships outside the scope are somebody else's business. On a past day only what was owed in sight is told, as on the partner's page of
/// that day, and nothing that came after it.
pub(super) fn load(conn: &mut Conn, actor: &Actor, id: Id, sight: &Sight, on: Option<NaiveDate>) -> Result<Loaded, Error> {
    let (locale, scope) = (actor.locale().code(), &sight.scope);
    let person = people::find_any(conn, id)?.ok_or(Error::NotFound)?;
    let roles = overview::roles_of_person(conn, id)?;
    let mut places = Vec::new();
    for membership in people::memberships_of(conn, id)? {
        let Some(organisation) = organisations::find(conn, scope, membership.organisation_id)? else {
            continue;
        };
        let names = roles.get(&membership.id).map(Vec::as_slice).unwrap_or_default();
        let supervisor = match membership.supervisor_id {
            Some(id) => people::find_any(conn, id)?.map(|person| person.name()),
            None => None,
        };
        let names = names.iter().map(|names| in_locale(names, locale).to_owned()).collect();
        places.push((membership, organisation.name, names, supervisor));
    }
    let titles = overview::titles(conn, locale)?;
    let since = match scope.is_whole() {
        true => None,
        false => places.iter().map(|(membership, ..)| membership.start_on).min(),
    };
    let left = !scope.is_whole()
        && places
            .iter()
            .all(|(membership, ..)| membership.end_on.is_some_and(|end| end < actor.today()));
    let until = match left {
        true => places.iter().filter_map(|(membership, ..)| membership.end_on).max(),
        false => None,
    };
    let mut known = match on {
        Some(on) => Known::on(conn, id, on, locale)?,
        None => Known::load(conn, id, actor.now, locale)?,
    };
    if let Some(until) = until {
        known.end(until);
    }
    if let Some(on) = on {
        let led = |membership: &Membership| sight.supervisor_id.is_none() || membership.supervisor_id == sight.supervisor_id;
        known.explained.retain(|one| {
            let mut theirs = places.iter().map(|(membership, ..)| membership);
            theirs.any(|membership| membership.id == one.membership_id && led(membership))
        });
        known.pauses.retain(|excuse| excuse.from_on <= on);
        known.waivers.retain(|excuse| excuse.from_on <= on);
        places.retain(|(membership, ..)| membership.start_on <= on);
        for (membership, ..) in &mut places {
            membership.end_on = membership.end_on.filter(|end| *end <= on);
        }
    }
    let given = known.pauses.iter().chain(&known.waivers).filter_map(|excuse| excuse.created_by);
    let names = overview::names_of(conn, &given.collect::<Vec<_>>())?;
    Ok(Loaded {
        names: names
            .into_iter()
            .map(|(id, names)| (id, format!("{} {}", names.given_name, names.family_name)))
            .collect(),
        since,
        until,
        extensions: extension::of_person(conn, id)?,
        known,
        person,
        places,
        titles,
    })
}
