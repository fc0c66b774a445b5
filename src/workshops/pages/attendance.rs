//! The run sheet.

use super::TestView;
use super::session::{PartView, Tab};
use crate::people::menu::Menu;
use crate::platform::views::{Field, Frame, Page};
use crate::rules::id::Instant;
use crate::rules::workshop::final_test::Standing;
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

/// Who is in and who is missing, of one part.
#[derive(Clone, Debug, Serialize)]
pub struct AttendancePage {
    /// The course's title.
    pub title: String,
    /// The course's code.
    pub code: String,
    /// Day of the first part.
    pub on: Option<NaiveDate>,
    /// The parts, where there are several.
    pub parts: Vec<Tab>,
    /// The part shown.
    pub part: PartView,
    /// Its identifier.
    pub part_id: String,
    /// This page, for what is exchanged by itself.
    pub href: String,
    /// Those who have a seat: first those without a mark, then by name.
    pub rows: Vec<AttendeeRow>,
    /// How many are in.
    pub present: usize,
    /// How many have no mark of this part.
    pub unmarked: usize,
    /// Of all parts.
    pub missing: usize,
    /// When it opens, where it has not.
    pub opens_at: Option<Instant>,
    /// Zone of the place.
    pub zone: String,
    /// When this was read, for marks that are kept on the device.
    pub seen_at: Instant,
    /// The session, under whose name the device keeps them.
    pub session_id: String,
    /// Whose they are.
    pub person_id: String,
    /// Where marks are sent.
    pub marks_action: String,
    /// Where all the rest is marked at once.
    pub rest_action: Option<String>,
    /// The screen with the code.
    pub code_href: Option<String>,
    /// Where somebody without a booking is added.
    pub walk_in_href: Option<String>,
    /// Where the report of the meeting is handed in, where the session is live online.
    pub report_href: Option<String>,
    /// Where a scanned badge is sent.
    pub scan_action: Option<String>,
    /// What was scanned, where it marked nobody.
    pub scan: Field,
    /// Where whoever carries that badge is added without a booking.
    pub scan_walk_in_href: Option<String>,
    /// The practical sign-off, where the workshop asks for it.
    pub sign_off_href: Option<String>,
    /// What those who attended think, once it is closed.
    pub feedback_href: Option<String>,
    /// Where it is closed.
    pub close_href: Option<String>,
    /// Where it is opened again.
    pub reopen_href: Option<String>,
    /// The session.
    pub session_href: String,
    /// The list to print.
    pub print_href: String,
    /// When it was closed.
    pub closed_at: Option<Instant>,
    /// By whom.
    pub closed_by: Option<String>,
}

/// Somebody on the list.
#[derive(Clone, Debug, Serialize)]
pub struct AttendeeRow {
    /// The booking.
    pub booking_id: String,
    /// Their page.
    pub href: String,
    /// Who.
    pub person: String,
    /// Where they work.
    pub organisation: String,
    /// What their calendar program answered, where that is not that they come: `declined` or `tentative`.
    pub calendar: Option<&'static str>,
    /// What they need, for those who run it for the manufacturer.
    pub needs: Option<String>,
    /// What stands of them; none: nothing yet.
    pub answer: Option<&'static str>,
    /// Its mark.
    pub mark: &'static str,
    /// From when, as the clock at the place shows it.
    pub from: Option<String>,
    /// Until when.
    pub to: Option<String>,
    /// Minutes of a partial one.
    pub minutes: Option<i32>,
    /// How it came about, where not by the list.
    pub way: Option<&'static str>,
    /// Whether one tap marks them.
    pub taps: bool,
    /// Identifier of the mark that the form makes.
    pub mark_id: String,
    /// What the session came to for them, once it is closed.
    pub outcome: Option<String>,
    /// Minutes of all parts.
    pub sum: i64,
    /// The test that is asked for besides.
    pub test: Option<TestView>,
}

pub(super) fn at(text: &str) -> Option<Instant> {
    Some(text.parse::<DateTime<Utc>>().ok()?.into())
}

pub(super) fn part(on: &str) -> PartView {
    PartView {
        on: on.parse().unwrap_or_default(),
        from: "09:00".to_owned(),
        to: "12:30".to_owned(),
    }
}

