//! Bookings as a list and one of them, and what is said of one.

use super::session::{PartView, SessionRow, Tab, row, tabs};
use super::sign_off::CheckItem;
use super::{MaterialRow, PriceView, TestView};
use crate::obligations::pages::OpenTest;
use crate::platform::views::{Field, FormFault, Page};
use crate::rules::id::Instant;
use crate::rules::workshop::final_test::Standing;
use chrono::{DateTime, Utc};
use serde::Serialize;

/// A booking in a list.
#[derive(Clone, Debug, Serialize)]
pub struct BookingRow {
    /// Its page.
    pub href: String,
    /// For whom; none: no name yet.
    pub person: Option<String>,
    /// Where they work.
    pub organisation: String,
    /// How it stands.
    pub status: String,
    /// Its mark.
    pub mark: &'static str,
    /// Until when something is needed.
    pub due_at: Option<Instant>,
    /// Place in line, of those who wait.
    pub place: Option<usize>,
    /// What the person's calendar program answered: `accepted`, `declined` or `tentative`.
    pub answer: Option<&'static str>,
    /// What they need, for those who run it for the manufacturer.
    pub needs: Option<String>,
    /// What it came to, once its session is closed.
    pub outcome: Option<Came>,
    /// Its session, in lists over several.
    pub session: Option<SessionRow>,
}

/// What a seat came to.
#[derive(Clone, Debug, Serialize)]
pub struct Came {
    /// A word of [`Outcome`](crate::rules::workshop::attendance::Outcome).
    pub word: &'static str,
    /// Its mark.
    pub mark: &'static str,
    /// Minutes that somebody was there.
    pub minutes: i32,
    /// Minutes of all parts.
    pub of_minutes: i32,
    /// The test that is asked for besides.
    pub test: Option<TestView>,
}

/// One's own bookings, or those of one's team.
#[derive(Clone, Debug, Serialize)]
pub struct BookingsPage {
    /// The pages of this slice.
    pub tabs: Vec<Tab>,
    /// Whether it is the team's.
    pub team: bool,
    /// How many the heading tells: of one's own those that stand, of the team's those that wait for the reader.
    pub count: usize,
    /// What asks for something.
    pub asking: Vec<BookingRow>,
    /// What lies ahead.
    pub ahead: Vec<BookingRow>,
    /// What is over or ended, the latest first.
    pub past: Vec<BookingRow>,
    /// Sessions about which one may say what one thinks.
    pub opinions: Vec<OpinionRow>,
    /// Tests that one has yet to pass, so that attending becomes evidence.
    pub tests: Vec<OpenTest>,
}

/// A session about which one may say what one thinks.
#[derive(Clone, Debug, Serialize)]
pub struct OpinionRow {
    /// The form.
    pub href: String,
    /// What was taught.
    pub title: String,
    /// Until when.
    pub until: Instant,
    /// Whether one has.
    pub answered: bool,
}

/// Something that happened to a booking.
#[derive(Clone, Debug, Serialize)]
pub struct BookingLine {
    /// When.
    pub at: Instant,
    /// What.
    pub word: String,
    /// By whom.
    pub by: Option<String>,
    /// Why.
    pub reason: Option<String>,
}

/// One booking.
#[derive(Clone, Debug, Serialize)]
pub struct BookingPage {
    /// The booking.
    pub row: BookingRow,
    /// Its session.
    pub session: SessionRow,
    /// When its parts are.
    pub parts: Vec<PartView>,
    /// The way in.
    pub online_url: Option<String>,
    /// What happened, the latest first.
    pub events: Vec<BookingLine>,
    /// Where the offer is taken.
    pub accept_action: Option<String>,
    /// Where a yes is given.
    pub approve_action: Option<String>,
    /// Where a no is said.
    pub refuse_href: Option<String>,
    /// Where it is taken back.
    pub cancel_href: Option<String>,
    /// Where it goes over to another date or person.
    pub change_href: Option<String>,
    /// The certificate that it made.
    pub certificate_href: Option<String>,
    /// Whether the time for taking it back is over.
    pub too_late: bool,
    /// What it costs; none: nothing.
    pub price: Option<PriceView>,
    /// The practical sign-off, where something was asked.
    pub checks: Vec<CheckItem>,
    /// Files that go with its session, where it is one's own and opens them.
    pub files: Vec<MaterialRow>,
    /// Zone of the place.
    pub zone: String,
    /// Where one takes the test that is still to be passed.
    pub test_href: Option<String>,
    /// Where one says what one thinks of it.
    pub feedback_href: Option<String>,
    /// Where one says what one needs; none: it is not one's own, or does not stand.
    pub needs_action: Option<String>,
    /// What one eats.
    pub diet: Field,
    /// How one gets in and follows.
    pub access: Field,
    /// What is wrong.
    pub faults: Vec<FormFault>,
}

fn at(text: &str) -> Option<Instant> {
    Some(text.parse::<DateTime<Utc>>().ok()?.into())
}

impl BookingRow {
    /// One for each state.
    pub fn samples() -> Vec<Self> {
        let words = [
            ("booked", "valid"),
            ("requested", "half"),
            ("offered", "due"),
            ("waiting", "open"),
            ("interested", "open"),
            ("cancelled", "waived"),
            ("refused", "refused"),
            ("expired", "expired"),
        ];
        words
            .map(|(status, mark)| Self {
                href: "/bookings/7".to_owned(),
                person: Some("Selin Aydın".to_owned()).filter(|_| status != "requested"),
                organisation: "Kälte Albers".to_owned(),
                status: status.to_owned(),
                mark,
                due_at: at("2027-01-20T12:00:00Z").filter(|_| matches!(status, "requested" | "offered")),
                place: (status == "waiting").then_some(2),
                answer: (status == "booked").then_some("declined"),
                needs: (status == "booked").then(|| "vegetarisch · mit dem Rollstuhl".to_owned()),
                outcome: None,
                session: Some(row("open", None, "open", Some("2027-02-08"))),
            })
            .to_vec()
    }

