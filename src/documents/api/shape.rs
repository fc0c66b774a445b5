//! What calls about documents bring and answer.

use crate::courses::store as courses;
use crate::documents::store::Document;
use crate::evidence::paper::Scan;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::form::Typed;
use crate::rules::id::{Id, Instant};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A document that was handed in.
#[derive(Debug, Serialize, ToSchema)]
pub struct DocumentRecord {
    /// Identifier.
    #[schema(value_type = uuid::Uuid)]
    pub(super) id: Id,
    /// Whom it is about.
    #[schema(value_type = uuid::Uuid)]
    pub(super) person_id: Id,
    /// `waiting`, `recognised`, `declined` or `withdrawn`.
    pub(super) state: String,
    /// What it is.
    pub(super) title: String,
    /// Who issued it.
    pub(super) issuer: Option<String>,
    /// When it was issued.
    pub(super) issued_on: NaiveDate,
    /// The last day on which it holds, where it says so.
    pub(super) valid_until: Option<NaiveDate>,
    /// Identifier of the requirement it is meant for.
    #[schema(value_type = Option<uuid::Uuid>)]
    pub(super) requirement_id: Option<Id>,
    /// Code of the course it is meant for; once recognised, of the course that it equals.
    pub(super) course: Option<String>,
    /// What else is known.
    pub(super) note: Option<String>,
    /// Who handed it in.
    #[schema(value_type = uuid::Uuid)]
    pub(super) handed_in_by: Id,
    /// When.
    #[schema(value_type = DateTime<Utc>)]
    pub(super) handed_in_at: Instant,
    /// Who answered, or took it back.
    #[schema(value_type = Option<uuid::Uuid>)]
    pub(super) answered_by: Option<Id>,
    /// When.
    #[schema(value_type = Option<DateTime<Utc>>)]
    pub(super) answered_at: Option<Instant>,
    /// Why it was answered so.
    pub(super) answer_reason: Option<String>,
    /// The evidence that its recognition made.
    #[schema(value_type = Option<uuid::Uuid>)]
    pub(super) evidence_id: Option<Id>,
}

/// A document for somebody of one's own people.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewDocumentBody {
    /// Whom it is about.
    #[schema(value_type = uuid::Uuid)]
    pub(super) person_id: Id,
    /// The document.
    pub(super) document: DocumentBody,
}

/// What is handed in.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DocumentBody {
    /// What it is; at most 200 characters.
    pub(super) title: String,
    /// Who issued it; at most 200 characters.
    #[serde(default)]
    pub(super) issuer: Option<String>,
    /// When it was issued, `YYYY-MM-DD`.
    #[schema(value_type = NaiveDate)]
    pub(super) issued_on: String,
    /// The last day on which it holds.
    #[serde(default)]
    #[schema(value_type = Option<NaiveDate>)]
    pub(super) valid_until: Option<String>,
    /// Code of a requirement that is asked of the person.
    #[serde(default)]
    pub(super) requirement: Option<String>,
    /// Code of the course for which it is meant.
    #[serde(default)]
    pub(super) course: Option<String>,
    /// What else is to be known; at most 1,000 characters.
    #[serde(default)]
    pub(super) note: Option<String>,
    /// The file.
    pub(super) file: DocumentFile,
}

/// A file in a JSON body.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DocumentFile {
    /// Name.
    pub(super) name: String,
    /// Content in Base64: PDF or a picture.
    pub(super) content: String,
}

/// An answer.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DocumentAnswerBody {
    /// `recognise` or `decline`.
    pub(super) answer: String,
    /// Recognised: code of the course that it equals.
    #[serde(default)]
    pub(super) course: Option<String>,
    /// Recognised: the day that it is about, `YYYY-MM-DD`; left out: the day on which it was issued.
    #[serde(default)]
    #[schema(value_type = Option<NaiveDate>)]
    pub(super) proven_on: Option<String>,
    /// Recognised: the last day on which it counts; left out: without end.
    #[serde(default)]
    #[schema(value_type = Option<NaiveDate>)]
    pub(super) valid_until: Option<String>,
    /// Recognised: hours that it is worth, whatever the course is; above 0 and up to 10,000, with at most two places.
    #[serde(default)]
    pub(super) hours: Option<f64>,
    /// Recognised: points that it is worth.
    #[serde(default)]
    pub(super) points: Option<f64>,
    /// Why; needed where it is declined.
    #[serde(default)]
    pub(super) reason: Option<String>,
}

/// A document as a call answers it.
pub(super) fn record(conn: &mut Conn, document: Document) -> Result<DocumentRecord, Error> {
    let course = match document.course_id {
        Some(id) => courses::find(conn, id)?.map(|course| course.code),
        None => None,
    };
    Ok(DocumentRecord {
        id: document.id,
        person_id: document.person_id,
        state: document.state,
        title: document.title,
        issuer: document.issuer,
        issued_on: document.issued_on,
        valid_until: document.valid_until,
        requirement_id: document.requirement_id,
        course,
        note: document.note,
        handed_in_by: document.handed_in_by,
        handed_in_at: document.handed_in_at,
        answered_by: document.answered_by,
        answered_at: document.answered_at,
        answer_reason: document.answer_reason,
        evidence_id: document.evidence_id,
    })
}

impl DocumentBody {
    /// As a form would send it, so that pages and calls are read alike.
    pub(super) fn typed(self) -> Result<(Typed, Scan), Error> {
        let content = STANDARD
            .decode(self.file.content)
            .map_err(|_| Error::field("file.content", "paper-scan-kind"))?;
        let given = [
            ("title", Some(self.title)),
            ("issuer", self.issuer),
            ("issued_on", Some(self.issued_on)),
            ("valid_until", self.valid_until),
            ("requirement", self.requirement),
            ("course", self.course),
            ("note", self.note),
        ];
        let scan = Scan {
            name: self.file.name,
            content: content.into(),
        };
        Ok((typed(given), scan))
    }
}

/// What was given as a form would send it.
pub(super) fn typed<const N: usize>(given: [(&str, Option<String>); N]) -> Typed {
    Typed::of(
        given
            .into_iter()
            .filter_map(|(name, value)| Some((name.to_owned(), value?)))
            .collect(),
    )
}
