//! The page on which a course attended on paper is recorded for a list of people.

use super::pages::PaperPage;
use super::paper::{self, Attendance, Scan};
use crate::courses;
use crate::people::May;
use crate::people::guard::RecordEvidence;
use crate::platform::answer;
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::form::place;
use crate::platform::state::State;
use crate::platform::upload::Sent;
use crate::platform::views::{Choice, Field};
use crate::rules::course::Language;
use actix_multipart::Multipart;
use actix_web::{HttpResponse, web};

/// Courses that can be chosen from.
const MOST_COURSES: i64 = 500;

const STRENGTHS: [&str; 2] = ["observed_by_trainer", "external_document"];

/// `GET /evidence/new`
pub async fn new(may: May<RecordEvidence>, state: web::Data<State>) -> Result<HttpResponse, Error> {
    let page = page(&may, &state, &Attendance::default(), &[]).await?;
    may.show(&state, &page)
}

/// `POST /evidence`
pub async fn create(may: May<RecordEvidence>, state: web::Data<State>, form: Multipart) -> Result<HttpResponse, Error> {
    let largest = usize::try_from(state.config.server.upload_mebibytes).unwrap_or(50) << 20;
    let sent = Sent::read(form, largest).await?;
    let typed = Attendance {
        course: sent.text("course").to_owned(),
        proven_on: sent.text("proven_on").to_owned(),
        strength: sent.text("strength").to_owned(),
        valid_until: sent.text("valid_until").to_owned(),
        note: sent.text("note").to_owned(),
        hours: sent.text("hours").to_owned(),
        points: sent.text("points").to_owned(),
        people: sent.text("people").lines().map(ToOwned::to_owned).collect(),
        scan: sent.file("scan").map(|file| Scan {
            name: file.name.clone(),
            content: file.content.clone(),
        }),
    };
    let (scope, list, today) = (may.scope.clone(), typed.clone(), may.actor.today());
    let checked = state.db.gather(move |conn| paper::check(conn, &scope, &list, today)).await;
    let checked = match checked {
        Err(Error::Invalid(faults)) => {
            let page = page(&may, &state, &typed, &faults).await?;
            return may.show_again(&state, &page);
        }
        checked => checked?,
    };
    let recorded = paper::take(&state, may.actor.by(), may.actor.now, checked).await?;
    let message = Message::new("paper-done")
        .with("count", recorded.new.len())
        .with("before", recorded.before);
    answer::done(&state, "/evidence/new", &message, None)
}

async fn page(may: &May<RecordEvidence>, state: &State, typed: &Attendance, faults: &[FieldError]) -> Result<PaperPage, Error> {
    let words = may.actor.words(state);
    let language = Language::from_code(may.actor.locale().code()).unwrap_or(Language::En);
    let listed = state.db.gather(|conn| Ok(courses::store::list(conn, None, MOST_COURSES)?)).await?;
    let courses = listed
        .into_iter()
        .filter(|course| course.archived_at.is_none())
        .map(|course| Choice::new(&course.code, course.described(language)).chosen(course.code == typed.course))
        .collect();
    let strengths = STRENGTHS
        .map(|word| {
            Choice::new(word, words.text(&format!("paper-strength-{word}"), &[]))
                .hint(words.text(&format!("paper-hint-{word}"), &[]))
                .chosen(typed.strength == word)
        })
        .to_vec();
    let mut page = PaperPage {
        faults: Vec::new(),
        course: Field::with("course", typed.course.as_str()),
        courses,
        proven_on: Field::with("proven_on", typed.proven_on.as_str()),
        strength: Field::new("strength"),
        strengths,
        valid_until: Field::with("valid_until", typed.valid_until.as_str()),
        people: Field::with("people", typed.people.join("\n")),
        scan: Field::new("scan"),
        note: Field::with("note", typed.note.as_str()),
        hours: Field::with("hours", typed.hours.as_str()),
        points: Field::with("points", typed.points.as_str()),
    };
    let mut fields = [
        &mut page.course,
        &mut page.proven_on,
        &mut page.strength,
        &mut page.valid_until,
        &mut page.people,
        &mut page.scan,
        &mut page.note,
        &mut page.hours,
        &mut page.points,
    ];
    page.faults = place(faults, &mut fields, words, |field| {
        let key = match field {
            "course" => "paper-course",
            "proven_on" => "paper-day",
            "strength" => "paper-strength",
            "valid_until" => "paper-valid-until",
            "people" => "paper-people",
            "scan" => "paper-scan",
            "hours" => "worth-hours",
            "points" => "worth-points",
            _ => "paper-note",
        };
        words.text(key, &[])
    });
    Ok(page)
}
