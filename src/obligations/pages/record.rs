//! One person's record: what is asked and why, what was proven, which certificates there are, what paused or was waived.

mod sample;

use chrono::NaiveDate;
use serde::Serialize;

use super::{Finding, Later, PastDay};
use crate::people::menu::Menu;
use crate::platform::table::Export;
use crate::platform::views::{Frame, Page};

/// The record. Results and dates, never answers.
#[derive(Clone, Debug, Serialize)]
pub struct RecordPage {
    /// Whether it is the reader's own.
    pub own: bool,
    /// Full name.
    pub name: String,
    /// What the heading says.
    pub finding: Finding,
    /// The day that is looked at. On a past one nothing can be done from here.
    pub past_day: PastDay,
    /// Where the person works, as what, since when.
    pub places: Vec<PlaceFact>,
    /// What is asked, in the order of the statuses.
    pub obligations: Vec<RecordLine>,
    /// Cycles that are over, the newest first.
    pub cycles: Vec<RecordCycle>,
    /// What was proven, the newest first; revoked proofs stay.
    pub proofs: Vec<RecordProof>,
    /// Certificates, the newest first.
    pub certificates: Vec<RecordCertificate>,
    /// Pauses and waivers, the newest first; withdrawn ones stay.
    pub excuses: Vec<RecordExcuse>,
    /// Requests for more time, the latest first.
    pub extensions: Vec<super::extension::ExtensionFact>,
    /// Where a pause is entered; none for whoever may not.
    pub pause_href: Option<String>,
    /// Where a waiver is entered.
    pub waiver_href: Option<String>,
    /// Where a document for the person is handed in.
    pub document_href: Option<String>,
    /// The person's heat map.
    pub overview_href: Option<String>,
    /// All of it as a file.
    pub export: Export,
}

/// A membership.
#[derive(Clone, Debug, Serialize)]
pub struct PlaceFact {
    /// The organisation.
    pub organisation: String,
    /// Job roles in the reader's language.
    pub roles: String,
    /// First day.
    pub start_on: NaiveDate,
    /// Whether that day is still to come.
    pub to_come: bool,
    /// Last day.
    pub end_on: Option<NaiveDate>,
    /// The team lead.
    pub supervisor: Option<String>,
}

/// One obligation with its reason.
#[derive(Clone, Debug, Serialize)]
pub struct RecordLine {
    /// The requirement's code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// Status word.
    pub status: String,
    /// The date behind it.
    pub on: Option<NaiveDate>,
    /// How it stood by all that is known now, where what became known after a past day makes another answer of it.
    pub since: Option<RecordAnswer>,
    /// Why, in a sentence.
    pub sentence: String,
    /// Where more time is asked for; none where nothing is due, or the reader gives it themself.
    pub extension_href: Option<String>,
}

/// How an obligation stood by all that is known now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct RecordAnswer {
    /// Status word.
    pub status: &'static str,
    /// The date behind it; none for a pause or a waiver.
    pub on: Option<NaiveDate>,
}

/// A cycle that is over: what was due, and what came of it.
#[derive(Clone, Debug, Serialize)]
pub struct RecordCycle {
    /// The requirement's title.
    pub title: String,
    /// `2025` or `2025/26`, where it is a training year.
    pub year: Option<String>,
    /// When it was due; none: it was taken away.
    pub due_on: Option<NaiveDate>,
    /// When it was proven; none: never.
    pub proven_on: Option<NaiveDate>,
    /// `kept`, `in_grace` or `missed`.
    pub outcome: &'static str,
    /// The mark for that.
    pub mark: &'static str,
    /// The certificate of this cycle.
    pub certificate_href: Option<String>,
}

/// One proof.
#[derive(Clone, Debug, Serialize)]
pub struct RecordProof {
    /// Its own page, where it can be revoked.
    pub href: String,
    /// The day it is about.
    pub on: NaiveDate,
    /// Code of the course.
    pub code: String,
    /// Its title.
    pub title: String,
    /// `online`, `workshop`, `paper`, `document`, `other`.
    pub means: String,
    /// Result in per cent.
    pub score_percent: Option<i32>,
    /// The last day on which it counts, where it says so itself.
    pub valid_until: Option<NaiveDate>,
    /// The day on which it was written down.
    pub recorded_on: NaiveDate,
    /// When it was revoked; none where that came after the past day that is looked at.
    pub revoked_on: Option<NaiveDate>,
    /// Why.
    pub revoked_reason: Option<String>,
    /// What became known of it only after the past day that is looked at.
    pub later: Option<Later>,
}

/// One certificate.
#[derive(Clone, Debug, Serialize)]
pub struct RecordCertificate {
    /// Its number.
    pub number: String,
    /// The course.
    pub title: String,
    /// The day of issue.
    pub issued_on: NaiveDate,
    /// When it was revoked; none where that came after the past day that is looked at.
    pub revoked_on: Option<NaiveDate>,
    /// What became of it only after the past day that is looked at.
    pub later: Option<Later>,
    /// The document.
    pub href: String,
}

/// A pause or waiver.
#[derive(Clone, Debug, Serialize)]
pub struct RecordExcuse {
    /// `paused` or `waived`.
    pub status: &'static str,
    /// The requirement; none: all.
    pub requirement: Option<String>,
    /// First day.
    pub from_on: NaiveDate,
    /// Last day.
    pub to_on: Option<NaiveDate>,
    /// The day on which it was recorded.
    pub recorded_on: NaiveDate,
    /// Who recorded it; none: the installation itself, or it is another organisation's business.
    pub recorded_by: Option<String>,
    /// Why.
    pub reason: String,
    /// Where the document lies on which it rests; none where there is none, or the reader may not open it.
    pub document_href: Option<String>,
    /// When it was withdrawn; none where that came after the past day that is looked at.
    pub withdrawn_on: Option<NaiveDate>,
    /// Why.
    pub withdrawn_reason: Option<String>,
    /// What became known of it only after the past day that is looked at.
    pub later: Option<Later>,
    /// Where it is withdrawn; none where it already is, or the reader may not.
    pub withdraw_href: Option<String>,
}

impl Page for RecordPage {
    const TEMPLATE: &'static str = "obligations/record";

    fn samples() -> Vec<Self> {
        let usual = sample::page();
        let own = Self {
            own: true,
            pause_href: None,
            waiver_href: None,
            overview_href: None,
            export: Export::of("/record/table.csv".to_owned()),
            ..usual.clone()
        };
        let empty = Self {
            finding: Finding {
                kind: "none",
                missed: 0,
                due: 0,
                until: None,
            },
            obligations: Vec::new(),
            cycles: Vec::new(),
            proofs: Vec::new(),
            certificates: Vec::new(),
            excuses: Vec::new(),
            extensions: Vec::new(),
            ..usual.clone()
        };
        let nothing_to_do = |page: Self| Self {
            past_day: PastDay::march("/people/7/record"),
            pause_href: None,
            waiver_href: None,
            document_href: None,
            ..page
        };
        let past = nothing_to_do(sample::then());
        let nothing_then = nothing_to_do(empty.clone());
        let ahead = Self {
            past_day: PastDay::ahead("/people/7/record"),
            ..usual.clone()
        };
        vec![usual, own, empty, past, nothing_then, ahead]
    }

    fn sample_frame() -> Frame {
        Menu::Partner.sample_frame("/people/7/record")
    }
}
