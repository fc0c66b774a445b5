//! One session, and what stands of it in lists.

use super::{BookingRow, LackingView, MaterialRow, Money, PriceView, SpotView, TestView};
use crate::platform::views::{Field, FormFault, Page};
use crate::rules::workshop::final_test::Standing;
use chrono::NaiveDate;
use serde::Serialize;

/// A way between the pages of this slice.
#[derive(Clone, Debug, Serialize)]
pub struct Tab {
    /// Where.
    pub href: String,
    /// Its words.
    pub label: String,
    /// A figure.
    pub note: Option<String>,
    /// Whether one is there.
    pub current: bool,
}

/// A session in a list.
#[derive(Clone, Debug, Serialize)]
pub struct SessionRow {
    /// Its page.
    pub href: String,
    /// The course's title.
    pub title: String,
    /// The course's code.
    pub code: String,
    /// In which language, in capitals.
    pub language: String,
    /// First day; none: it has no date yet.
    pub on: Option<NaiveDate>,
    /// Last day, where it is another.
    pub last_on: Option<NaiveDate>,
    /// Days of its parts after the first day.
    #[serde(skip)]
    pub later_on: Vec<NaiveDate>,
    /// From when.
    pub from: String,
    /// Until when.
    pub to: String,
    /// Room or house.
    pub place: Option<String>,
    /// Whether it is live online too.
    pub online: bool,
    /// What a seat costs; none: nothing.
    pub cost: Option<Money>,
    /// Seats.
    pub seats: i32,
    /// Seats that nobody holds.
    pub free: i64,
    /// How many wait or are interested.
    pub waiting: i64,
    /// `draft`, `open` or `cancelled`.
    pub state: String,
    /// How one's own booking stands.
    pub own: Option<String>,
    /// Its mark.
    pub mark: &'static str,
}

/// A part of a session, as the clock at the place shows it.
#[derive(Clone, Debug, Serialize)]
pub struct PartView {
    /// The day.
    pub on: NaiveDate,
    /// From when.
    pub from: String,
    /// Until when.
    pub to: String,
}

/// One session.
#[derive(Clone, Debug, Serialize)]
pub struct SessionPage {
    /// What is known of it in a list.
    pub row: SessionRow,
    /// Its parts.
    pub parts: Vec<PartView>,
    /// Zone of the place.
    pub zone: String,
    /// Address.
    pub address: Option<String>,
    /// How one gets there.
    pub directions: Option<String>,
    /// Coordinates and map.
    pub spot: SpotView,
    /// The way in, for those who are booked or run it.
    pub online_url: Option<String>,
    /// Who teaches.
    pub trainers: Vec<String>,
    /// Who of them lacks what the workshop asks for, for those who run it.
    pub lacking: Vec<LackingView>,
    /// Rooms and equipment, for those who run it.
    pub resources: Vec<String>,
    /// Why it stands although something speaks against it, for those who run it.
    pub clash_reason: Option<String>,
    /// What it costs; none: nothing.
    pub price: Option<PriceView>,
    /// What people get and bring.
    pub material: Option<String>,
    /// Files that go with it, for those who may open them.
    pub files: Vec<MaterialRow>,
    /// Where they are added, for those who run it.
    pub files_href: Option<String>,
    /// Why it was cancelled.
    pub reason: Option<String>,
    /// How many the workshop is for, where it has more seats than that, for whoever runs it.
    pub most_people: Option<i32>,
    /// Why nobody books it any more who has no seat: it has `begun`, or is `over`; none: there is a button, or another reason stands.
    pub shut: Option<&'static str>,
    /// Last day on which one may cancel.
    pub cancel_on: Option<NaiveDate>,
    /// Whether whoever books now cannot take it back without those who run it, since that day is over.
    pub bound: bool,
    /// Seats that one partner may have before the release; none: there is no share, or it has ended.
    pub share: Option<i64>,
    /// When the share ends.
    pub release_on: Option<NaiveDate>,
    /// Steps of approval.
    pub approval_steps: i32,
    /// Fewest people.
    pub least_people: i32,
    /// One's own booking.
    pub own_href: Option<String>,
    /// The test that was asked of oneself, once it is closed.
    pub test: Option<TestView>,
    /// Where whoever attended says what they think, as long as that is asked.
    pub feedback_href: Option<String>,
    /// Where one books for oneself.
    pub book_action: Option<String>,
    /// What one gets by it: `open` a seat, `full` a place in line, `undated` word of the date.
    pub book_as: &'static str,
    /// Where one books for others.
    pub team_href: Option<String>,
    /// Bookings that one may see.
    pub bookings: Vec<BookingRow>,
    /// The workshop, for those who run it.
    pub workshop_href: Option<String>,
    /// Where it is changed.
    pub edit_href: Option<String>,
    /// The series to which it belongs.
    pub series_href: Option<String>,
    /// Where it is made one.
    pub repeat_href: Option<String>,
    /// Where it is opened.
    pub open_action: Option<String>,
    /// Where it is cancelled.
    pub cancel_href: Option<String>,
    /// The list of who is there, for those who teach or run it.
    pub attendance_href: Option<String>,
    /// What one eats, said while booking.
    pub diet: Field,
    /// How one gets in and follows.
    pub access: Field,
    /// What is wrong with it.
    pub faults: Vec<FormFault>,
}

