//! What all of `/api/v1` has in common: problem documents (RFC 9457), cursor paging, and the document that describes it.

use super::error::{Error, FieldError};
use super::i18n::Words;
use actix_web::http::StatusCode;
use actix_web::http::header;
use actix_web::{HttpResponse, ResponseError};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use std::str::FromStr;
use utoipa::ToSchema;

/// Most records that one page of a list holds.
pub const MOST_PER_PAGE: u32 = 500;

/// Records of a page where nothing else is asked for.
pub const USUAL_PER_PAGE: u32 = 100;

/// Why a call did not do what was asked (RFC 9457, `application/problem+json`).
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Problem {
    /// Stable address of the kind of problem, `/problems/<word>`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The kind in words, in the caller's language.
    pub title: String,
    /// HTTP status, as in the answer's head.
    pub status: u16,
    /// What happened this time.
    pub detail: Option<String>,
    /// Number of the request, as in the log.
    pub request_id: String,
    /// What is wrong with which field; empty where no field is at fault.
    pub errors: Vec<ProblemField>,
}

/// What a call may be refused with, as every description of a call names it.
#[derive(utoipa::IntoResponses)]
pub enum Refusals {
    /// What was sent cannot be read.
    #[response(status = 400, content_type = "application/problem+json")]
    Unreadable(Problem),
    /// No token, or none that counts.
    #[response(status = 401, content_type = "application/problem+json")]
    SignInNeeded(Problem),
    /// The token may not do that.
    #[response(status = 403, content_type = "application/problem+json")]
    Forbidden(Problem),
    /// There is no such record within reach.
    #[response(status = 404, content_type = "application/problem+json")]
    NotFound(Problem),
    /// A rule says no as things stand.
    #[response(status = 409, content_type = "application/problem+json")]
    Refused(Problem),
    /// Larger than allowed.
    #[response(status = 413, content_type = "application/problem+json")]
    TooLarge(Problem),
    /// Fields are wrong; nothing was changed.
    #[response(status = 422, content_type = "application/problem+json")]
    Invalid(Problem),
    /// Too often; try again after the seconds in Retry-After.
    #[response(status = 429, content_type = "application/problem+json")]
    TooMany(Problem),
    /// Busy; try again after the seconds in Retry-After.
    #[response(status = 503, content_type = "application/problem+json")]
    Busy(Problem),
}

/// A fault of one field.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ProblemField {
    /// Name, nested ones with dots.
    pub field: String,
    /// Stable word for the kind of fault.
    pub code: String,
    /// What is wrong and what to do.
    pub detail: String,
}

/// The stable word for a kind of error.
pub fn word(error: &Error) -> &'static str {
    match error {
        Error::Invalid(_) => "invalid",
        Error::Refused(_) => "refused",
        Error::Unreadable(_) => "unreadable",
        Error::SignInNeeded => "sign-in-needed",
        Error::Forbidden => "forbidden",
        Error::NotFound => "not-found",
        Error::OtherMethod(_) => "method-not-allowed",
        Error::TooLarge => "too-large",
        Error::TooMany(_) => "too-many",
        Error::Unavailable(_) => "busy",
        Error::Setup(_) | Error::Internal(_) => "fault",
    }
}

/// The problem document for an error.
pub fn problem(error: &Error, words: &Words, request_id: &str) -> HttpResponse {
    let status = error.status_code();
    let field = |fault: &FieldError| ProblemField {
        field: fault.field.clone(),
        code: fault.message.key.to_owned(),
        detail: super::form::message(words, &fault.message),
    };
    let (detail, errors) = match error {
        Error::Invalid(faults) => (None, faults.iter().map(field).collect()),
        Error::Refused(message) => (Some(super::form::message(words, message)), Vec::new()),
        Error::OtherMethod(allow) => (
            Some(words.text("problem-methods", &[("methods", allow.as_str().into())])),
            Vec::new(),
        ),
        Error::Unreadable(fault) if fault.field.is_empty() => (Some(super::form::message(words, &fault.message)), Vec::new()),
        Error::Unreadable(fault) => (None, vec![field(fault)]),
        _ => (None, Vec::new()),
    };
    let document = Problem {
        kind: format!("/problems/{}", word(error)),
        title: words.text(&format!("problem-{}", word(error)), &[]),
        status: status.as_u16(),
        detail,
        request_id: request_id.to_owned(),
        errors,
    };
    let mut answer = HttpResponse::build(status);
    if status == StatusCode::UNAUTHORIZED {
        answer.insert_header((header::WWW_AUTHENTICATE, "Bearer"));
    }
    if let Error::OtherMethod(allow) = error {
        answer.insert_header((header::ALLOW, allow.as_str()));
    }
    answer.content_type("application/problem+json").json(document)
}

/// Which part of a list is asked for.
#[derive(Clone, Debug, Default, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PageQuery {
    /// Where the page before ended; from `next_cursor`.
    #[serde(default)]
    pub cursor: Option<String>,
    /// Most records of a page, 1 to 500; 100 where it is left out.
    #[serde(default)]
    #[param(minimum = 1, maximum = 500)]
    pub limit: Option<u32>,
}

impl PageQuery {
    /// The number of records, checked.
    pub fn limit(&self) -> Result<u32, Error> {
        let limit = self.limit.unwrap_or(USUAL_PER_PAGE);
        if (1..=MOST_PER_PAGE).contains(&limit) {
            Ok(limit)
        } else {
            Err(Error::field("limit", "fault-limit"))
        }
    }

    /// The key after which the page begins, read as what the list is ordered by.
    pub fn after_key<K: FromStr>(&self) -> Result<Option<K>, Error> {
        let key = self.after()?.map(|key| key.parse()).transpose();
        key.map_err(|_| Error::field("cursor", "fault-cursor"))
    }

    /// The key after which the page begins; an error where the cursor is none of ours.
    pub fn after(&self) -> Result<Option<String>, Error> {
        let Some(cursor) = &self.cursor else { return Ok(None) };
        let key = URL_SAFE_NO_PAD
            .decode(cursor)
            .ok()
            .and_then(|bytes| String::from_utf8(bytes).ok())
            .filter(|key| !key.contains('\0'));
        key.map(Some).ok_or_else(|| Error::field("cursor", "fault-cursor"))
    }
}

/// One page of a list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Listing<T> {
    /// The records.
    pub items: Vec<T>,
    /// Give it as `cursor` to read on; null at the end.
    pub next_cursor: Option<String>,
}

impl<T> Listing<T> {
    /// A page out of one record more than fits, in the order of `key`: the surplus one only tells that there is more.
    pub fn of(mut items: Vec<T>, limit: u32, key: impl Fn(&T) -> String) -> Self {
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let more = items.len() > limit;
        items.truncate(limit);
        let next_cursor = if more {
            items.last().map(|item| URL_SAFE_NO_PAD.encode(key(item)))
        } else {
            None
        };
        Self { items, next_cursor }
    }
}
