//! Who and what belongs to the network: people, organisations, and the certificates of people.

use super::{Group, Hit, Kind, Search, beside};
use crate::certificates::store::{self as certificates, Listed, Wanted};
use crate::certificates::{seen_by, title};
use crate::organisations::{by_name, store as organisations};
use crate::people::store::listing::{self, Filter, Place, Standing};
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::rules::certificate::number_typed;
use crate::rules::id::Id;
use crate::rules::person::Action;
use crate::rules::search::Sought;
use std::collections::HashMap;

/// People of the branch, those who left included, as their list finds them.
pub(super) fn people(search: &Search, conn: &mut Conn) -> Result<Group, Error> {
    let (scope, today) = (search.actor.scope(Action::SeePeople), search.actor.today());
    let filter = Filter {
        text: search.text.clone(),
        standing: Standing::All,
        ..Filter::current(today)
    };
    let limit = i64::try_from(search.most).unwrap_or(i64::MAX);
    let found = listing::list(conn, &scope, &filter, None, limit)?;
    let ids: Vec<Id> = found.iter().map(|person| person.id).collect();
    let places = listing::places(conn, &scope, &ids)?;
    let left = search.words.text("people-access-ended", &[]);
    let hits = found
        .into_iter()
        .map(|person| {
            let mine: Vec<&Place> = places.iter().filter(|place| place.membership.person_id == person.id).collect();
            let open = mine.iter().find(|place| place.is_open(today));
            let place = open.or(mine.last()).map_or("", |place| place.organisation_name.as_str());
            let ended = if open.is_none() && !mine.is_empty() { left.as_str() } else { "" };
            Hit {
                id: person.id,
                title: person.name(),
                detail: beside(&[place, ended, person.external_id.as_deref().unwrap_or_default()]),
                href: format!("/people/{}", person.id),
            }
        })
        .collect();
    Ok(Group {
        kind: Kind::People,
        count: usize::try_from(listing::count(conn, &scope, &filter)?).unwrap_or(usize::MAX),
        hits,
    })
}

/// Organisations of the branch, as the tree finds them.
pub(super) fn organisations(search: &Search, conn: &mut Conn, sought: &Sought) -> Result<Group, Error> {
    let scope = search.actor.scope(Action::SeeOrganisations);
    let mut all = by_name(organisations::list(conn, &scope)?);
    all.retain(|one| sought.finds([one.name.as_str(), one.external_id.as_str()]));
    let places: HashMap<Id, (String, String)> = match all.is_empty() {
        true => HashMap::new(),
        false => organisations::main_places(conn, &scope)?.into_iter().collect(),
    };
    let hits = all
        .into_iter()
        .map(|one| {
            let place = places
                .get(&one.id)
                .map(|(city, country)| format!("{city}, {}", search.words.country(country)));
            Hit {
                id: one.id,
                detail: beside(&[place.as_deref().unwrap_or_default(), &one.external_id]),
                title: one.name,
                href: format!("/organisations/{}", one.id),
            }
        })
        .collect();
    Ok(Group::of(Kind::Organisations, hits, search.most))
}

/// One's own certificates by number and course, and those of whoever one may see by their whole number: a part of one would only guess.
pub(super) fn certificates(search: &Search, conn: &mut Conn, sought: &Sought) -> Result<Group, Error> {
    let own = search.actor.person.id;
    let number = number_typed(&search.text);
    let means = |listed: &Listed| {
        let said = [listed.code.as_str(), listed.certificate.number.as_str()];
        let titles = listed.title.0.values().map(String::as_str);
        number.as_ref() == Some(&listed.certificate.number) || sought.finds(said.into_iter().chain(titles))
    };
    let mut found = certificates::of_person(conn, own)?;
    found.retain(means);
    let scope = seen_by(&search.actor);
    if let Some(number) = number.clone().filter(|_| !scope.is_empty()) {
        let wanted = Wanted {
            number: Some(number),
            ..Wanted::default()
        };
        let others = certificates::list(conn, &scope, &wanted, None, 2)?;
        found.extend(others.into_iter().filter(|listed| listed.certificate.person_id != own));
    }
    let locale = search.actor.locale();
    let hits = found
        .into_iter()
        .map(|listed| Hit {
            id: listed.certificate.id,
            title: title(&listed.title.0, &listed.code, locale),
            detail: beside(&[
                &listed.certificate.number,
                format!("{} {}", listed.given_name, listed.family_name).trim(),
            ]),
            href: format!("/evidence/{}", listed.certificate.evidence_id),
        })
        .collect();
    Ok(Group::of(Kind::Certificates, hits, search.most))
}
