//! Mails about bookings and sessions.

use crate::platform::views::Mail;
use crate::rules::id::Instant;
use crate::rules::workshop::Span;
use chrono::{DateTime, Utc};
use serde::Serialize;

/// Something happened to a booking, or somebody is asked.
#[derive(Clone, Debug, Serialize)]
pub struct BookingMail {
    /// Whom it greets.
    pub name: String,
    /// How the booking stands, or `reserved` (booked, without a name yet), `moved`, `released` (they got a seat on another date),
    /// `session_cancelled`, `asks` (for a yes), `too_few`, `marks` (of attendance are missing), `marks_done` (only closing is), `feedback` (what
    /// they think is asked), `test` (is to be passed), `declined_late` (in the calendar, after the deadline) or `declines` (to those who teach
    /// or run it).
    pub kind: &'static str,
    /// What is taught.
    pub title: String,
    /// When it begins.
    pub starts_at: Option<Instant>,
    /// Zone of the place.
    pub zone: String,
    /// Room or house.
    pub place: Option<String>,
    /// Address.
    pub address: Option<String>,
    /// The way in, for those who are booked.
    pub online_url: Option<String>,
    /// Until when an answer or a name is needed.
    pub until: Option<Instant>,
    /// Why; of `asks` and `declines` who, of `test` which, of `too_few` and `marks` how many.
    pub reason: Option<String>,
    /// The booking or the session.
    pub url: String,
}

/// A session is not what it was.
#[derive(Clone, Debug, Serialize)]
pub struct SessionChangedMail {
    /// Whom it greets.
    pub name: String,
    /// What is taught.
    pub title: String,
    /// Zone of the place.
    pub zone: String,
    /// Zone in which was told when it was to be: what somebody reads as before must be what they know.
    pub zone_before: String,
    /// Words of [`Change`](crate::rules::workshop::change::Change).
    pub changed: Vec<&'static str>,
    /// Whether the time is among them; otherwise the mail says when it is all the same, since not every change before was told.
    pub timed: bool,
    /// When each part was and is, in order.
    pub parts: Vec<PartChange>,
    /// Whether there are or were several.
    pub several: bool,
    /// Where it was to be.
    pub place_before: Option<String>,
    /// Where it is.
    pub place: Option<String>,
    /// The way in, for those who are booked.
    pub online_url: Option<String>,
    /// In which language, in capitals.
    pub language: String,
    /// Who teaches; empty: nobody is named yet.
    pub trainers: String,
    /// Whether it goes to whoever stands in line, not to whoever teaches.
    pub booked: bool,
    /// The booking; for whoever teaches the session.
    pub url: String,
}

/// A part of a session as it was and as it is.
#[derive(Clone, Debug, Serialize)]
pub struct PartChange {
    /// Which one, from 1 up.
    pub nth: usize,
    /// From when to when it was, where that is not as it is; none besides: it is as it was, or new.
    pub before: Option<(Instant, Instant)>,
    /// From when to when it is; none: it falls away.
    pub now: Option<(Instant, Instant)>,
    /// Whether it is new beside others that were there.
    pub fresh: bool,
}

impl PartChange {
    /// Every part that was or is; the nth of both is the same one.
    pub fn all(before: &[Span], now: &[Span]) -> Vec<Self> {
        let ends = |span: &Span| (span.starts_at, span.ends_at);
        (0..before.len().max(now.len()))
            .map(|index| {
                let (was, is) = (before.get(index).map(ends), now.get(index).map(ends));
                Self {
                    nth: index + 1,
                    before: was.filter(|_| was != is),
                    now: is,
                    fresh: was.is_none() && !before.is_empty(),
                }
            })
            .collect()
    }
}

/// A further part goes into a calendar, or out of it.
#[derive(Clone, Debug, Serialize)]
pub struct CalendarMail {
    /// Whom it greets.
    pub name: String,
    /// `request` or `cancel`.
    pub kind: &'static str,
    /// What is taught.
    pub title: String,
    /// Which part, from 1 up.
    pub nth: usize,
    /// Of how many.
    pub of: usize,
    /// From when.
    pub starts_at: Instant,
    /// Until when.
    pub ends_at: Instant,
    /// Zone of the place.
    pub zone: String,
    /// Room or house.
    pub place: Option<String>,
    /// The booking.
    pub url: String,
}

fn at(text: &str) -> Option<Instant> {
    Some(text.parse::<DateTime<Utc>>().ok()?.into())
}

/// A part from nine to four on each of these days.
fn spans(days: &[&str]) -> Vec<Span> {
    let span = |day: &&str| {
        Some(Span {
            starts_at: at(&format!("{day}T08:00:00Z"))?,
            ends_at: at(&format!("{day}T15:00:00Z"))?,
        })
    };
    days.iter().filter_map(span).collect()
}

impl Mail for BookingMail {
    const MESSAGE: &'static str = "session_booking";

