//! Writing a calendar (iCalendar, RFC 5545): events with stable identifiers, folded and escaped as the standard asks. They go into feeds,
//! or as an invitation or its withdrawal to one person (iTIP, RFC 5546), whose answer [`answer`] reads.

pub mod answer;

use crate::rules::coordinates::Coordinates;
use chrono::{DateTime, Days, NaiveDate, Utc};

/// When an event is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// All of a day.
    Day(NaiveDate),
    /// From one instant to another. They are written in UTC, which every program shows in its reader's zone: none has to know what the
    /// clocks of the place do.
    Span(DateTime<Utc>, DateTime<Utc>),
}

/// An event.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// The same for as long as there is the thing, whatever changes about it.
    pub uid: String,
    /// When.
    pub when: When,
    /// Counts changes of day, hour and place.
    pub sequence: i32,
    /// When it was last changed.
    pub changed_at: DateTime<Utc>,
    /// One line.
    pub summary: String,
    /// More about it.
    pub description: String,
    /// Where it is; empty: nowhere in particular.
    pub location: String,
    /// The point of the earth at which it is; none: unknown.
    pub coordinates: Option<Coordinates>,
    /// Where one acts.
    pub url: String,
}

/// Somebody with an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// Name.
    pub name: String,
    /// Address of mail.
    pub address: String,
}

/// What an invitation does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Enters the event, or changes it.
    Request,
    /// Takes it out.
    Cancel,
}

impl Method {
    /// The word of the standard, in the text and in the head of the mail.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Request => "REQUEST",
            Self::Cancel => "CANCEL",
        }
    }
}

/// Longest line in bytes (RFC 5545, section 3.1).
const LINE: usize = 75;

/// A text that grows by lines.
struct Lines(String);

impl Lines {
    /// A calendar's first lines.
    fn begun(method: &str) -> Self {
        let mut lines = Self(String::new());
        for (name, value) in [
            ("BEGIN", "VCALENDAR"),
            ("VERSION", "2.0"),
            ("PRODID", "-//Kundig//Kundig//EN"),
            ("CALSCALE", "GREGORIAN"),
            // Once, and for the whole: inside of an event it means nothing.
            ("METHOD", method),
        ] {
            lines.add(name, value);
        }
        lines
    }

    fn add(&mut self, name: &str, value: &str) {
        fold(&mut self.0, &format!("{name}:{value}"));
    }

    /// What every event has, between its first and its last line.
    fn event(&mut self, event: &Event, stamp: DateTime<Utc>) {
        self.add("UID", &escaped(&event.uid));
        self.add("DTSTAMP", &instant(stamp));
        self.add("LAST-MODIFIED", &instant(event.changed_at));
        self.add("SEQUENCE", &event.sequence.to_string());
        match event.when {
            When::Day(on) => {
                self.add("DTSTART;VALUE=DATE", &day(on));
                // The end of an all-day event is the day after it.
                self.add("DTEND;VALUE=DATE", &day(on.checked_add_days(Days::new(1)).unwrap_or(on)));
            }
            When::Span(from, to) => {
                self.add("DTSTART", &instant(from));
                self.add("DTEND", &instant(to));
            }
        }
        self.add("SUMMARY", &escaped(&event.summary));
        for (name, text) in [("DESCRIPTION", &event.description), ("LOCATION", &event.location)] {
            if !text.is_empty() {
                self.add(name, &escaped(text));
            }
        }
        if let Some(at) = event.coordinates {
            // Two figures, whose semicolon is not escaped (section 3.8.1.6).
            self.add("GEO", &at.geo());
        }
        self.add("URL", &event.url.replace(['\r', '\n'], ""));
        let busy = matches!(event.when, When::Span(..));
        self.add("TRANSP", if busy { "OPAQUE" } else { "TRANSPARENT" });
    }
}

