//! What has happened in the demonstration before somebody looks: a course passed with its certificate, one left in the middle, a version
//! that a trainer is writing, somebody away and somebody excused.

use crate::administration::folder::{self, Subject};
use crate::courses::store as courses;
use crate::courses::writing::{self, Pen};
use crate::evidence::store::{self as evidence, NewEvidence};
use crate::obligations::equivalence;
use crate::obligations::excuse as excuses;
use crate::obligations::extension::{self, Hand, Request};
use crate::obligations::store::{self as obligations, ExcuseKind, NewExcuse};
use crate::obligations::{Cause, job, value};
use crate::organisations::Scope;
use crate::people::store as people;
use crate::platform::audit::By;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::state::State;
use crate::player::learning::{self, Learner, Next, Run, Sent, Spot};
use crate::rules::course::{Answer, Language, Piece, Question, Texts, pieces};
use crate::rules::evidence::{Means, Strength};
use crate::rules::id::Instant;
use crate::rules::marking::{self, Layout};
use crate::rules::obligation::{Amount, Extent, Worth};
use chrono::{Days, Duration};

use super::network::{EXAMINATION, ON_SITE};

/// Whoever learns in the demonstration.
const LEARNER: &str = "T-104";

/// The partner that is being audited.
const REVIEWED: &str = super::network::REMINDED[0];

/// The course that they have passed.
const PASSED: &str = "REF-1";

/// The course that they have begun, and how many steps they went.
const BEGUN: (&str, usize) = ("HV-R1", 2);

/// The course of which a new version is being written.
const WRITTEN: &str = "CARE-1";

/// Lets it happen.
pub fn happen(conn: &mut Conn, state: &State, pen: &Pen<'_>, now: Instant) -> Result<(), Error> {
    let person = people::find_by_email_key(conn, &super::address(LEARNER))?.ok_or(Error::NotFound)?;
    let learner = Learner {
        chance: state.chance.clone(),
        home: state.config.server.public_url.clone(),
        by: By {
            actor_id: Some(person.id),
            actor_name: person.name(),
            ..By::command_line()
        },
        person_id: person.id,
        language: Language::De,
        now,
        today: now.date_naive(),
    };
    examined(conn, state, pen)?;
    on_site(conn, state, pen)?;
    worth(conn, state, pen)?;
    excuse(conn, state, pen, ExcuseKind::Pause, "T-107", "Elternzeit bis Ende des Sommers")?;
    excuse(conn, state, pen, ExcuseKind::Waiver, "A-205", "War selbst Trainerin dieses Kurses")?;
    ask_for_time(conn, state, &learner)?;
    if let Some(subject) = Subject::partner(conn, &Scope::everything(), REVIEWED)? {
        folder::begin(conn, state, pen.by, now, &subject)?;
    }
    go(conn, &learner, PASSED, usize::MAX)?;
    go(conn, &learner, BEGUN.0, BEGUN.1)?;
    if let Some(course) = courses::find_by_code(conn, WRITTEN)? {
        writing::begin_draft(conn, pen, &course)?;
    }
    Ok(())
}

/// Names the examination, recognises a document that ends by itself, and keeps a package's report, which is not proof enough.
fn examined(conn: &mut Conn, state: &State, pen: &Pen<'_>) -> Result<(), Error> {
    let course = courses::find_by_code(conn, EXAMINATION)?.ok_or(Error::NotFound)?;
    let title = Texts::new([
        (Language::De, "Hartlöten, Prüfungsbescheinigung"),
        (Language::En, "Brazing certificate"),
    ]);
    courses::retitle(conn, course.id, &title)?;
    let told = [
        (LEARNER, 90, Some(275), Means::Document, Strength::ExternalDocument),
        ("K-403", 30, None, Means::Online, Strength::ReportedByPackage),
    ];
    for (number, days, lasts, means, strength) in told {
        let person = people::find_by_email_key(conn, &super::address(number))?.ok_or(Error::NotFound)?;
        let today = pen.now.date_naive();
        let new = NewEvidence {
            person_id: person.id,
            course_id: course.id,
            course_version_id: None,
            proven_on: today.checked_sub_days(Days::new(days)).unwrap_or(today),
            means,
            strength,
            note: None,
            registration_id: None,
            valid_until: lasts.and_then(|lasts| today.checked_add_days(Days::new(lasts))),
            score_percent: None,
            file_id: None,
            worth: crate::rules::obligation::Worth::default(),
        };
        evidence::record(conn, &state.chance, pen.now, pen.by, &new)?;
    }
    Ok(())
}

/// States that the course on site counts for the one on a screen.
fn on_site(conn: &mut Conn, state: &State, pen: &Pen<'_>) -> Result<(), Error> {
    let course = courses::find_by_code(conn, ON_SITE)?.ok_or(Error::NotFound)?;
    let title = Texts::new([
        (Language::De, "Arbeiten an Hochvolt-Anlagen, zwei Tage vor Ort"),
        (Language::En, "Working on high-voltage systems, two days on site"),
    ]);
    courses::retitle(conn, course.id, &title)?;
    let new = equivalence::New {
        course: ON_SITE.to_owned(),
        counts_for: "HV-101".to_owned(),
        extent: Extent::Full,
        both_ways: true,
        from_on: (*pen.now - Duration::days(900)).date_naive(),
        to_on: None,
        reason: "Gleicher Stoff, gleiche Prüfung".to_owned(),
    };
    equivalence::state(conn, &state.chance, pen.now, pen.by, &new).map(drop)
}