    /// One whose session is closed.
    fn attended(word: &'static str, mark: &'static str, minutes: i32) -> Self {
        Self {
            answer: None,
            needs: None,
            outcome: Some(Came {
                word,
                mark,
                minutes,
                of_minutes: 450,
                test: None,
            }),
            ..Self::sample("booked")
        }
    }

    /// One who attended and was asked for a test.
    fn tested(standing: Standing, mark: &'static str) -> Self {
        let mut row = Self::attended("attended", "valid", 450);
        if let Some(came) = &mut row.outcome {
            came.test = Some(TestView::sample(standing, mark));
        }
        row
    }

    fn sample(status: &str) -> Self {
        let mut all = Self::samples();
        let index = all.iter().position(|row| row.status == status).unwrap_or_default();
        all.swap_remove(index)
    }
}

impl Page for BookingsPage {
    const TEMPLATE: &'static str = "workshops/bookings";

    fn samples() -> Vec<Self> {
        let own = Self {
            tabs: tabs("/bookings"),
            team: false,
            count: 3,
            asking: vec![BookingRow::sample("offered")],
            ahead: vec![BookingRow::sample("booked"), BookingRow::sample("waiting")],
            past: vec![
                BookingRow::attended("attended", "valid", 450),
                BookingRow::tested(Standing::Open, "due"),
                BookingRow::tested(Standing::Over, "expired"),
                BookingRow::attended("partly", "half", 200),
                BookingRow::attended("no_show", "refused", 0),
                BookingRow::sample("cancelled"),
            ],
            opinions: at("2026-12-02T15:00:00Z")
                .map(|until| OpinionRow {
                    href: "/bookings/7/feedback".to_owned(),
                    title: "Wärmepumpen mit R290 in Betrieb nehmen".to_owned(),
                    until,
                    answered: true,
                })
                .into_iter()
                .collect(),
            tests: vec![OpenTest::sample()],
        };
        let team = Self {
            tabs: tabs("/bookings/team"),
            team: true,
            count: 1,
            asking: vec![BookingRow::sample("requested")],
            past: Vec::new(),
            opinions: Vec::new(),
            tests: Vec::new(),
            ..own.clone()
        };
        let none = Self {
            count: 0,
            asking: Vec::new(),
            ahead: Vec::new(),
            past: Vec::new(),
            opinions: Vec::new(),
            tests: Vec::new(),
            ..own.clone()
        };
        vec![own, team, none]
    }
}

impl Page for BookingPage {
    const TEMPLATE: &'static str = "workshops/booking";

    fn samples() -> Vec<Self> {
        let booked = Self {
            row: BookingRow::sample("booked"),
            session: row("open", Some("booked"), "valid", Some("2027-02-08")),
            parts: vec![PartView {
                on: "2027-02-08".parse().unwrap_or_default(),
                from: "09:00".to_owned(),
                to: "16:30".to_owned(),
            }],
            online_url: Some("https://treffen.nordhaus.example/r290".to_owned()),
            events: at("2026-11-20T08:30:00Z")
                .map(|at| BookingLine {
                    at,
                    word: "booked".to_owned(),
                    by: Some("Selin Aydın".to_owned()),
                    reason: None,
                })
                .into_iter()
                .collect(),
            accept_action: None,
            approve_action: None,
            refuse_href: None,
            cancel_href: Some("/bookings/7/cancellation/new".to_owned()),
            change_href: Some("/bookings/7/change/new".to_owned()),
            certificate_href: None,
            too_late: false,
            price: Some(PriceView::sample()),
            checks: Vec::new(),
            files: MaterialRow::samples(),
            zone: "Europe/Berlin".to_owned(),
            test_href: None,
            feedback_href: None,
            needs_action: Some("/bookings/7/needs".to_owned()),
            diet: Field::with("diet", "vegetarisch"),
            access: Field::new("access"),
            faults: Vec::new(),
        };
        let offered = Self {
            row: BookingRow::sample("offered"),
            online_url: None,
            files: Vec::new(),
            accept_action: Some("/bookings/7/acceptance".to_owned()),
            change_href: None,
            ..booked.clone()
        };
        let requested = Self {
            row: BookingRow::sample("requested"),
            online_url: None,
            files: Vec::new(),
            approve_action: Some("/bookings/7/approval".to_owned()),
            refuse_href: Some("/bookings/7/refusal/new".to_owned()),
            cancel_href: None,
            change_href: None,
            ..booked.clone()
        };
        let late = Self {
            needs_action: None,
            price: None,
            feedback_href: Some("/bookings/7/feedback".to_owned()),
            checks: CheckItem::samples(),
            too_late: true,
            cancel_href: None,
            change_href: None,
            ..booked.clone()
        };
        let over = Self {
            row: BookingRow::attended("attended", "valid", 430),
            too_late: false,
            certificate_href: Some("/certificates/7/file".to_owned()),
            ..late.clone()
        };
        let tested = Self {
            row: BookingRow::tested(Standing::Open, "due"),
            test_href: Some("/courses/R290-T/take".to_owned()),
            feedback_href: None,
            certificate_href: None,
            ..over.clone()
        };
        vec![booked, offered, requested, late, over, tested]
    }
}