/// A calendar with this name, for feeds; `stamp` is when it was drawn up.
pub fn calendar(name: &str, events: &[Event], stamp: DateTime<Utc>) -> String {
    let mut lines = Lines::begun("PUBLISH");
    lines.add("X-WR-CALNAME", &escaped(name));
    lines.add("REFRESH-INTERVAL;VALUE=DURATION", "PT12H");
    lines.add("X-PUBLISHED-TTL", "PT12H");
    for event in events {
        lines.add("BEGIN", "VEVENT");
        lines.event(event, stamp);
        lines.add("END", "VEVENT");
    }
    lines.add("END", "VCALENDAR");
    lines.0
}

/// An invitation of one person to one event, or its withdrawal (RFC 5546, sections 3.2.2 and 3.2.5). Programs take only one event of a mail,
/// and a withdrawal must count higher than what it withdraws.
pub fn invitation(method: Method, event: &Event, organizer: &Party, attendee: &Party, stamp: DateTime<Utc>) -> String {
    let mut lines = Lines::begun(method.as_str());
    lines.add("BEGIN", "VEVENT");
    lines.event(event, stamp);
    lines.add(&format!("ORGANIZER;CN={}", quoted(&organizer.name)), &mailto(&organizer.address));
    let name = quoted(&attendee.name);
    let (role, status) = match method {
        Method::Request => (";PARTSTAT=NEEDS-ACTION;RSVP=TRUE", "CONFIRMED"),
        Method::Cancel => ("", "CANCELLED"),
    };
    lines.add(
        &format!("ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT{role};CN={name}"),
        &mailto(&attendee.address),
    );
    lines.add("STATUS", status);
    lines.add("END", "VEVENT");
    lines.add("END", "VCALENDAR");
    lines.0
}

/// A parameter's value (section 3.2): in quotes, in which there can be none and no control character.
fn quoted(text: &str) -> String {
    let plain: String = text
        .chars()
        .filter(|letter| !letter.is_control())
        .map(|letter| if letter == '"' { '\'' } else { letter })
        .collect();
    format!("\"{}\"", plain.trim())
}

fn mailto(address: &str) -> String {
    let plain: String = address
        .chars()
        .filter(|letter| !letter.is_control() && !letter.is_whitespace())
        .collect();
    format!("mailto:{plain}")
}

fn day(on: NaiveDate) -> String {
    on.format("%Y%m%d").to_string()
}

fn instant(at: DateTime<Utc>) -> String {
    at.format("%Y%m%dT%H%M%SZ").to_string()
}

/// Text as a value: backslash, semicolon, comma and line break are escaped, other control characters left out (section 3.3.11).
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.replace("\r\n", "\n").chars() {
        match letter {
            '\\' | ';' | ',' => {
                out.push('\\');
                out.push(letter);
            }
            '\n' => out.push_str("\\n"),
            letter if letter.is_control() => out.push(' '),
            letter => out.push(letter),
        }
    }
    out
}

