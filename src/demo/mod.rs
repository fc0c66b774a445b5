//! The demonstration: a network of about a dozen partners in five countries and courses with something to learn in them, on a database of
//! its own. It stands above all slices and does only what a person could do by hand.

mod audiences;
pub mod content;
mod documents;
mod duties;
mod fields;
mod headcounts;
mod life;
mod needs;
pub mod network;
mod series;
mod texts;
mod workshops;

use crate::courses::store::{self as courses, ModuleChange, Settings};
use crate::courses::writing::{self, Pen};
use crate::imports::apply::{self, Decision};
use crate::imports::{self, Upload, check};
use crate::obligations;
use crate::obligations::ladder;
use crate::organisations::{Scope, store as organisations};
use crate::people::token::{self, Token};
use crate::people::{Actor, Person, password, store as people};
use crate::platform::audit::{self, By, Deed};
use crate::platform::chance::{Chance, hash};
use crate::platform::db::{self, Conn, Db, Json};
use crate::platform::error::Error;
use crate::platform::settings;
use crate::platform::state::State;
use crate::reminders;
use crate::rules::course::{ChangeKind, Key};
use crate::rules::id::Instant;
use crate::rules::import::Kind;
use crate::rules::person::{Action, Role};
use crate::rules::reminder::{Addressee, Ladder, Step};
use crate::rules::requirement::Definition;
use bytes::Bytes;
use chrono::{Datelike, NaiveDate};
use network::Cast;

/// The setting that tells a demonstration's database from every other.
const MARK: &str = "demonstration";

/// What it says once everything is there.
const FILLED: &str = "1";

/// A person to sign in as.
#[derive(Clone, Debug)]
pub struct SignIn {
    /// Account role.
    pub role: &'static str,
    /// Name.
    pub name: String,
    /// Mail address.
    pub email: String,
}

/// Whether this database holds a demonstration already; an error where it holds anything else, or one that was never filled to its end.
/// Nothing is written and nothing migrated.
pub fn is_begun(db: &Db) -> Result<bool, Error> {
    if db::is_empty(db)? {
        return Ok(false);
    }
    let said = db.read(|conn| Ok(settings::find(conn, MARK)?));
    match said.as_ref().map(Option::as_deref) {
        Ok(Some(FILLED)) => Ok(true),
        Ok(Some(_)) => Err(Error::setup(
            "this demonstration was not filled to its end; remove its folder, then it begins anew",
        )),
        // Without the table of settings it is somebody else's altogether.
        Ok(None) | Err(Error::Internal(_)) => Err(Error::setup(
            "this database holds something that is no demonstration; name another folder with --folder",
        )),
        Err(_) => said.map(|_| false),
    }
}

/// Marks a fresh database as the demonstration's before anything of it is there.
pub fn begin(db: &Db, now: Instant) -> Result<(), Error> {
    db.write(|conn| Ok(settings::set(conn, MARK, "begun", now)?))
}

/// Fills a fresh database: the network by import, requirements in force, courses published. The jobs that follow are the caller's to run.
pub async fn fill(state: &State, now: Instant) -> Result<(), Error> {
    let files = network::files(now.date_naive());
    take(state, Kind::Organisations, files.organisations, now).await?;
    take(state, Kind::People, files.people, now).await?;
    state.db.write(|conn| integrate(conn, state, now))?;
    take(state, Kind::Completions, files.completions, now).await?;
    lay_before(state, now).await?;
    let paper = documents::keep(state).await?;
    let kept = workshops::keep(state).await?;
    state.db.write(|conn| {
        let by = By::command_line();
        audiences::prepare(conn, state, now)?;
        let definitions: Vec<serde_json::Value> = serde_json::from_str(&files.requirements).map_err(Error::internal)?;
        for definition in definitions {
            let definition = Definition::parse(&definition).map_err(|faults| Error::internal(format!("{faults:?}")))?;
            obligations::requirement::bring(conn, &state.chance, now, &by, &definition, false)?;
        }
        switch_on(conn, state, &by, now)?;
        let by = trainer(conn)?;
        audiences::settle(conn, state, &by, now)?;
        audiences::look_ahead(conn, state, &by, now)?;
        fields::happen(conn, state, &by, now)?;
        let pen = Pen {
            chance: &state.chance,
            by: &by,
            now,
        };
        write_courses(conn, &pen)?;
        life::happen(conn, state, &pen, now)?;
        documents::happen(conn, state, now, &paper)?;
        headcounts::happen(conn, &state.chance, pen.by, now)?;
        duties::happen(conn, state, now)?;
        needs::happen(conn, state, now)?;
        workshops::happen(conn, state, now, &kept)?;
        texts::happen(conn, state, pen.by, now)?;
        plan_ladder(conn, state, pen.by, now)?;
        settings::set(conn, MARK, FILLED, now)?;
        Ok(())
    })
}

