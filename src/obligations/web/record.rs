//! One person's record: one's own, and of people in sight, today or as it stood on a past day.

mod load;
mod written;

use super::address::address;
use super::extension::fact;
use super::known::Known;
use super::past_day::{self, past_day, refused};
use super::{record_file, sight};
use crate::obligations::pages::{ExtensionFact, Finding, Later, PlaceFact, RecordAnswer, RecordCycle, RecordLine, RecordPage};
use crate::obligations::store::extension::State as Answer;
use crate::obligations::store::overview::{self, Sight};
use crate::obligations::told::{Told, shown_on};
use crate::obligations::training::year_end;
use crate::organisations::Scope;
use crate::people::guard::{Learn, SeeTeam};
use crate::people::{Actor, May};
use crate::platform::error::{Error, Message};
use crate::platform::request::Query;
use crate::platform::state::State;
use crate::platform::table::Export;
use crate::rules::id::Id;
use crate::rules::impossible::TO_DO;
use crate::rules::obligation::Outcome;
use crate::rules::person::Action;
use crate::rules::requirement::in_locale;
use actix_web::{HttpResponse, web};
use chrono::NaiveDate;
use load::{Loaded, load};
use serde::Deserialize;

/// What the address asks for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    on: Option<String>,
}

/// The day that is looked at, as it was typed and as it is meant.
#[derive(Clone, Debug)]
struct Day {
    typed: Option<String>,
    /// The past day; none: today.
    on: Option<NaiveDate>,
    /// What is wrong with the day that was asked for: today is looked at instead.
    wrong: Option<Message>,
}

impl Day {
    fn of(asked: &Asked, today: NaiveDate) -> Self {
        let (on, wrong) = match past_day(asked.on.as_deref(), today) {
            Ok(on) => (on, None),
            Err(wrong) => (None, Some(wrong)),
        };
        Self {
            typed: asked.on.clone(),
            on,
            wrong,
        }
    }

    /// Where a file or a call wants a day, a wrong one is refused.
    fn asked(asked: &Asked, today: NaiveDate) -> Result<Self, Error> {
        let day = Self::of(asked, today);
        match day.wrong {
            Some(wrong) => Err(refused(wrong)),
            None => Ok(day),
        }
    }
}

/// My own record.
pub async fn own(may: May<Learn>, state: web::Data<State>, asked: Query<Asked>) -> Result<HttpResponse, Error> {
    let day = Day::of(&asked, may.actor.today());
    let page = own_page(&may, &state, day).await?;
    may.show(&state, &page)
}

/// `GET /record/table.csv` and `.xlsx`: my own record, exactly as it is shown.
pub async fn own_export(may: May<Learn>, state: web::Data<State>, asked: Query<Asked>) -> Result<HttpResponse, Error> {
    let page = own_on(&may, &state, asked.on.clone()).await?;
    record_file::download(&page, &may.actor, &state, &may.asked.path).await
}

/// My own record, on the day that was typed if any; a wrong one is refused at its field.
pub async fn own_on(may: &May<Learn>, state: &State, on: Option<String>) -> Result<RecordPage, Error> {
    let day = Day::asked(&Asked { on }, may.actor.today())?;
    own_page(may, state, day).await
}

async fn own_page(may: &May<Learn>, state: &State, day: Day) -> Result<RecordPage, Error> {
    let (id, actor, on) = (may.actor.person.id, may.actor.clone(), day.on);
    let sight = Sight {
        scope: Scope::everything(),
        supervisor_id: None,
    };
    let loaded = state.db.gather(move |conn| load(conn, &actor, id, &sight, on)).await?;
    Ok(page(state, &may.actor, loaded, true, &day))
}

/// The record of somebody in sight.
pub async fn show(may: May<SeeTeam>, state: web::Data<State>, id: web::Path<Id>, asked: Query<Asked>) -> Result<HttpResponse, Error> {
    let day = Day::of(&asked, may.actor.today());
    let page = page_of(&may, &state, *id, day).await?;
    may.show(&state, &page)
}

/// `GET /people/{id}/record/table.csv` and `.xlsx`: the record of somebody in sight, exactly as it is shown.
pub async fn export(may: May<SeeTeam>, state: web::Data<State>, id: web::Path<Id>, asked: Query<Asked>) -> Result<HttpResponse, Error> {
    let page = seen_on(&may, &state, *id, asked.on.clone()).await?;
    record_file::download(&page, &may.actor, &state, &may.asked.path).await
}

/// The record of somebody in sight, on the day that was typed if any; a wrong one is refused at its field.
pub async fn seen_on(may: &May<SeeTeam>, state: &State, id: Id, on: Option<String>) -> Result<RecordPage, Error> {
    let day = Day::asked(&Asked { on }, may.actor.today())?;
    page_of(may, state, id, day).await
}

