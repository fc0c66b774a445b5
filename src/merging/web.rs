//! The pages about doubles.

use super::deed::{self, Merged, Standing};
use super::pages::{ChoicePage, DoublesPage, Found, MergePage, Pair, Side, StandRow, Stands};
use super::store;
use crate::organisations::Scope;
use crate::people::guard::{ManagePeople, May};
use crate::people::store::listing::{self, Filter, Place, Standing as Whose};
use crate::people::store::{self as people, Person};
use crate::people::{Actor, Hand};
use crate::platform::answer;
use crate::platform::db::Conn;
use crate::platform::error::{Error, Message};
use crate::platform::request::Query;
use crate::platform::state::State;
use crate::platform::views::Field;
use crate::rules::id::Id;
use crate::rules::requirement::in_locale;
use actix_web::{HttpResponse, web};
use serde::Deserialize;

/// People whom naming a double offers.
const OFFERED: i64 = 20;

/// `GET /people/doubles`
pub async fn list(may: May<ManagePeople>, state: web::Data<State>) -> Result<HttpResponse, Error> {
    let (scope, today) = (may.scope.clone(), may.actor.today());
    let page = state
        .db
        .gather(move |conn| {
            let found = store::pairs(conn, &scope)?;
            let mut pairs = Vec::new();
            for (one, other) in &found {
                let (Some(older), Some(newer)) = (people::find(conn, &scope, *one)?, people::find(conn, &scope, *other)?) else {
                    continue;
                };
                pairs.push(Pair {
                    one: side(conn, &scope, &older, today)?,
                    other: side(conn, &scope, &newer, today)?,
                    href: format!("/people/{one}/merge/{other}"),
                    one_id: one.to_string(),
                    other_id: other.to_string(),
                });
            }
            let more = i64::try_from(found.len()).is_ok_and(|count| count == store::MOST);
            Ok(DoublesPage { pairs, more })
        })
        .await?;
    may.show(&state, &page)
}

/// Two people who are not the same.
#[derive(Debug, Deserialize)]
pub struct Apart {
    one: Id,
    other: Id,
}

/// `POST /people/doubles/apart`
pub async fn set_apart(may: May<ManagePeople>, state: web::Data<State>, apart: web::Form<Apart>) -> Result<HttpResponse, Error> {
    let (hand, actor, apart) = (Hand::of(&may, &state), may.actor.clone(), apart.into_inner());
    state
        .db
        .save(move |conn| deed::set_apart(conn, &hand, &actor, apart.one, apart.other))
        .await?;
    answer::done(&state, "/people/doubles", &Message::new("doubles-apart-done"), None)
}

/// What is looked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
}

/// `GET /people/{id}/merge`
pub async fn choose(
    may: May<ManagePeople>,
    state: web::Data<State>,
    id: web::Path<Id>,
    asked: Query<Asked>,
) -> Result<HttpResponse, Error> {
    let (hand, scope, today, id) = (Hand::of(&may, &state), may.scope.clone(), may.actor.today(), *id);
    let q = asked.into_inner().q;
    let typed = q.trim().to_owned();
    let (person, found) = state
        .db
        .gather(move |conn| {
            let person = hand.managed(conn, id)?;
            let mut found = Vec::new();
            for one in named(conn, &scope, &typed, today)?.into_iter().filter(|one| one.id != id) {
                found.push(Found {
                    href: format!("/people/{id}/merge/{}", one.id),
                    side: side(conn, &scope, &one, today)?,
                });
            }
            Ok((person, found))
        })
        .await?;
    let page = ChoicePage {
        name: person.name(),
        action: format!("/people/{id}/merge"),
        asked: !q.trim().is_empty(),
        q: Field {
            value: q,
            ..Field::new("q")
        },
        found,
        back: format!("/people/{id}"),
    };
    may.show(&state, &page)
}