/// From next year on the default tells a fortnight ahead as well: a change that waits for its day.
fn plan_ladder(conn: &mut Conn, state: &State, by: &By, now: Instant) -> Result<(), Error> {
    let today = now.date_naive();
    let mut steps = ladder::defaults(conn)?.on(today).steps().to_vec();
    steps.push(Step {
        offset_days: -14,
        to: vec![Addressee::Learner],
        repeat_every_days: None,
    });
    let hand = ladder::Hand {
        scope: &Scope::everything(),
        by: by.clone(),
        now,
        today,
    };
    let next_year = NaiveDate::from_ymd_opt(today.year() + 1, 1, 1).unwrap_or(today);
    ladder::set(conn, &state.chance, &hand, next_year, Ladder::new(steps).map_err(Error::internal)?)?;
    Ok(())
}

/// Switches the reminders of most partners on, so that the mailbox, the log and the forecast show what they are for. Those that stay off
/// show what switching on would bring.
fn switch_on(conn: &mut Conn, state: &State, by: &By, now: Instant) -> Result<(), Error> {
    for number in network::REMINDED {
        let unit = organisations::find_by_external_id(conn, &Scope::everything(), number)?
            .ok_or_else(|| Error::internal("the demonstration has lost a partner"))?;
        let today = Some(now.date_naive());
        reminders::switch::set(conn, &state.chance, by, &Scope::everything(), unit.id, today, now)?;
    }
    Ok(())
}

/// Imports one file as an operator would.
async fn take(state: &State, kind: Kind, text: String, now: Instant) -> Result<(), Error> {
    let by = By::command_line();
    let content = Bytes::from(text);
    let upload = Upload {
        kind,
        file_name: format!("{kind}.csv"),
        content: content.clone(),
    };
    let import = imports::begin(state, &by, imports::Options::of_operator(), upload, false, now).await?;
    let checked = check::run(state, import.id, &content, now, &mut |_| {})?;
    if checked.count_refused > 0 {
        return Err(Error::internal(format!(
            "{} rows of the demonstration's {kind} are refused",
            checked.count_refused
        )));
    }
    let decision = Decision {
        take_good_rows: false,
        confirmed_absent: None,
    };
    state
        .db
        .write(|conn| apply::release(conn, state, &by, import.id, decision, false, now))?;
    apply::run(state, import.id, &by, now).map(drop)
}

/// Hands in files of people about which somebody has yet to decide: one with a change and a row that cannot be taken, one whose columns
/// nobody has named yet.
async fn lay_before(state: &State, now: Instant) -> Result<(), Error> {
    let today = now.date_naive();
    for (file_name, text) in [
        ("correction.csv", network::correction(today)),
        ("staff.csv", network::foreign(today)),
    ] {
        let upload = Upload {
            kind: Kind::People,
            file_name: file_name.to_owned(),
            content: Bytes::from(text),
        };
        imports::begin(state, &By::command_line(), imports::Options::of_operator(), upload, true, now).await?;
    }
    Ok(())
}

/// A password that can be typed, for this start alone.
pub fn secret(chance: &Chance) -> String {
    const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    let letters: Vec<char> = chance
        .bytes::<12>()
        .iter()
        .map(|byte| char::from(LETTERS[usize::from(byte % 32)]))
        .collect();
    letters
        .chunks(4)
        .map(|group| group.iter().collect::<String>())
        .collect::<Vec<_>>()
        .join("-")
}

/// Makes the account behind which integrations stand. It belongs to no organisation, so that it owes nothing and takes no seat.
fn integrate(conn: &mut Conn, state: &State, now: Instant) -> Result<(), Error> {
    let root = organisations::root(conn)?.ok_or_else(|| Error::internal("the demonstration has lost its network"))?;
    let email = address(network::INTEGRATION);
    let person = Person {
        external_id: Some(network::INTEGRATION.to_owned()),
        ..Person::new(state.chance.id(now), "Werks-IT", "Nordhaus", Some((&email, &email)), "de", now)
    };
    people::insert(conn, &person)?;
    for role in Role::ALL.into_iter().filter(|role| *role != Role::Learner) {
        people::grant(conn, state.chance.id(now), person.id, role, root.id, now.date_naive(), None, now)?;
        let deed = Deed {
            action: "role.grant",
            subject_kind: "people",
            subject_id: person.id.to_string(),
            subject_label: person.name(),
            organisation_path: root.path.clone(),
            before: None,
            after: audit::state(&role),
        };
        audit::record(conn, &state.chance, now, &By::command_line(), deed)?;
    }
    Ok(())
}

