//! The final test of a seat, as pages show it.

use crate::rules::workshop::final_test::Standing;
use chrono::NaiveDate;
use serde::Serialize;

/// A test that somebody who attended was asked for.
#[derive(Clone, Debug, Serialize)]
pub struct TestView {
    /// A word of [`Standing`].
    pub word: &'static str,
    /// Its mark.
    pub mark: &'static str,
    /// What its course is called.
    pub title: String,
    /// Last day on which it is passed.
    pub to_on: NaiveDate,
    /// Where it is taken.
    pub href: String,
}

impl TestView {
    /// Whether it is still to be passed.
    pub fn is_open(&self) -> bool {
        self.word == Standing::Open.as_str()
    }

    pub(super) fn sample(standing: Standing, mark: &'static str) -> Self {
        Self {
            word: standing.as_str(),
            mark,
            title: "R290: Abschlusstest".to_owned(),
            to_on: "2027-03-11".parse().unwrap_or_default(),
            href: "/courses/R290-T/take".to_owned(),
        }
    }
}
