//! Writing a calendar (iCalendar, RFC 5545): all-day events with stable identifiers, folded and escaped as the standard asks.

use chrono::{DateTime, Days, NaiveDate, Utc};

/// An all-day event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The same for as long as there is the thing, whatever changes about it.
    pub uid: String,
    /// The day.
    pub on: NaiveDate,
    /// Counts changes of the day.
    pub sequence: i32,
    /// When it was last changed.
    pub changed_at: DateTime<Utc>,
    /// One line.
    pub summary: String,
    /// More about it.
    pub description: String,
    /// Where one acts.
    pub url: String,
}

/// Longest line in bytes (RFC 5545, section 3.1).
const LINE: usize = 75;

/// A calendar with this name; `stamp` is when it was drawn up.
pub fn calendar(name: &str, events: &[Event], stamp: DateTime<Utc>) -> String {
    let mut out = String::new();
    let mut line = |name: &str, value: &str| fold(&mut out, &format!("{name}:{value}"));
    line("BEGIN", "VCALENDAR");
    line("VERSION", "2.0");
    line("PRODID", "-//Kundig//Deadlines//EN");
    line("CALSCALE", "GREGORIAN");
    line("METHOD", "PUBLISH");
    line("X-WR-CALNAME", &escaped(name));
    line("REFRESH-INTERVAL;VALUE=DURATION", "PT12H");
    line("X-PUBLISHED-TTL", "PT12H");
    for event in events {
        line("BEGIN", "VEVENT");
        line("UID", &escaped(&event.uid));
        line("DTSTAMP", &instant(stamp));
        line("LAST-MODIFIED", &instant(event.changed_at));
        line("SEQUENCE", &event.sequence.to_string());
        line("DTSTART;VALUE=DATE", &day(event.on));
        // The end of an all-day event is the day after it.
        line(
            "DTEND;VALUE=DATE",
            &day(event.on.checked_add_days(Days::new(1)).unwrap_or(event.on)),
        );
        line("SUMMARY", &escaped(&event.summary));
        if !event.description.is_empty() {
            line("DESCRIPTION", &escaped(&event.description));
        }
        line("URL", &event.url.replace(['\r', '\n'], ""));
        line("TRANSP", "TRANSPARENT");
        line("END", "VEVENT");
    }
    line("END", "VCALENDAR");
    out
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
            on: "2026-12-31".parse().unwrap(),
            sequence: 2,
            changed_at: at("2026-11-20T08:00:00Z"),
            summary: summary.to_owned(),
            description: "a\nb".to_owned(),
            url: "https://academy.example/training".to_owned(),
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

    proptest! {
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
