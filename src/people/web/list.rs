//! The people of a branch: searched, filtered, and as a file.

use crate::organisations::catalogue::{self, Entry};
use crate::organisations::{Organisation, Scope, by_name, store as organisations};
use crate::people::guard::{May, SeePeople};
use crate::people::pages::{PeoplePage, PersonRow};
use crate::people::store::Person;
use crate::people::store::change;
use crate::people::store::listing::{self, Filter, Place, Standing};
use crate::platform::answer;
use crate::platform::api::{Listing, PageQuery};
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::i18n::Words;
use crate::platform::request::Query;
use crate::platform::state::State;
use crate::platform::table::Export;
use crate::platform::views::{Field, Link};
use crate::rules::id::{Id, Instant};
use crate::rules::person::Action;
use actix_web::{HttpResponse, web};
use chrono::NaiveDate;
use serde::Deserialize;

/// Rows of a page.
const ROWS: u32 = 50;

/// Who is looked for, as the address says it.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct PeopleQuery {
    /// Parts of names.
    #[serde(default)]
    q: String,
    /// Identifier of an organisation.
    #[serde(default)]
    organisation: String,
    /// Code of a job role.
    #[serde(default)]
    role: String,
    /// State.
    #[serde(default)]
    state: String,
    /// Where the page before ended.
    #[serde(default)]
    cursor: Option<String>,
    /// How many stand before this page.
    #[serde(default)]
    before: u32,
}

impl PeopleQuery {
    /// The address of this list with one part changed, from its beginning.
    fn with(&self, name: &str, value: &str) -> String {
        let parts = [
            ("q", &self.q),
            ("organisation", &self.organisation),
            ("role", &self.role),
            ("state", &self.state),
        ];
        let mut query = String::new();
        for (part, kept) in parts {
            let value = if part == name { value } else { kept.as_str() };
            if !value.is_empty() {
                let sign = if query.is_empty() { '?' } else { '&' };
                query.push_str(&format!("{sign}{part}={}", answer::encoded(value)));
            }
        }
        query
    }
}

/// Organisations that a menu still shows; of more, one is found in the tree and leads to its people.
const MOST_CHOICES: usize = 200;

/// What a list is drawn from.
struct Found {
    people: Vec<Person>,
    next: Option<String>,
    total: i64,
    without_access: i64,
    places: Vec<Place>,
    with_password: Vec<Id>,
    invited: Vec<Id>,
    organisations: Vec<Organisation>,
    job_roles: Vec<Entry>,
}

/// `GET /people`
pub async fn list(may: May<SeePeople>, state: web::Data<State>, query: Query<PeopleQuery>) -> Result<HttpResponse, Error> {
    let query = query.into_inner();
    let (scope, asked, today, now) = (may.scope.clone(), query.clone(), may.actor.today(), may.actor.now);
    let found = state.db.gather(move |conn| find(conn, &scope, &asked, today, now)).await?;
    let words = may.actor.words(&state);
    let page = PeoplePage {
        may_add: may.actor.may(Action::ManagePeople),
        may_record: may.actor.may(Action::RecordEvents),
        ..page(&query, found, words, today)
    };
    may.show(&state, &page)
}

/// Who is looked for, as the store takes it.
pub(super) fn filter(conn: &mut Conn, scope: &Scope, query: &PeopleQuery, today: NaiveDate) -> Result<Filter, Error> {
    let branch = match query.organisation.as_str() {
        "" => None,
        typed => {
            let id: Id = typed.parse().map_err(|_| Error::NotFound)?;
            Some(organisations::find(conn, scope, id)?.ok_or(Error::NotFound)?.path)
        }
    };
    Ok(Filter {
        text: query.q.clone(),
        external_id: None,
        branch,
        job_role: Some(query.role.replace('\0', "")).filter(|code| !code.is_empty()),
        standing: Standing::EACH
            .into_iter()
            .find(|standing| standing.as_str() == query.state)
            .unwrap_or_default(),
        today,
    })
}

fn find(conn: &mut Conn, scope: &Scope, query: &PeopleQuery, today: NaiveDate, now: Instant) -> Result<Found, Error> {
    let filter = filter(conn, scope, query, today)?;
    let page = PageQuery {
        cursor: query.cursor.clone(),
        limit: Some(ROWS),
    };
    let after = page.after()?.map(|key| key_of(&key)).transpose()?;
    let people = listing::list(conn, scope, &filter, after.as_ref(), i64::from(ROWS) + 1)?;
    let Listing {
        items: people,
        next_cursor: next,
    } = Listing::of(people, ROWS, key);
    let ids: Vec<Id> = people.iter().map(|person| person.id).collect();
    let without = Filter {
        standing: Standing::WithoutAccess,
        ..filter.clone()
    };
    Ok(Found {
        total: listing::count(conn, scope, &filter)?,
        without_access: listing::count(conn, scope, &without)?,
        places: listing::places(conn, scope, &ids)?,
        with_password: listing::with_password(conn, &ids)?,
        invited: change::with_open_link(conn, &ids, now)?,
        organisations: by_name(organisations::list(conn, scope)?),
        job_roles: catalogue::job_roles(conn)?,
        people,
        next,
    })
}