pub(super) fn row(state: &str, own: Option<&str>, mark: &'static str, on: Option<&str>) -> SessionRow {
    SessionRow {
        href: "/sessions/7".to_owned(),
        title: "Wärmepumpen mit R290 in Betrieb nehmen".to_owned(),
        code: "R290-1".to_owned(),
        language: "DE".to_owned(),
        on: on.and_then(|on| on.parse().ok()),
        last_on: None,
        later_on: Vec::new(),
        from: "09:00".to_owned(),
        to: "16:30".to_owned(),
        place: Some("Schulungszentrum Kassel, Raum 2".to_owned()),
        online: true,
        cost: Some(Money::of(25_000, "EUR")),
        seats: 12,
        free: 3,
        waiting: 0,
        state: state.to_owned(),
        own: own.map(str::to_owned),
        mark,
    }
}

pub(super) fn tabs(current: &str) -> Vec<Tab> {
    [
        ("/sessions", "Termine"),
        ("/bookings", "Meine Buchungen"),
        ("/bookings/team", "Mein Team"),
        ("/bookings/costs", "Kosten"),
        ("/bookings/usage", "Auswertung"),
        ("/sessions/day", "Mein Tag"),
        ("/workshops", "Workshops"),
        ("/planning", "Planung"),
        ("/rooms", "Räume und Geräte"),
        ("/absences", "Abwesenheiten"),
        ("/feedback", "Rückmeldungen"),
    ]
    .map(|(href, label)| Tab {
        href: href.to_owned(),
        label: label.to_owned(),
        note: None,
        current: href == current,
    })
    .to_vec()
}

impl Page for SessionPage {
    const TEMPLATE: &'static str = "workshops/session";

    fn samples() -> Vec<Self> {
        let part = |on: &str| PartView {
            on: on.parse().unwrap_or_default(),
            from: "09:00".to_owned(),
            to: "16:30".to_owned(),
        };
        let learner = Self {
            row: row("open", None, "open", Some("2027-02-08")),
            parts: vec![part("2027-02-08"), part("2027-02-09")],
            zone: "Europe/Berlin".to_owned(),
            address: Some("Werkstraße 1, 34117 Kassel".to_owned()),
            directions: Some("Straßenbahn 1 bis Werkstraße.".to_owned()),
            spot: SpotView::sample(None),
            online_url: None,
            trainers: vec!["Jörg Albrecht".to_owned()],
            lacking: Vec::new(),
            resources: Vec::new(),
            clash_reason: None,
            price: Some(PriceView::sample()),
            material: Some("Schutzbrille und Messgerät mitbringen.".to_owned()),
            files: Vec::new(),
            files_href: None,
            reason: None,
            most_people: None,
            shut: None,
            cancel_on: "2027-02-01".parse().ok(),
            bound: false,
            share: Some(4),
            release_on: "2027-01-25".parse().ok(),
            approval_steps: 1,
            least_people: 4,
            own_href: None,
            test: None,
            feedback_href: None,
            book_action: Some("/sessions/7/booking".to_owned()),
            book_as: "open",
            team_href: None,
            bookings: Vec::new(),
            workshop_href: None,
            edit_href: None,
            series_href: None,
            repeat_href: None,
            open_action: None,
            cancel_href: None,
            attendance_href: None,
            diet: Field::new("diet"),
            access: Field::new("access"),
            faults: Vec::new(),
        };
        let booked = Self {
            row: row("open", Some("booked"), "valid", Some("2027-02-08")),
            files: MaterialRow::samples(),
            own_href: Some("/bookings/7".to_owned()),
            test: Some(TestView::sample(Standing::Open, "due")),
            feedback_href: Some("/bookings/7/feedback".to_owned()),
            book_action: None,
            online_url: Some("https://treffen.nordhaus.example/r290".to_owned()),
            team_href: Some("/sessions/7/bookings/new".to_owned()),
            attendance_href: Some("/sessions/7/attendance".to_owned()),
            ..learner.clone()
        };
        let manager = Self {
            row: row("draft", None, "open", None),
            parts: Vec::new(),
            book_action: None,
            bookings: BookingRow::samples(),
            most_people: Some(6),
            lacking: vec![LackingView::sample()],
            resources: vec!["Raum 2".to_owned(), "Messkoffer Kälte 1".to_owned()],
            clash_reason: Some("Die Trainerin kommt am Vorabend an.".to_owned()),
            files_href: Some("/sessions/7/material".to_owned()),
            spot: SpotView::sample(Some("/sessions/7/map/edit")),
            workshop_href: Some("/workshops/7".to_owned()),
            edit_href: Some("/sessions/7/edit".to_owned()),
            series_href: Some("/series/7".to_owned()),
            repeat_href: Some("/sessions/7/series/new".to_owned()),
            open_action: Some("/sessions/7/opening".to_owned()),
            cancel_href: Some("/sessions/7/cancellation/new".to_owned()),
            ..learner.clone()
        };
        let cancelled = Self {
            row: row("cancelled", None, "waived", Some("2027-02-08")),
            price: None,
            reason: Some("Der Trainer ist krank.".to_owned()),
            cancel_on: None,
            book_action: None,
            ..learner.clone()
        };
        let begun = Self {
            spot: SpotView::default(),
            shut: Some("begun"),
            cancel_on: None,
            book_action: None,
            ..learner.clone()
        };
        let late = Self {
            price: None,
            cancel_on: None,
            bound: true,
            share: None,
            ..learner.clone()
        };
        vec![learner, booked, manager, cancelled, begun, late]
    }
}
