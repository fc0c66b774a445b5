//! My training: what one person is asked, put together for the page of the player, which alone knows what is running.

use super::explanation::Explained;
use super::pages::{LastProof, Line, OpenTest, Opinion, Resume, TrainingPage, Why, WhyAction};
use super::told::{self, Told};
use super::web::known::Known;
use crate::people::Actor;
use crate::platform::error::Error;
use crate::platform::state::State;
use crate::platform::table::{Export, Table};
use crate::rules::requirement::in_locale;
use chrono::{Datelike, NaiveDate};

/// Most segments of the bar in the box.
const SEGMENTS: usize = 12;

/// A run through a course that goes on.
#[derive(Clone, Debug)]
pub struct Running {
    /// Code of the course.
    pub code: String,
    /// Its title in the reader's language.
    pub title: String,
    /// The step one is at, from 1.
    pub step: usize,
    /// How many steps there are.
    pub steps: usize,
    /// What is left, about.
    pub minutes_left: i32,
    /// Where it goes on.
    pub href: String,
}

/// What is asked of one person.
#[derive(Debug)]
pub struct MyTraining(Known);

impl MyTraining {
    /// Loads the actor's own.
    pub async fn load(state: &State, actor: &Actor) -> Result<Self, Error> {
        let (id, now, locale) = (actor.person.id, actor.now, actor.locale().code());
        let known = state.db.look(move |conn| Known::load(conn, id, now, locale)).await?;
        Ok(Self(known))
    }

    /// The page; `running` with the latest first, `opinions` what one may say something about, `tests` what one has yet to pass, `why` the code
    /// of the requirement whose date is to be explained.
    pub fn page(
        &self,
        state: &State,
        actor: &Actor,
        running: &[Running],
        opinions: Vec<Opinion>,
        tests: Vec<OpenTest>,
        why: Option<&str>,
    ) -> Result<TrainingPage, Error> {
        let known = &self.0;
        let told = own(state, actor);
        let extension_href = why.and_then(|code| {
            let one = known.explained.iter().find(|one| one.requirement.code == code)?;
            one.assessment.due.map(|_| format!("/training/{code}/extensions/new"))
        });
        let document_href = why.map(|code| format!("/documents/new?requirement={code}"));
        let why = match why {
            Some(code) => {
                let one = known
                    .explained
                    .iter()
                    .find(|one| one.requirement.code == code)
                    .ok_or(Error::NotFound)?;
                Some(sheet(&told, actor, known, one, running))
            }
            None => None,
        };
        let lines = known.explained.iter().map(|one| line(&told, actor, known, one));
        let (owed, fine): (Vec<Line>, Vec<Line>) =
            lines.partition(|line| matches!(line.status.as_str(), "overdue" | "lapsed" | "grace" | "due" | "open"));
        let ends = fine.iter().filter(|line| line.status == "valid").filter_map(|line| line.on);
        Ok(TrainingPage {
            export: Export::of("/training/table.csv".to_owned()),
            finding: TrainingPage::finding(&owed, &fine, year_end(actor.today())),
            resume: running.first().map(resume),
            opinions,
            tests,
            fine_until: ends.min(),
            last_proof: last_proof(known),
            owed,
            fine,
            why,
            extension_href,
            document_href,
        })
    }
}

impl MyTraining {
    /// The list as a table: what is to be done and what is in order, as the page has it.
    pub fn table(&self, state: &State, actor: &Actor) -> Table {
        let (known, told) = (&self.0, own(state, actor));
        let words = told.words;
        let head = [
            "table-requirement",
            "table-status",
            "table-date",
            "table-why",
            "ahead-by-course",
            "table-minutes",
        ];
        let row = |line: Line| {
            vec![
                line.title.into(),
                words.text(&format!("status-{}", line.status), &[]).into(),
                line.on.into(),
                line.note.into(),
                line.course.into(),
                line.minutes.map(i64::from).into(),
            ]
        };
        let lines = known.explained.iter().map(|one| line(&told, actor, known, one));
        Table {
            name: "kundig-training".to_owned(),
            head: head.map(|key| words.text(key, &[])).to_vec(),
            rows: lines.map(row).collect(),
            marked: true,
        }
    }
}

fn resume(run: &Running) -> Resume {
    let shown = run.steps.clamp(1, SEGMENTS);
    let at = (run.step.max(1) - 1) * shown / run.steps.max(1);
    let segment = |place: usize| match place.cmp(&at) {
        std::cmp::Ordering::Less => "done",
        std::cmp::Ordering::Equal => "now",
        std::cmp::Ordering::Greater => "open",
    };
    Resume {
        title: run.title.clone(),
        step: run.step,
        total: run.steps,
        steps: (0..shown).map(segment).collect(),
        minutes_left: run.minutes_left,
        href: run.href.clone(),
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

fn sheet(told: &Told<'_>, actor: &Actor, known: &Known, one: &Explained, running: &[Running]) -> Why {
    let mut why = known.why(told, one, actor.locale().code());
    let begun = running.iter().find(|run| why.counts.iter().any(|course| course.code == run.code));
    if let Some(run) = begun {
        why.action = Some(WhyAction {
            href: run.href.clone(),
            kind: "continue",
            minutes: run.minutes_left,
        });
        return why;
    }
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