/// A line in pieces of at most 75 bytes, never inside of a character; what goes on begins with a space.
fn fold(out: &mut String, line: &str) {
    let mut room = LINE;
    for letter in line.chars() {
        if letter.len_utf8() > room {
            out.push_str("\r\n ");
            room = LINE - 1;
        }
        out.push(letter);
        room -= letter.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn event(summary: &str) -> Event {
        Event {
            uid: "0193-hv@academy.example".to_owned(),
            when: When::Day("2026-12-31".parse().unwrap()),
            sequence: 2,
            changed_at: at("2026-11-20T08:00:00Z"),
            summary: summary.to_owned(),
            description: "a\nb".to_owned(),
            location: String::new(),
            coordinates: None,
            url: "https://academy.example/training".to_owned(),
        }
    }

    fn party(name: &str) -> Party {
        Party {
            name: name.to_owned(),
            address: "a@b.example".to_owned(),
        }
    }

    /// The lines of a calendar, unfolded.
    fn lines(text: &str) -> Vec<String> {
        text.replace("\r\n ", "").split_terminator("\r\n").map(str::to_owned).collect()
    }

    #[test]
    fn a_date_is_an_all_day_event() {
        let text = calendar("My deadlines", &[event("High voltage; part 1, \\x")], at("2026-11-24T12:00:00Z"));
        let lines = lines(&text);
        for line in [
            "BEGIN:VCALENDAR",
            "UID:0193-hv@academy.example",
            "DTSTART;VALUE=DATE:20261231",
            "DTEND;VALUE=DATE:20270101",
            "SEQUENCE:2",
            "DTSTAMP:20261124T120000Z",
            "LAST-MODIFIED:20261120T080000Z",
            "SUMMARY:High voltage\\; part 1\\, \\\\x",
            "DESCRIPTION:a\\nb",
            "END:VCALENDAR",
        ] {
            assert!(lines.iter().any(|own| own == line), "{line} in {text}");
        }
    }

    #[test]
    fn an_invitation_says_its_method_once_and_names_one_person() {
        let timed = Event {
            when: When::Span(at("2027-02-08T08:00:00Z"), at("2027-02-08T15:00:00Z")),
            location: "Kassel, Raum 2".to_owned(),
            coordinates: Coordinates::of(Some(51.3127), Some(9.4797)),
            ..event("High voltage")
        };
        let invited = |method| {
            invitation(
                method,
                &timed,
                &party("Academy"),
                &party("Selin \"S\" Ayd\u{131}n; x"),
                at("2026-11-24T12:00:00Z"),
            )
        };
        let text = invited(Method::Request);
        let request = lines(&text);
        for line in [
            "METHOD:REQUEST",
            "DTSTART:20270208T080000Z",
            "DTEND:20270208T150000Z",
            "LOCATION:Kassel\\, Raum 2",
            "GEO:51.3127;9.4797",
            "ORGANIZER;CN=\"Academy\":mailto:a@b.example",
            "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;CN=\"Selin 'S' Ayd\u{131}n; x\":mailto:a@b.example",
            "STATUS:CONFIRMED",
            "TRANSP:OPAQUE",
        ] {
            assert!(request.iter().any(|own| own == line), "{line} in {text}");
        }
        let gone = lines(&invited(Method::Cancel));
        assert!(gone.contains(&"METHOD:CANCEL".to_owned()) && gone.contains(&"STATUS:CANCELLED".to_owned()));
        for all in [request, gone] {
            assert_eq!(all.iter().filter(|line| line.starts_with("METHOD")).count(), 1);
            assert_eq!(all.iter().filter(|line| line.starts_with("ATTENDEE")).count(), 1);
        }
    }

    proptest! {
        #[test]
        fn no_name_breaks_an_invitation(name in "\\PC{0,200}|[a-z\r\n:;,\"\\\\]{0,200}") {
            let odd = Party { name: name.clone(), address: format!("{name}@b.example") };
            let text = invitation(Method::Request, &event(&name), &odd, &odd, at("2026-11-24T12:00:00Z"));
            prop_assert!(text.split_terminator("\r\n").all(|line| line.len() <= LINE));
            let plain = invitation(Method::Request, &event("x"), &party("x"), &party("x"), at("2026-11-24T12:00:00Z"));
            prop_assert_eq!(lines(&text).len(), lines(&plain).len());
        }

        #[test]
        fn no_text_breaks_a_line_or_begins_one_of_its_own(summary in "\\PC{0,200}|[a-z\r\n:;,\\\\]{0,200}") {
            let text = calendar(&summary, &[event(&summary)], at("2026-11-24T12:00:00Z"));
            prop_assert!(text.split_terminator("\r\n").all(|line| line.len() <= LINE));
            prop_assert!(!text.replace("\r\n", "").contains(['\r', '\n']));
            let plain = lines(&calendar("x", &[event("x")], at("2026-11-24T12:00:00Z")));
            prop_assert_eq!(lines(&text).len(), plain.len());
        }
    }
}