/// States what the courses are worth in hours.
fn worth(conn: &mut Conn, state: &State, pen: &Pen<'_>) -> Result<(), Error> {
    for (course, hours) in [
        ("HV-101", 14),
        (ON_SITE, 16),
        ("HV-R1", 6),
        ("REF-1", 5),
        ("CARE-1", 8),
        (EXAMINATION, 7),
    ] {
        let new = value::New {
            course: course.to_owned(),
            from_on: (*pen.now - Duration::days(2_000)).date_naive(),
            worth: Worth {
                hours: Some(Amount(hours * 100)),
                points: None,
            },
            reason: "Katalog".to_owned(),
        };
        value::state(conn, &state.chance, pen.now, pen.by, &new)?;
    }
    Ok(())
}

/// The learner asks for two months more for the first thing that is due.
fn ask_for_time(conn: &mut Conn, state: &State, learner: &Learner) -> Result<(), Error> {
    job::recalculate_person_now(conn, &learner.chance, learner.now, learner.person_id, Cause::Recalculation)?;
    let hand = Hand {
        by: learner.by.clone(),
        person_id: learner.person_id,
        now: learner.now,
        today: learner.today,
    };
    let owed = obligations::obligations_of(conn, learner.person_id)?;
    let first = owed.into_iter().find_map(|(one, _)| Some((one.requirement_id, one.due_on?)));
    let Some((requirement_id, due_on)) = first else { return Ok(()) };
    let request = Request {
        person_id: learner.person_id,
        requirement_id,
        until_on: due_on.max(learner.today).checked_add_days(Days::new(60)).unwrap_or(due_on),
        reason: "Bis dahin auf Montage in Norwegen, ohne Netz".to_owned(),
    };
    extension::ask(conn, state, &hand, request).map(drop)
}

/// Lets somebody pause, or waives what they would owe, for half a year.
fn excuse(conn: &mut Conn, state: &State, pen: &Pen<'_>, kind: ExcuseKind, number: &str, reason: &str) -> Result<(), Error> {
    let person = people::find_by_email_key(conn, &super::address(number))?.ok_or(Error::NotFound)?;
    let today = pen.now.date_naive();
    let new = NewExcuse {
        person_id: person.id,
        requirement_id: None,
        from_on: today,
        to_on: today.checked_add_days(Days::new(182)),
        reason: reason.to_owned(),
    };
    excuses::record(conn, &Scope::everything(), kind, &state.chance, pen.now, pen.by, &new).map(drop)
}

/// Goes through a course for so many steps, with every answer right.
fn go(conn: &mut Conn, learner: &Learner, code: &str, steps: usize) -> Result<(), Error> {
    let registration = learning::begin(conn, learner, code)?;
    for _ in 0..steps {
        let run = Run::load(conn, learner.person_id, registration.id)?.ok_or(Error::NotFound)?;
        let Some(spot) = run.here() else { break };
        answer(conn, learner, &run, spot)?;
        let module = run.modules[spot.module].key.clone();
        if learning::step(conn, learner, registration.id, &module, spot.screen)? == Next::Finished {
            break;
        }
    }
    Ok(())
}

/// Answers the question of a screen, where it has one.
fn answer(conn: &mut Conn, learner: &Learner, run: &Run, spot: Spot) -> Result<(), Error> {
    let module = &run.modules[spot.module];
    let asked = run.screens(spot.module).get(spot.screen).and_then(|screen| screen.question);
    let Some(block) = asked.and_then(|at| module.document.0.blocks.get(at)) else {
        return Ok(());
    };
    let Some((question, attempt)) = block.question().zip(run.attempt(spot.module)) else {
        return Ok(());
    };
    let sent = Sent {
        event_id: learner.chance.id(learner.now),
        module: module.key.clone(),
        block: block.id.to_string(),
        values: right(question, &marking::layout(&block.id, question, attempt.seed())),
    };
    learning::answer(conn, learner, run.registration.id, &sent).map(drop)
}

/// The right answer as a learner sends it.
fn right(question: &Question, layout: &Layout) -> Vec<String> {
    let place = |id: &_| layout.keys().iter().position(|key| key == id).unwrap_or_default().to_string();
    match &question.answer {
        Answer::Single { options, .. } | Answer::Multiple { options, .. } => options
            .iter()
            .filter(|option| option.right)
            .map(|option| place(&option.id))
            .collect(),
        Answer::TrueFalse { right } => vec![right.to_string()],
        Answer::Order { items, .. } => items.iter().map(|item| place(&item.id)).collect(),
        Answer::Match { pairs, .. } => pairs.iter().map(|pair| place(&pair.id)).collect(),
        Answer::Numeric { right, .. } => vec![right.to_string()],
        Answer::FillIn { text, .. } => pieces(text.text(Language::De))
            .into_iter()
            .filter_map(|piece| match piece {
                Piece::Gap(accepted) => accepted.first().cloned(),
                Piece::Words(_) => None,
            })
            .collect(),
    }
}
