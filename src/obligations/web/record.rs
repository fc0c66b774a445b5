//! One person's record: one's own, and of people in sight.

use super::address::address;
use super::extension::fact;
use super::known::{Known, means};
use super::{record_file, sight};
use crate::obligations::pages::{Finding, PlaceFact, RecordCertificate, RecordCycle, RecordExcuse, RecordLine, RecordPage, RecordProof};
use crate::obligations::store::extension::{self, Extension};
use crate::obligations::store::{Excuse, overview};
use crate::obligations::told::Told;
use crate::obligations::training::year_end;
use crate::organisations::{Scope, store as organisations};
use crate::people::May;
use crate::people::guard::{Learn, SeeTeam};
use crate::people::{Actor, Membership, Person, store as people};
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::state::State;
use crate::platform::table::Export;
use crate::rules::id::Id;
use crate::rules::impossible::TO_DO;
use crate::rules::obligation::Outcome;
use crate::rules::person::Action;
use crate::rules::requirement::in_locale;
use actix_web::{HttpResponse, web};
use chrono::NaiveDate;
use std::collections::HashMap;

struct Loaded {
    person: Person,
    places: Vec<(Membership, String, Vec<String>, Option<String>)>,
    known: Known,
    titles: Vec<(Id, String)>,
    /// Who recorded pauses and waivers.
    names: HashMap<Id, String>,
    extensions: Vec<Extension>,
    /// What is older than this is another organisation's inside; none: all of it may be read.
    since: Option<NaiveDate>,
    /// The last day here of somebody who left; what came after it is not told. None: they are here, or all of it may be read.
    until: Option<NaiveDate>,
}

/// My own record.
pub async fn own(may: May<Learn>, state: web::Data<State>) -> Result<HttpResponse, Error> {
    let page = own_page(&may, &state).await?;
    may.show(&state, &page)
}

/// `GET /record/table.csv` and `.xlsx`: my own record, exactly as it is shown.
pub async fn own_export(may: May<Learn>, state: web::Data<State>) -> Result<HttpResponse, Error> {
    let page = own_page(&may, &state).await?;
    record_file::download(&page, &may.actor, &state, &may.asked.path).await
}

async fn own_page(may: &May<Learn>, state: &State) -> Result<RecordPage, Error> {
    let (id, actor) = (may.actor.person.id, may.actor.clone());
    let loaded = state.db.gather(move |conn| load(conn, &actor, id, &Scope::everything())).await?;
    Ok(page(state, &may.actor, loaded, true))
}

/// The record of somebody in sight.
pub async fn show(may: May<SeeTeam>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let page = page_of(&may, &state, *id).await?;
    may.show(&state, &page)
}

/// `GET /people/{id}/record/table.csv` and `.xlsx`: the record of somebody in sight, exactly as it is shown.
pub async fn export(may: May<SeeTeam>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let page = page_of(&may, &state, *id).await?;
    record_file::download(&page, &may.actor, &state, &may.asked.path).await
}

async fn page_of(may: &May<SeeTeam>, state: &State, id: Id) -> Result<RecordPage, Error> {
    let (actor, scope) = (may.actor.clone(), may.scope.clone());
    let loaded = state
        .db
        .gather(move |conn| {
            let sight = sight::sight(conn, &actor, &scope)?;
            if !overview::sees(conn, &sight, id)? {
                return Err(Error::NotFound);
            }
            load(conn, &actor, id, &sight.scope)
        })
        .await?;
    Ok(page(state, &may.actor, loaded, false))
}

