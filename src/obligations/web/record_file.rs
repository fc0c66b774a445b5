//! A person's record as a file: a line for each line of the page, with the part in which it stands.

use crate::obligations::pages::{Later, RecordPage};
use crate::people::Actor;
use crate::platform::error::Error;
use crate::platform::i18n::{DateForm, Words};
use crate::platform::state::State;
use crate::platform::table::{self, Cell, Table};
use actix_web::HttpResponse;
use chrono::NaiveDate;

/// A line: its part, what it is about, how that stands, its first and its last day, and what is said about it.
struct Line {
    part: &'static str,
    subject: String,
    stands: String,
    from_on: Option<NaiveDate>,
    to_on: Option<NaiveDate>,
    note: String,
}

/// The file of a record as its page shows it.
pub(super) async fn download(page: &RecordPage, actor: &Actor, state: &State, asked: &str) -> Result<HttpResponse, Error> {
    let words = actor.words(state);
    let head = [
        "record-part",
        "record-subject",
        "table-status",
        "record-from",
        "record-until",
        "record-note",
    ];
    let cells = |line: Line| -> Vec<Cell> {
        vec![
            words.text(line.part, &[]).into(),
            line.subject.into(),
            line.stands.into(),
            line.from_on.into(),
            line.to_on.into(),
            line.note.into(),
        ]
    };
    let table = Table {
        // The day stands in the name, so that a past one is not taken for today's.
        name: match page.past_day.past {
            true => format!("kundig-record-{}", page.past_day.looked_on),
            false => "kundig-record".to_owned(),
        },
        head: head.map(|key| words.text(key, &[])).to_vec(),
        rows: lines(page, words).into_iter().map(cells).collect(),
        marked: true,
    };
    table::download(asked, table, actor.now).await
}

fn lines(page: &RecordPage, words: &Words) -> Vec<Line> {
    let mut lines = owed(page, words);
    lines.extend(proven(page, words));
    lines.extend(excused(page, words));
    lines
}

/// What became known only after the past day that is looked at, as the page says it.
fn later(words: &Words, later: Option<Later>) -> Option<String> {
    let later = later?;
    let date = words.date(later.on, DateForm::Numeric, later.on);
    Some(words.text(&format!("later-{}", later.kind), &[("date", date.into())]))
}

/// Where the person works, what is asked of them, and what came of what was asked before.
fn owed(page: &RecordPage, words: &Words) -> Vec<Line> {
    let places = page.places.iter().map(|one| Line {
        part: "record-places",
        subject: one.organisation.clone(),
        stands: one.roles.clone(),
        from_on: Some(one.start_on),
        to_on: one.end_on,
        note: one.supervisor.as_ref().map_or_else(String::new, |name| {
            words.text("record-supervisor", &[("name", name.as_str().into())])
        }),
    });
    let asked = page.obligations.iter().map(|one| Line {
        part: "record-asked",
        subject: one.title.clone(),
        stands: words.text(&format!("status-{}", one.status), &[]),
        from_on: None,
        to_on: one.on,
        note: match &one.since {
            Some(now) => {
                let status = words.text(&format!("status-{}", now.status), &[]);
                format!("{} {}", one.sentence, words.text("later-answer-is", &[("status", status.into())]))
            }
            None => one.sentence.clone(),
        },
    });
    let cycles = page.cycles.iter().map(|one| Line {
        part: "record-cycles",
        subject: one.title.clone(),
        stands: words.text(&format!("record-outcome-{}", one.outcome), &[]),
        from_on: one.proven_on,
        to_on: one.due_on,
        note: one.year.clone().unwrap_or_default(),
    });
    places.chain(asked).chain(cycles).collect()
}

/// Proofs and certificates; what was revoked stays, with its reason.
fn proven(page: &RecordPage, words: &Words) -> Vec<Line> {
    let revoked = |on: Option<NaiveDate>| on.map(|_| words.text("status-revoked", &[])).unwrap_or_default();
    let proofs = page.proofs.iter().map(|one| {
        let means = words.text(&format!("why-means-{}", one.means), &[]);
        let result = one.score_percent.map(|score| format!("{score} %"));
        let note = std::iter::once(means).chain(result);
        let note: Vec<String> = note.chain(later(words, one.later)).chain(one.revoked_reason.clone()).collect();
        Line {
            part: "record-proofs",
            subject: format!("{} {}", one.title, one.code),
            stands: revoked(one.revoked_on),
            from_on: Some(one.on),
            to_on: one.revoked_on.or(one.valid_until),
            note: note.join(", "),
        }
    });
    let certificates = page.certificates.iter().map(|one| Line {
        part: "record-certificates",
        subject: one.title.clone(),
        stands: revoked(one.revoked_on),
        from_on: Some(one.issued_on),
        to_on: one.revoked_on,
        note: std::iter::once(one.number.clone())
            .chain(later(words, one.later))
            .collect::<Vec<_>>()
            .join(", "),
    });
    proofs.chain(certificates).collect()
}

/// Requests for more time, pauses and waivers; what was withdrawn stays, with its reason.
fn excused(page: &RecordPage, words: &Words) -> Vec<Line> {
    let extensions = page.extensions.iter().map(|one| Line {
        part: "record-extensions",
        subject: one.requirement.clone(),
        stands: words.text(&format!("extension-state-{}", one.state), &[]),
        from_on: Some(one.asked_on),
        to_on: Some(one.answered_until_on.unwrap_or(one.until_on)),
        note: one.answer_reason.clone().or_else(|| later(words, one.later)).unwrap_or_default(),
    });
    let excuses = page.excuses.iter().map(|one| {
        let later = later(words, one.later);
        let withdrawn = one.withdrawn_reason.as_ref().filter(|_| one.withdrawn_on.is_some()).map(|reason| {
            let date = one.withdrawn_on.map(|on| words.date(on, DateForm::Numeric, on)).unwrap_or_default();
            words.text("record-withdrawn", &[("date", date.into()), ("reason", reason.as_str().into())])
        });
        let given = one.recorded_by.as_ref().map(|by| {
            let date = words.date(one.recorded_on, DateForm::Numeric, one.recorded_on);
            words.text("record-excuse-by", &[("date", date.into()), ("by", by.as_str().into())])
        });
        let note: Vec<String> = std::iter::once(one.reason.clone())
            .chain(given)
            .chain(withdrawn)
            .chain(later)
            .collect();
        Line {
            part: "record-excuses",
            subject: one.requirement.clone().unwrap_or_else(|| words.text("excuse-all", &[])),
            stands: words.text(&format!("status-{}", one.status), &[]),
            from_on: Some(one.from_on),
            to_on: one.to_on,
            note: note.join(" "),
        }
    });
    extensions.chain(excuses).collect()
}