/// A token for the interface that may do everything, for this start alone.
pub fn token(conn: &mut Conn, state: &State, now: Instant) -> Result<String, Error> {
    let maker = people::find_by_email_key(conn, &address(network::INTEGRATION))?
        .ok_or_else(|| Error::internal("the demonstration has lost its integration"))?;
    let root = organisations::root(conn)?.ok_or_else(|| Error::internal("the demonstration has lost its network"))?;
    let secret = state.chance.token();
    let token = Token {
        id: state.chance.id(now),
        name: "Demonstration".to_owned(),
        token_hash: hash(&secret),
        scopes: Json(Action::ALL.to_vec()),
        organisation_id: root.id,
        created_by: maker.id,
        created_at: now,
        expires_at: Some(now.plus(chrono::Duration::days(1))),
        revoked_at: None,
        last_used_at: None,
    };
    token::insert(conn, &token)?;
    Ok(secret)
}

/// Whoever writes the courses.
fn trainer(conn: &mut Conn) -> Result<By, Error> {
    let trainer = people::find_by_email_key(conn, &address("N-004"))?;
    Ok(By {
        actor_id: trainer.as_ref().map(|person| person.id),
        actor_name: trainer.map_or_else(String::new, |person| person.name()),
        ..By::command_line()
    })
}

/// Writes and publishes the courses, as their trainer would.
fn write_courses(conn: &mut Conn, pen: &Pen<'_>) -> Result<(), Error> {
    for source in content::courses().map_err(Error::internal)? {
        write_course(conn, pen, &source)?;
    }
    Ok(())
}

fn write_course(conn: &mut Conn, pen: &Pen<'_>, source: &content::Course) -> Result<(), Error> {
    let (course, draft) = match courses::find_by_code(conn, &source.code)? {
        Some(course) => {
            let draft = writing::begin_draft(conn, pen, &course)?;
            (course, draft)
        }
        None => writing::create(conn, pen, &source.code, source.title())?,
    };
    let wanted = Settings {
        title: source.title(),
        summary: source.summary(),
        pass_mark_percent: source.pass_mark_percent,
        attempts_allowed: source.attempts_allowed,
    };
    writing::save_settings(conn, pen, &course, &draft, draft.revision, &wanted)?;
    for module in &source.modules {
        let change = ModuleChange {
            title: module.title(),
            minutes: module.minutes,
            document: module.document().map_err(Error::internal)?,
        };
        writing::add_module(conn, pen, &course, &draft, Key::new(&module.key), change)?;
    }
    writing::publish(conn, pen, &course, &draft, ChangeKind::Improvement, None)
}

/// Gives the cast a password that holds until the next start, and answers who they are.
pub fn let_in(conn: &mut Conn, state: &State, secret: &str, now: Instant) -> Result<Vec<SignIn>, Error> {
    let hash = password::hash(secret, &state.chance)?;
    let mut cast = Vec::new();
    for Cast { external_id, role } in network::CAST {
        let Some(person) = people::find_by_email_key(conn, &address(external_id))? else {
            continue;
        };
        people::set_password_hash(conn, person.id, &hash, now)?;
        cast.push(SignIn {
            role,
            name: person.name(),
            email: address(external_id),
        });
    }
    Ok(cast)
}

/// Somebody with all that they are trusted with, at an instant.
fn actor(conn: &mut Conn, external_id: &str, now: Instant) -> Result<Actor, Error> {
    let person = people::find_by_email_key(conn, &address(external_id))?.ok_or(Error::NotFound)?;
    Ok(Actor {
        grants: people::every_grant_of(conn, person.id)?,
        person,
        sign_in_id: None,
        acting_role: None,
        token_actions: None,
        address: String::new(),
        request_id: String::new(),
        now,
    })
}

fn address(external_id: &str) -> String {
    format!("{}@nordhaus.example", external_id.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::content;
    use crate::rules::course::{Language, faults, version_faults};

    #[test]
    fn the_courses_can_be_published_as_they_are() {
        for course in content::courses().unwrap() {
            let documents: Vec<_> = course.modules.iter().map(|module| module.document().unwrap()).collect();
            let pass_mark = course.pass_mark_percent.and_then(|mark| u8::try_from(mark).ok());
            assert_eq!(
                version_faults(&course.title(), pass_mark, documents.iter()),
                Vec::new(),
                "{}",
                course.code
            );
            for (module, document) in course.modules.iter().zip(&documents) {
                assert_eq!(document.broken(), None, "{}", module.key);
                assert_eq!(
                    faults(&module.title(), document, &Language::ALL),
                    Vec::new(),
                    "{} {}",
                    course.code,
                    module.key
                );
            }
        }
    }
}
