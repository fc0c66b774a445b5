//! My training, and why a date is what it is.

use super::known::Known;
use crate::obligations::explanation::Explained;
use crate::obligations::pages::{LastProof, Line, TrainingPage, Why, WhyAction};
use crate::obligations::told::{self, Told};
use crate::people::guard::Learn;
use crate::people::{Actor, May};
use crate::platform::error::Error;
use crate::platform::state::State;
use crate::rules::requirement::in_locale;
use actix_web::{HttpResponse, web};
use chrono::{Datelike, NaiveDate};

/// What is asked of me.
pub async fn show(may: May<Learn>, state: web::Data<State>) -> Result<HttpResponse, Error> {
    let known = load(&may, &state).await?;
    may.show(&state, &page(&state, &may.actor, &known, None))
}

/// The same with the sheet that explains one date.
pub async fn why(may: May<Learn>, state: web::Data<State>, code: web::Path<String>) -> Result<HttpResponse, Error> {
    let known = load(&may, &state).await?;
    let one = known
        .explained
        .iter()
        .find(|one| one.requirement.code == *code)
        .ok_or(Error::NotFound)?;
    let why = sheet(&state, &may.actor, &known, one);
    may.show(&state, &page(&state, &may.actor, &known, Some(why)))
}

async fn load(may: &May<Learn>, state: &State) -> Result<Known, Error> {
    let (id, now, locale) = (may.actor.person.id, may.actor.now, may.actor.locale().code());
    state.db.gather(move |conn| Known::load(conn, id, now, locale)).await
}

fn page(state: &State, actor: &Actor, known: &Known, why: Option<Why>) -> TrainingPage {
    let told = own(state, actor);
    let lines = known.explained.iter().map(|one| line(&told, actor, known, one));
    let (owed, fine): (Vec<Line>, Vec<Line>) =
        lines.partition(|line| matches!(line.status.as_str(), "overdue" | "lapsed" | "grace" | "due" | "open"));
    let today = actor.today();
    let ends = fine.iter().filter(|line| line.status == "valid").filter_map(|line| line.on);
    TrainingPage {
        finding: TrainingPage::finding(&owed, &fine, year_end(today)),
        resume: None,
        fine_until: ends.min(),
        last_proof: last_proof(known),
        owed,
        fine,
        why,
    }
}

/// The last day of the year.
pub fn year_end(today: NaiveDate) -> NaiveDate {
    NaiveDate::from_ymd_opt(today.year(), 12, 31).unwrap_or(today)
}

fn own<'a>(state: &'a State, actor: &Actor) -> Told<'a> {
    Told {
        words: actor.words(state),
        name: None,
        today: actor.today(),
    }
}

fn line(told: &Told<'_>, actor: &Actor, known: &Known, one: &Explained) -> Line {
    let status = one.assessment.status.as_str();
    let on = known.shown_on(one);
    let why_href = format!("/training/{}/why", one.requirement.code);
    let owed = matches!(status, "overdue" | "lapsed" | "grace" | "due" | "open");
    let course = known.next_course(one).filter(|_| owed);
    Line {
        title: told::short_title(in_locale(&one.version.title.0, actor.locale().code())).to_owned(),
        status: status.to_owned(),
        on,
        ahead: on.filter(|_| matches!(status, "grace" | "due" | "open")),
        note: told.note(&one.assessment, &one.version.rule.0),
        course: course.map(|(code, _)| code.to_owned()),
        minutes: course.and_then(|(_, seen)| seen.minutes),
        href: course.and_then(|(_, seen)| seen.href.clone()).unwrap_or_else(|| why_href.clone()),
        why_href,
    }
}

fn sheet(state: &State, actor: &Actor, known: &Known, one: &Explained) -> Why {
    let mut why = known.why(&own(state, actor), one, actor.locale().code());
    why.action = known.next_course(one).and_then(|(_, seen)| {
        Some(WhyAction {
            href: seen.href.clone()?,
            kind: "begin",
            minutes: seen.minutes?,
        })
    });
    why
}

fn last_proof(known: &Known) -> Option<LastProof> {
    let (evidence, code) = known.proofs.iter().find(|(evidence, _)| evidence.revoked_at.is_none())?;
    let certificate = known
        .certificates
        .iter()
        .find(|listed| listed.certificate.evidence_id == evidence.id && listed.certificate.revoked_at.is_none());
    Some(LastProof {
        title: known.courses.get(code).map_or_else(|| code.clone(), |seen| seen.title.clone()),
        on: evidence.proven_on,
        certificate_href: certificate.map(|listed| format!("/certificates/{}/file", listed.certificate.id)),
    })
}