    fn samples() -> Vec<Self> {
        let kinds = [
            "booked",
            "reserved",
            "requested",
            "offered",
            "waiting",
            "interested",
            "cancelled",
            "refused",
            "expired",
            "substituted",
            "moved",
            "released",
            "session_cancelled",
            "asks",
            "too_few",
            "marks",
            "marks_done",
            "feedback",
            "test",
            "declined_late",
            "declines",
        ];
        kinds
            .map(|kind| Self {
                name: "Selin Aydın".to_owned(),
                kind,
                title: "Wärmepumpen mit R290 in Betrieb nehmen".to_owned(),
                starts_at: at("2027-02-08T08:00:00Z").filter(|_| kind != "interested"),
                zone: "Europe/Berlin".to_owned(),
                place: Some("Schulungszentrum Kassel, Raum 2".to_owned()),
                address: Some("Werkstraße 1, 34117 Kassel".to_owned()),
                online_url: (kind == "booked").then(|| "https://treffen.nordhaus.example/r290".to_owned()),
                until: at("2027-01-20T12:00:00Z")
                    .filter(|_| matches!(kind, "reserved" | "requested" | "offered" | "asks" | "feedback" | "test")),
                reason: match kind {
                    "asks" | "declines" => Some("Selin Aydın".to_owned()),
                    "test" => Some("R290: Abschlusstest".to_owned()),
                    "too_few" => Some("2 / 4".to_owned()),
                    "marks" => Some("3".to_owned()),
                    "refused" | "session_cancelled" => Some("Der Trainer ist krank.".to_owned()),
                    _ => None,
                },
                url: "https://akademie.nordhaus.example/bookings/7".to_owned(),
            })
            .to_vec()
    }
}

impl Mail for SessionChangedMail {
    const MESSAGE: &'static str = "session_changed";

    fn samples() -> Vec<Self> {
        let all = Self {
            name: "Selin Aydın".to_owned(),
            title: "Wärmepumpen mit R290 in Betrieb nehmen".to_owned(),
            zone: "Europe/Berlin".to_owned(),
            zone_before: "Europe/Berlin".to_owned(),
            changed: vec!["time", "place", "online", "language", "trainers"],
            timed: true,
            parts: PartChange::all(&spans(&["2027-02-08", "2027-02-09"]), &spans(&["2027-02-15"])),
            several: true,
            place_before: Some("Schulungszentrum Kassel, Werkstraße 1, 34117 Kassel".to_owned()),
            place: Some("Kälte Albers, Hafenweg 12, 20457 Hamburg".to_owned()),
            online_url: Some("https://treffen.nordhaus.example/r290".to_owned()),
            language: "DE".to_owned(),
            trainers: "Jörg Albrecht".to_owned(),
            booked: true,
            url: "https://akademie.nordhaus.example/bookings/7".to_owned(),
        };
        let dated = Self {
            changed: vec!["time", "online"],
            parts: PartChange::all(&[], &spans(&["2027-02-15"])),
            several: false,
            online_url: None,
            place: None,
            place_before: None,
            ..all.clone()
        };
        let longer = Self {
            changed: vec!["time"],
            parts: PartChange::all(&spans(&["2027-02-08"]), &spans(&["2027-02-08", "2027-02-09"])),
            ..all.clone()
        };
        let both = spans(&["2027-02-08", "2027-02-09"]);
        let untaught = Self {
            changed: vec!["trainers"],
            timed: false,
            parts: PartChange::all(&both, &both),
            trainers: String::new(),
            booked: false,
            url: "https://akademie.nordhaus.example/sessions/7".to_owned(),
            ..all.clone()
        };
        let abroad = Self {
            zone: "Europe/Lisbon".to_owned(),
            changed: vec!["time", "place"],
            parts: PartChange::all(&spans(&["2027-02-08"]), &spans(&["2027-02-15"])),
            several: false,
            place: Some("Academia Norte, Rua do Almada 12, 4050-036 Porto".to_owned()),
            ..all.clone()
        };
        vec![all, dated, longer, untaught, abroad]
    }
}

impl Mail for CalendarMail {
    const MESSAGE: &'static str = "session_calendar";

    fn samples() -> Vec<Self> {
        let times = at("2027-02-09T08:00:00Z").zip(at("2027-02-09T15:00:00Z"));
        let part = |(starts_at, ends_at)| Self {
            name: "Selin Aydın".to_owned(),
            kind: "request",
            title: "Wärmepumpen mit R290 in Betrieb nehmen".to_owned(),
            nth: 2,
            of: 3,
            starts_at,
            ends_at,
            zone: "Europe/Berlin".to_owned(),
            place: Some("Schulungszentrum Kassel, Raum 2".to_owned()),
            url: "https://akademie.nordhaus.example/bookings/7".to_owned(),
        };
        let enters = times.map(part);
        let leaves = enters.clone().map(|mail| Self {
            kind: "cancel",
            nth: 1,
            of: 1,
            place: None,
            ..mail
        });
        enters.into_iter().chain(leaves).collect()
    }
}
