//! Who is to teach a session and does not hold what the workshop asks for.

use crate::workshops::profile::Lacking;
use chrono::NaiveDate;
use serde::Serialize;

/// Somebody who lacks something.
#[derive(Clone, Debug, Serialize)]
pub struct LackingView {
    /// Who.
    pub name: String,
    /// First day of the session.
    pub on: NaiveDate,
    /// Codes of courses.
    pub courses: String,
}

impl From<Lacking> for LackingView {
    fn from(lacking: Lacking) -> Self {
        Self {
            name: lacking.name,
            on: lacking.on,
            courses: lacking.courses.join(", "),
        }
    }
}

impl LackingView {
    pub(super) fn sample() -> Self {
        Self {
            name: "Jörg Albrecht".to_owned(),
            on: NaiveDate::from_ymd_opt(2027, 2, 8).unwrap_or_default(),
            courses: "R290-T, HV-2".to_owned(),
        }
    }
}