/// Whoever is meant by a name, a number or an address.
fn named(conn: &mut Conn, scope: &Scope, typed: &str, today: chrono::NaiveDate) -> Result<Vec<Person>, Error> {
    if typed.is_empty() {
        return Ok(Vec::new());
    }
    if let Some(person) = people::find_by_account(conn, typed)? {
        return Ok(people::find(conn, scope, person.id)?.into_iter().collect());
    }
    let filter = Filter {
        text: typed.to_owned(),
        standing: Whose::All,
        ..Filter::current(today)
    };
    Ok(listing::list(conn, scope, &filter, None, OFFERED)?)
}

/// `GET /people/{id}/merge/{double_id}`
pub async fn preview(may: May<ManagePeople>, state: web::Data<State>, ids: web::Path<(Id, Id)>) -> Result<HttpResponse, Error> {
    let ((kept, double), scope) = (*ids, may.scope.clone());
    let (hand, actor, held) = (Hand::of(&may, &state), may.actor.clone(), state.clone());
    let today = actor.today();
    let sides = state
        .db
        .look(move |conn| {
            let (kept, double) = (find(conn, &scope, kept)?, find(conn, &scope, double)?);
            Ok((side(conn, &scope, &kept, today)?, side(conn, &scope, &double, today)?))
        })
        .await?;
    let merged = state
        .db
        .rehearse(move |conn| deed::merge(conn, &held, &hand, &actor, kept, double))
        .await?;
    may.show(&state, &page(sides, &merged, &may.actor))
}

/// `POST /people/{id}/merge/{double_id}`
pub async fn merge(may: May<ManagePeople>, state: web::Data<State>, ids: web::Path<(Id, Id)>) -> Result<HttpResponse, Error> {
    let (kept, double) = *ids;
    let (hand, actor, held) = (Hand::of(&may, &state), may.actor.clone(), state.clone());
    state
        .db
        .save(move |conn| deed::merge(conn, &held, &hand, &actor, kept, double))
        .await?;
    answer::done(&state, format!("/people/{kept}"), &Message::new("merge-done"), None)
}

fn find(conn: &mut Conn, scope: &Scope, id: Id) -> Result<Person, Error> {
    people::find(conn, scope, id)?.ok_or(Error::NotFound)
}

fn side(conn: &mut Conn, scope: &Scope, person: &Person, today: chrono::NaiveDate) -> Result<Side, Error> {
    let mut places: Vec<Place> = listing::places(conn, scope, &[person.id])?;
    places.sort_by_key(|place| !place.is_open(today));
    let mut names: Vec<String> = places.into_iter().map(|place| place.organisation_name).collect();
    names.dedup();
    Ok(Side {
        name: person.name(),
        number: person.external_id.clone(),
        email: person.email.clone(),
        places: names.join(", "),
        href: format!("/people/{}", person.id),
    })
}

fn page((kept, double): (Side, Side), merged: &Merged, actor: &Actor) -> MergePage {
    let locale = actor.locale().code();
    let shown = |standing: &Standing| {
        standing.map(|(status, on)| Stands {
            status: status.as_str().to_owned(),
            on,
        })
    };
    let (kept_id, double_id) = (merged.kept.id, merged.double.id);
    MergePage {
        kept,
        double,
        number_after: merged.kept.external_id.clone(),
        email_after: merged.kept.email.clone(),
        double_number_stays: merged.double.external_id.is_some() && merged.double.external_id != merged.kept.external_id,
        places_moved: merged.places_moved,
        places_joined: merged.places_joined,
        evidence: merged.evidence,
        twice: merged.twice,
        certificates: merged.certificates,
        runs: merged.runs,
        excuses: merged.excuses,
        stands: merged
            .stands
            .iter()
            .map(|stand| StandRow {
                title: in_locale(&stand.title, locale).to_owned(),
                kept: shown(&stand.kept),
                double: shown(&stand.double),
                after: shown(&stand.after),
            })
            .collect(),
        action: format!("/people/{kept_id}/merge/{double_id}"),
        other_way: format!("/people/{double_id}/merge/{kept_id}"),
        back: format!("/people/{kept_id}"),
    }
}