/// The place of a person in the list, for a cursor.
pub fn key(person: &Person) -> String {
    format!("{}\u{1f}{}", person.search_name, person.id)
}

/// The same, read back.
///
/// # Errors
///
/// [`Error::Invalid`] where it is no cursor of ours.
pub fn key_of(key: &str) -> Result<(String, Id), Error> {
    let read = key
        .rsplit_once('\u{1f}')
        .and_then(|(name, id)| Some((name.to_owned(), id.parse().ok()?)));
    read.ok_or_else(|| Error::field("cursor", "fault-cursor"))
}

fn page(query: &PeopleQuery, found: Found, words: &Words, today: NaiveDate) -> PeoplePage {
    let language = words.locale().code();
    let job_role = |code: &str| {
        found
            .job_roles
            .iter()
            .find(|entry| entry.code == code)
            .map_or(code, |entry| entry.name(language))
            .to_owned()
    };
    let rows: Vec<PersonRow> = found
        .people
        .iter()
        .map(|person| {
            let mine: Vec<&Place> = found
                .places
                .iter()
                .filter(|place| place.membership.person_id == person.id)
                .collect();
            let open: Vec<&&Place> = mine.iter().filter(|place| place.is_open(today)).collect();
            let shown = open.first().copied().or(mine.last());
            let mut roles: Vec<String> = open.iter().flat_map(|place| &place.job_roles).map(|code| job_role(code)).collect();
            roles.sort();
            roles.dedup();
            PersonRow {
                href: format!("/people/{}", person.id),
                name: format!("{}, {}", person.family_name, person.given_name),
                number: person.external_id.clone(),
                organisation: shown.map(|place| place.organisation_name.clone()),
                more: open.len().saturating_sub(1),
                job_roles: roles.join(", "),
                access: access(person, &found, open.is_empty() && !mine.is_empty()),
                ended_on: if open.is_empty() {
                    mine.iter().filter_map(|place| place.membership.end_on).max()
                } else {
                    None
                },
            }
        })
        .collect();
    let count = u32::try_from(rows.len()).unwrap_or(0);
    let total = u32::try_from(found.total).unwrap_or(u32::MAX);
    let next = found.next.map(|cursor| {
        let path = query.with("", "");
        let sign = if path.is_empty() { '?' } else { '&' };
        format!("/people{path}{sign}cursor={cursor}&before={}", query.before.saturating_add(ROWS))
    });
    let chosen_role = found
        .job_roles
        .iter()
        .find(|entry| entry.code == query.role)
        .map(|entry| entry.name(language).to_owned());
    let offered = Some(found.organisations.as_slice())
        .filter(|all| all.len() <= MOST_CHOICES)
        .unwrap_or_default();
    let chosen_place = found.organisations.iter().find(|place| place.id.to_string() == query.organisation);
    PeoplePage {
        total,
        without_access: u32::try_from(found.without_access).unwrap_or(0),
        without_access_url: format!("/people{}", query.with("state", Standing::WithoutAccess.as_str())),
        first: if count == 0 { 0 } else { query.before.saturating_add(1) },
        last: query.before.saturating_add(count),
        next,
        rows,
        q: Field::with("q", &query.q),
        organisation: query.organisation.clone(),
        role: query.role.clone(),
        state: query.state.clone(),
        organisation_name: chosen_place.map(|place| place.name.clone()),
        organisations: offered
            .iter()
            .map(|place| {
                choice(
                    &place.name,
                    query.with("organisation", &place.id.to_string()),
                    place.id.to_string() == query.organisation,
                )
            })
            .collect(),
        organisation_off: format!("/people{}", query.with("organisation", "")),
        role_name: chosen_role,
        roles: found
            .job_roles
            .iter()
            .map(|entry| choice(entry.name(language), query.with("role", &entry.code), entry.code == query.role))
            .collect(),
        role_off: format!("/people{}", query.with("role", "")),
        states: Standing::EACH
            .map(|standing| {
                let word = words.text(&format!("people-state-{}", standing.as_str()), &[]);
                let current = query.state == standing.as_str() || query.state.is_empty() && standing == Standing::Current;
                choice(&word, query.with("state", standing.as_str()), current)
            })
            .to_vec(),
        state_name: words.text(
            &format!(
                "people-state-{}",
                Standing::EACH
                    .into_iter()
                    .find(|s| s.as_str() == query.state)
                    .unwrap_or_default()
                    .as_str()
            ),
            &[],
        ),
        export: Export::of(format!("/people/export.csv{}", query.with("", ""))),
        may_add: false,
        may_record: false,
    }
}

/// How somebody gets in, as the list says it.
fn access(person: &Person, found: &Found, ended: bool) -> &'static str {
    if person.disabled_at.is_some() {
        "disabled"
    } else if ended {
        "ended"
    } else if found.with_password.contains(&person.id) {
        "open"
    } else if found.invited.contains(&person.id) {
        "invited"
    } else {
        "none"
    }
}

fn choice(label: &str, query: String, current: bool) -> Link {
    Link {
        label: label.to_owned(),
        href: format!("/people{query}"),
        current,
    }
}
