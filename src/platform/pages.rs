//! Pages that belong to no capability: when something does not work.

use serde::Serialize;

use super::views::Page;

/// What happened, what is safe, one way on, and the request's number.
#[derive(Clone, Debug, Serialize)]
pub struct ErrorPage {
    /// Chooses the words.
    pub kind: ErrorKind,
    /// Where the one button leads.
    pub way_on_url: String,
    /// What exactly was refused, in the reader's language; none: what the kind says.
    pub detail: Option<String>,
    /// For the log.
    pub request_id: String,
}

/// Why a page cannot be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ErrorKind {
    /// 404; also where somebody may not see that the thing exists.
    NotFound,
    /// 403
    Forbidden,
    /// 401: a form came after the sign-in had ended.
    SignedOut,
    /// 409: a rule says no as things stand.
    Conflict,
    /// 413
    TooLarge,
    /// 429
    TooMany,
    /// 400
    BadRequest,
    /// 503 with Retry-After
    Busy,
    /// 500
    Fault,
}

impl Page for ErrorPage {
    const TEMPLATE: &'static str = "platform/error";

    fn samples() -> Vec<Self> {
        use ErrorKind::*;
        [NotFound, Forbidden, SignedOut, Conflict, TooLarge, TooMany, BadRequest, Busy, Fault]
            .map(|kind| Self {
                kind,
                detail: (kind == Conflict).then(|| "Dieses Konto ist gesperrt".to_owned()),
                way_on_url: "/".to_owned(),
                request_id: "7c1f-20".to_owned(),
            })
            .to_vec()
    }
}

crate::samples! { pages: ErrorPage }