/// On a past day it is of whoever was in sight on it, though they may have left, and of nobody who came later.
async fn page_of(may: &May<SeeTeam>, state: &State, id: Id, day: Day) -> Result<RecordPage, Error> {
    let (actor, scope, on) = (may.actor.clone(), may.scope.clone(), day.on);
    let loaded = state
        .db
        .gather(move |conn| {
            let sight = sight::sight(conn, &actor, &scope)?;
            let seen = match on {
                Some(on) => overview::saw(conn, &sight, id, on)?,
                None => overview::sees(conn, &sight, id)?,
            };
            if !seen {
                return Err(Error::NotFound);
            }
            load(conn, &actor, id, &sight, on)
        })
        .await?;
    Ok(page(state, &may.actor, loaded, false, &day))
}

fn page(state: &State, actor: &Actor, loaded: Loaded, own: bool, asked: &Day) -> RecordPage {
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
    let past = asked.on.is_some();
    let so_far = |on: NaiveDate| asked.on.is_none_or(|last| on <= last);
    let name = person.name();
    let told = Told {
        words: actor.words(state),
        name: (!own).then_some(name.as_str()),
        today: actor.today(),
    };
    // Nothing can be done about a day that is over.
    let acts = !past && until.is_none();
    let excuse = !own && acts && actor.may(Action::ExcusePeople);
    let zone = actor.zone();
    let day = |at: crate::rules::id::Instant| at.with_timezone(&zone).date_naive();
    // What somebody owes who left is their new organisation's business; what they owed here before is not.
    let owed = known.explained.iter().filter(|_| past || until.is_none());
    let obligations: Vec<RecordLine> = owed
        .map(|one| RecordLine {
            code: one.requirement.code.clone(),
            title: in_locale(&one.version.title.0, actor.locale().code()).to_owned(),
            status: one.assessment.status.as_str().to_owned(),
            on: known.shown_on(one),
            since: one.since.map(|now| RecordAnswer {
                status: now.status.as_str(),
                on: shown_on(&now, None),
            }),
            sentence: known.sentence(&told, one),
            extension_href: (!past && !excuse && one.assessment.due.is_some() && TO_DO.contains(&one.assessment.status)).then(
                || match own {
                    true => format!("/training/{}/extensions/new", one.requirement.code),
                    false => address(
                        &format!("/people/{}/extensions/new", person.id),
                        &[("requirement", Some(&one.requirement.code))],
                    ),
                },
            ),
        })
        .collect();
    let path = match own {
        true => "/record".to_owned(),
        false => format!("/people/{}/record", person.id),
    };
    let then = asked.on.and(asked.typed.as_deref());
    let shown_on = asked.on.unwrap_or_else(|| actor.today());
    RecordPage {
        own,
        finding: finding(&obligations, year_end(shown_on)),
        past_day: past_day::view(
            told.words,
            (path.as_str(), path.clone()),
            asked.typed.as_deref(),
            (asked.on, asked.wrong.as_ref()),
            (actor.today(), Vec::new()),
        ),
        places: places
            .into_iter()
            .map(|(membership, organisation, roles, supervisor)| PlaceFact {
                organisation,
                roles: roles.join(", "),
                start_on: membership.start_on,
                to_come: membership.start_on > shown_on,
                end_on: membership.end_on,
                supervisor,
            })
            .collect(),
        obligations,
        cycles: cycles(&told, &known, actor.locale().code()),
        proofs: written::proofs(&known, day),
        certificates: written::certificates(&known, day),
        extensions: extensions
            .iter()
            .map(|one| {
                let title = titles
                    .iter()
                    .find(|(of, _)| *of == one.requirement_id)
                    .map_or("", |(_, title)| title);
                let mut fact = fact(one, title, zone);
                fact.answer_reason = fact.answer_reason.filter(|_| ours(fact.asked_on));
                match one.answered_at.map(day).filter(|answered_on| !so_far(*answered_on)) {
                    Some(answered_on) => waiting(fact, answered_on),
                    None => fact,
                }
            })
            .filter(|fact| before_leaving(fact.asked_on) && so_far(fact.asked_on))
            .collect(),
        excuses: written::excuses(&known, &titles, person.id, (excuse, &names), day)
            .into_iter()
            .filter(|one| before_leaving(one.recorded_on))
            .map(
                |one| match ours(one.recorded_on) && (Some(one.recorded_on) != since || ours(one.from_on)) {
                    // On the day of the move both organisations write; what began before it is the old one's.
                    true => one,
                    false => written::elsewhere(one, &told),
                },
            )
            .collect(),
        pause_href: excuse.then(|| format!("/people/{}/pauses/new", person.id)),
        waiver_href: excuse.then(|| format!("/people/{}/waivers/new", person.id)),
        document_href: acts.then(|| match own {
            true => "/documents/new".to_owned(),
            false => format!("/people/{}/documents/new", person.id),
        }),
        export: Export::of(address(&format!("{path}/table.csv"), &[("on", then)])),
        overview_href: (!own && (past || until.is_none()) && actor.may(Action::SeeTeam))
            .then(|| address("/obligations", &[("search", Some(&person.family_name)), ("on", then)])),
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

/// A request as it waited on a day that was over before it was answered.
fn waiting(fact: ExtensionFact, answered_on: NaiveDate) -> ExtensionFact {
    ExtensionFact {
        state: Answer::Asked.as_str().to_owned(),
        answered_until_on: None,
        answer_reason: None,
        later: Some(Later {
            kind: "answered",
            on: answered_on,
        }),
        ..fact
    }
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