impl AttendeeRow {
    fn samples() -> Vec<Self> {
        let open = Self {
            booking_id: "1".to_owned(),
            href: "/sessions/7/attendance/1".to_owned(),
            person: "Selin Aydın".to_owned(),
            organisation: "Kälte Albers".to_owned(),
            calendar: Some("declined"),
            needs: Some("vegetarisch · mit dem Rollstuhl".to_owned()),
            answer: None,
            mark: "open",
            from: None,
            to: None,
            minutes: None,
            way: None,
            taps: true,
            mark_id: "9".to_owned(),
            outcome: None,
            sum: 0,
            test: None,
        };
        let row = |id: &str, person: &str, answer: &'static str, mark: &'static str| Self {
            booking_id: id.to_owned(),
            person: person.to_owned(),
            answer: Some(answer),
            calendar: None,
            needs: None,
            mark,
            ..open.clone()
        };
        vec![
            open.clone(),
            Self {
                from: Some("08:52".to_owned()),
                way: Some("code"),
                ..row("2", "Hannes Weiß", "present", "valid")
            },
            Self {
                way: Some("unsigned"),
                ..row("3", "Maximiliane-Philippa Hohenwarter-Zwiebelberg", "present", "valid")
            },
            Self {
                minutes: Some(95),
                taps: false,
                ..row("4", "Luca Bianchi", "partial", "half")
            },
            row("5", "Franz Gruber", "excused", "waived"),
            Self {
                way: Some("walk_in"),
                from: Some("09:20".to_owned()),
                to: Some("11:00".to_owned()),
                ..row("6", "Jana Dvořáková", "present", "valid")
            },
            row("7", "Ada Nowak", "no_show", "refused"),
        ]
    }
}

impl Page for AttendancePage {
    const TEMPLATE: &'static str = "workshops/attendance";

    fn samples() -> Vec<Self> {
        let tab = |number: usize, label: &str| Tab {
            href: format!("/sessions/7/attendance?part={number}"),
            label: label.to_owned(),
            note: None,
            current: number == 1,
        };
        let open = Self {
            title: "Wärmepumpen mit R290 in Betrieb nehmen".to_owned(),
            code: "R290-1".to_owned(),
            on: "2027-02-08".parse().ok(),
            parts: vec![tab(1, "Mo 8. Feb., 09:00"), tab(2, "Di 9. Feb., 09:00")],
            part: part("2027-02-08"),
            part_id: "1".to_owned(),
            href: "/sessions/7/attendance?part=1".to_owned(),
            rows: AttendeeRow::samples(),
            present: 4,
            unmarked: 1,
            missing: 8,
            opens_at: None,
            zone: "Europe/Berlin".to_owned(),
            seen_at: at("2027-02-08T08:10:00Z").unwrap_or_else(|| DateTime::<Utc>::UNIX_EPOCH.into()),
            session_id: "7".to_owned(),
            person_id: "4".to_owned(),
            marks_action: "/sessions/7/marks".to_owned(),
            rest_action: Some("/sessions/7/marks/rest".to_owned()),
            code_href: Some("/sessions/7/code".to_owned()),
            scan_action: Some("/sessions/7/scans".to_owned()),
            scan: Field::new("badge"),
            scan_walk_in_href: None,
            sign_off_href: Some("/sessions/7/sign-offs".to_owned()),
            feedback_href: None,
            walk_in_href: Some("/sessions/7/walk-ins/new".to_owned()),
            report_href: Some("/sessions/7/meeting-report/new?part=1".to_owned()),
            close_href: Some("/sessions/7/closing/new".to_owned()),
            reopen_href: None,
            session_href: "/sessions/7".to_owned(),
            print_href: "/sessions/7/list/new".to_owned(),
            closed_at: None,
            closed_by: None,
        };
        let early = Self {
            parts: Vec::new(),
            rows: vec![AttendeeRow::samples().swap_remove(0)],
            present: 0,
            opens_at: at("2027-02-08T07:30:00Z"),
            rest_action: None,
            scan_action: None,
            walk_in_href: None,
            report_href: None,
            close_href: None,
            ..open.clone()
        };
        let mut rows = AttendeeRow::samples().split_off(1);
        for (index, row) in rows.iter_mut().enumerate() {
            row.taps = false;
            row.outcome = ["attended", "partly", "excused", "no_show"]
                .get(index % 4)
                .map(|word| (*word).to_owned());
            row.sum = 400;
        }
        if let Some(first) = rows.first_mut() {
            first.test = Some(TestView::sample(Standing::Open, "due"));
        }
        let closed = Self {
            rows,
            unmarked: 0,
            missing: 0,
            rest_action: None,
            scan_action: None,
            code_href: None,
            walk_in_href: None,
            report_href: None,
            feedback_href: Some("/sessions/7/feedback".to_owned()),
            close_href: None,
            reopen_href: Some("/sessions/7/reopening/new".to_owned()),
            closed_at: at("2027-02-09T15:40:00Z"),
            closed_by: Some("Jörg Albrecht".to_owned()),
            ..open.clone()
        };
        let nobody = Self {
            rows: Vec::new(),
            parts: Vec::new(),
            present: 0,
            unmarked: 0,
            missing: 0,
            rest_action: None,
            ..open.clone()
        };
        let unbooked = Self {
            scan: Field::with("badge", "NH-4711").wrong("Ada Nowak ist für diesen Termin nicht gebucht."),
            scan_walk_in_href: Some("/sessions/7/walk-ins/new?person=1".to_owned()),
            ..open.clone()
        };
        vec![open, early, closed, nobody, unbooked]
    }

    fn sample_frame() -> Frame {
        Menu::Trainer.sample_frame("/sessions")
    }
}