/// Memberships outside the scope are somebody else's business.
fn load(conn: &mut Conn, actor: &Actor, id: Id, scope: &Scope) -> Result<Loaded, Error> {
    let locale = actor.locale().code();
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
    let mut known = Known::load(conn, id, actor.now, locale)?;
    if let Some(until) = until {
        known.end(until);
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

fn page(state: &State, actor: &Actor, loaded: Loaded, own: bool) -> RecordPage {
    let Loaded {
        person,
        places,
        known,
        titles,
        extensions,
        since,
        until,
        names,
    } = loaded;
    let ours = |on: NaiveDate| since.is_none_or(|since| on >= since);
    let before_leaving = |on: NaiveDate| until.is_none_or(|until| on <= until);
    let name = person.name();
    let told = Told {
        words: actor.words(state),
        name: (!own).then_some(name.as_str()),
        today: actor.today(),
    };
    let excuse = !own && until.is_none() && actor.may(Action::ExcusePeople);
    let zone = actor.zone();
    let day = |at: crate::rules::id::Instant| at.with_timezone(&zone).date_naive();
    // What somebody owes who left is their new organisation's business.
    let owed = known.explained.iter().filter(|_| until.is_none());
    let obligations: Vec<RecordLine> = owed
        .map(|one| RecordLine {
            title: in_locale(&one.version.title.0, actor.locale().code()).to_owned(),
            status: one.assessment.status.as_str().to_owned(),
            on: known.shown_on(one),
            sentence: known.sentence(&told, one),
            extension_href: (!excuse && one.assessment.due.is_some() && TO_DO.contains(&one.assessment.status)).then(|| match own {
                true => format!("/training/{}/extensions/new", one.requirement.code),
                false => address(
                    &format!("/people/{}/extensions/new", person.id),
                    &[("requirement", Some(&one.requirement.code))],
                ),
            }),
        })
        .collect();
    RecordPage {
        own,
        finding: finding(&obligations, year_end(actor.today())),
        places: places
            .into_iter()
            .map(|(membership, organisation, roles, supervisor)| PlaceFact {
                organisation,
                roles: roles.join(", "),
                start_on: membership.start_on,
                end_on: membership.end_on,
                supervisor,
            })
            .collect(),
        obligations,
        cycles: cycles(&told, &known, actor.locale().code()),
        proofs: known
            .proofs
            .iter()
            .map(|(evidence, code)| RecordProof {
                href: format!("/evidence/{}", evidence.id),
                on: evidence.proven_on,
                code: code.clone(),
                title: known.courses.get(code).map_or_else(|| code.clone(), |seen| seen.title.clone()),
                means: means(&evidence.means),
                score_percent: evidence.score_percent,
                valid_until: evidence.valid_until,
                revoked_on: evidence.revoked_at.map(day),
                revoked_reason: evidence.revoked_reason.clone(),
            })
            .collect(),
        certificates: known
            .certificates
            .iter()
            .map(|listed| RecordCertificate {
                number: listed.certificate.number.clone(),
                title: known
                    .courses
                    .get(&listed.code)
                    .map_or_else(|| listed.code.clone(), |seen| seen.title.clone()),
                issued_on: day(listed.certificate.issued_at),
                revoked_on: listed.certificate.revoked_at.map(day),
                href: format!("/certificates/{}/file", listed.certificate.id),
            })
            .collect(),
        extensions: extensions
            .iter()
            .map(|one| {
                let title = titles
                    .iter()
                    .find(|(of, _)| *of == one.requirement_id)
                    .map_or("", |(_, title)| title);
                let mut fact = fact(one, title, zone);
                fact.answer_reason = fact.answer_reason.filter(|_| ours(fact.asked_on));
                fact
            })
            .filter(|fact| before_leaving(fact.asked_on))
            .collect(),
        excuses: excuses(&known, &titles, person.id, (excuse, &names), day)
            .into_iter()
            .filter(|one| before_leaving(one.recorded_on))
            .map(
                |one| match ours(one.recorded_on) && (Some(one.recorded_on) != since || ours(one.from_on)) {
                    // On the day of the move both organisations write; what began before it is the old one's.
                    true => one,
                    false => elsewhere(one, &told),
                },
            )
            .collect(),
        pause_href: excuse.then(|| format!("/people/{}/pauses/new", person.id)),
        waiver_href: excuse.then(|| format!("/people/{}/waivers/new", person.id)),
        document_href: until.is_none().then(|| match own {
            true => "/documents/new".to_owned(),
            false => format!("/people/{}/documents/new", person.id),
        }),
        export: Export::of(match own {
            true => "/record/table.csv".to_owned(),
            false => format!("/people/{}/record/table.csv", person.id),
        }),
        overview_href: (!own && until.is_none() && actor.may(Action::SeeTeam))
            .then(|| address("/obligations", &[("search", Some(&person.family_name))])),
        name,
    }
}

/// The cycles that are over, the latest first. One that was missed stays missed.
fn cycles(told: &Told<'_>, known: &Known, locale: &str) -> Vec<RecordCycle> {
    let mut all: Vec<RecordCycle> = Vec::new();
    for one in &known.explained {
        all.extend(one.behind.cycles.iter().map(|cycle| RecordCycle {
            title: in_locale(&one.version.title.0, locale).to_owned(),
            year: cycle.year.map(|(from, to)| told.year(from, to)),
            due_on: cycle.due,
            proven_on: cycle.proven_on,
            outcome: cycle.outcome.as_str(),
            mark: match cycle.outcome {
                Outcome::Kept => "valid",
                Outcome::InGrace => "grace",
                Outcome::Missed => "overdue",
            },
            certificate_href: cycle.proven_on.and_then(|on| known.certificate_of(&one.counting, on)),
        }));
    }
    all.sort_by_key(|cycle| std::cmp::Reverse((cycle.due_on.or(cycle.proven_on), cycle.proven_on)));
    all
}

/// Why somebody was excused while they worked elsewhere is not told here.
fn elsewhere(excuse: RecordExcuse, told: &Told<'_>) -> RecordExcuse {
    let reason = told.words.text("record-reason-elsewhere", &[]);
    RecordExcuse {
        withdrawn_reason: excuse.withdrawn_reason.map(|_| reason.clone()),
        reason,
        recorded_by: None,
        document_href: None,
        ..excuse
    }
}

/// Both kinds, the latest first.
fn excuses(
    known: &Known,
    titles: &[(Id, String)],
    person_id: Id,
    (withdraws, names): (bool, &HashMap<Id, String>),
    day: impl Fn(crate::rules::id::Instant) -> NaiveDate,
) -> Vec<RecordExcuse> {
    let one = |status: &'static str, kind: &str, excuse: &Excuse| RecordExcuse {
        status,
        requirement: excuse.requirement_id.map(|id| {
            titles
                .iter()
                .find(|(of, _)| *of == id)
                .map_or_else(|| id.to_string(), |(_, title)| title.clone())
        }),
        from_on: excuse.from_on,
        to_on: excuse.to_on,
        recorded_on: day(excuse.created_at),
        recorded_by: excuse.created_by.and_then(|id| names.get(&id).cloned()),
        reason: excuse.reason.clone(),
        document_href: (withdraws && excuse.file_id.is_some()).then(|| format!("/people/{person_id}/{kind}/{}/file", excuse.id)),
        withdrawn_on: excuse.withdrawn_at.map(&day),
        withdrawn_reason: excuse.withdrawn_reason.clone(),
        withdraw_href: (withdraws && excuse.withdrawn_at.is_none())
            .then(|| format!("/people/{person_id}/{kind}/{}/withdrawal/new", excuse.id)),
    };
    let pauses = known.pauses.iter().map(|excuse| one("paused", "pauses", excuse));
    let mut all: Vec<RecordExcuse> = pauses
        .chain(known.waivers.iter().map(|excuse| one("waived", "waivers", excuse)))
        .collect();
    all.sort_by_key(|excuse| std::cmp::Reverse(excuse.from_on));
    all
}

fn finding(lines: &[RecordLine], year_end: NaiveDate) -> Finding {
    let of = |words: &[&str]| lines.iter().filter(|line| words.contains(&line.status.as_str())).count();
    let (missed, due) = (of(&["overdue", "lapsed"]), of(&["grace", "due"]));
    let soon = lines.iter().filter(|line| matches!(line.status.as_str(), "grace" | "due"));
    Finding {
        kind: match (missed, due) {
            (0, 0) if lines.is_empty() => "none",
            (0, 0) if of(&["open"]) > 0 => "open",
            (0, 0) => "fine",
            (0, _) => "due",
            (_, 0) => "missed",
            _ => "missed_due",
        },
        missed,
        due,
        until: soon.filter_map(|line| line.on).max().filter(|last| *last > year_end),
    }
}
