//! Reading what somebody's calendar program answers to an invitation (iTIP REPLY, RFC 5546 section 3.2.3, in a mail as RFC 6047 has it).

use crate::rules::message::{body, parameter, parts, split, text, value};
use chrono::{DateTime, NaiveDateTime, Utc};
use serde::{Deserialize, Serialize};

/// How deep parts of a mail may lie in each other.
const DEEPEST: usize = 5;

/// Most characters of a remark that are kept.
const LONGEST_REMARK: usize = 500;

/// What somebody answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// Comes.
    Accepted,
    /// Does not come.
    Declined,
    /// May come.
    Tentative,
}

impl Answer {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Accepted, Self::Declined, Self::Tentative];

    /// The stable word, which is that of the standard in small letters.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Declined => "declined",
            Self::Tentative => "tentative",
        }
    }

    /// What answers to several parts say together: one that was declined outweighs the rest, and a doubt what was accepted.
    pub fn together(all: impl IntoIterator<Item = Self>) -> Option<Self> {
        let weight = |answer: &Self| match answer {
            Self::Accepted => 0,
            Self::Tentative => 1,
            Self::Declined => 2,
        };
        all.into_iter().max_by_key(weight)
    }

    /// The answer with this word, whichever letters it is written in.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|answer| answer.as_str().eq_ignore_ascii_case(word))
    }
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// Of which event.
    pub uid: String,
    /// What.
    pub answer: Answer,
    /// The address of whoever answers.
    pub attendee: String,
    /// To which count of changes it answers.
    pub sequence: i32,
    /// When it was given: of two the later one counts.
    pub stamped_at: DateTime<Utc>,
    /// What they wrote with it.
    pub remark: Option<String>,
}

/// Reads a mail; none where it holds no answer to an invitation.
pub fn read(message: &[u8]) -> Option<Reply> {
    calendars(&text(message), 0).iter().find_map(|calendar| reply(calendar))
}

/// The calendars in a mail, in the order in which they stand there.
fn calendars(part: &str, depth: usize) -> Vec<String> {
    let (head, rest) = split(part);
    let kind = value(&head, "content-type").unwrap_or_default();
    let small = kind.to_ascii_lowercase();
    if small.starts_with("text/calendar") || small.starts_with("application/ics") {
        return vec![body(&head, rest)];
    }
    match parameter(&kind, "boundary") {
        Some(boundary) if small.starts_with("multipart/") && depth < DEEPEST => parts(rest, &boundary)
            .into_iter()
            .flat_map(|part| calendars(part, depth + 1))
            .collect(),
        _ => Vec::new(),
    }
}

/// A line of a calendar: its name in capitals, its parameters, its value.
struct Line<'a> {
    name: String,
    parameters: Vec<(String, &'a str)>,
    value: &'a str,
}

fn line(text: &str) -> Option<Line<'_>> {
    // What stands in quotes separates nothing.
    let mut quoted = false;
    let mut marks = Vec::new();
    let mut end = None;
    for (at, letter) in text.char_indices() {
        match letter {
            '"' => quoted = !quoted,
            ';' if !quoted => marks.push(at),
            ':' if !quoted => {
                end = Some(at);
                break;
            }
            _ => {}
        }
    }
    let end = end?;
    let name_end = marks.first().copied().unwrap_or(end);
    let bounds = marks.iter().zip(marks.iter().skip(1).chain(std::iter::once(&end)));
    let parameter = |(from, to): (&usize, &usize)| {
        let (name, value) = text.get(from + 1..*to)?.split_once('=')?;
        Some((name.to_ascii_uppercase(), value.trim_matches('"')))
    };
    Some(Line {
        name: text.get(..name_end)?.trim().to_ascii_uppercase(),
        parameters: bounds.filter_map(parameter).collect(),
        value: text.get(end + 1..)?,
    })
}

/// The answer in a calendar; none where it is something else, or of more than one person.
fn reply(calendar: &str) -> Option<Reply> {
    let unfolded = calendar.replace("\r\n", "\n").replace("\n ", "").replace("\n\t", "");
    let lines: Vec<Line<'_>> = unfolded.lines().filter_map(line).collect();
    let method = lines.iter().find(|line| line.name == "METHOD")?;
    if !method.value.trim().eq_ignore_ascii_case("REPLY") {
        return None;
    }
    let begins = |line: &Line<'_>, word: &str| line.name == word && line.value.trim().eq_ignore_ascii_case("VEVENT");
    let from = lines.iter().position(|line| begins(line, "BEGIN"))?;
    let to = lines.iter().position(|line| begins(line, "END")).filter(|to| *to > from)?;
    let event = lines.get(from..to)?;
    let one = |name: &str| event.iter().find(|line| line.name == name).map(|line| line.value.trim());
    let mut attendees = event.iter().filter(|line| line.name == "ATTENDEE");
    let attendee = attendees.next().filter(|_| attendees.next().is_none())?;
    let status = attendee.parameters.iter().find(|(name, _)| name == "PARTSTAT")?;
    let address = attendee.value.trim();
    let address = match address.split_at_checked(7) {
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("mailto:") => rest,
        _ => address,
    };
    let stamp = NaiveDateTime::parse_from_str(one("DTSTAMP")?.trim_end_matches('Z'), "%Y%m%dT%H%M%S").ok()?;
    Some(Reply {
        uid: plain(one("UID")?),
        answer: Answer::from_word(status.1)?,
        attendee: address.to_owned(),
        sequence: one("SEQUENCE").and_then(|text| text.parse().ok()).unwrap_or(0),
        stamped_at: stamp.and_utc(),
        remark: one("COMMENT").map(plain).filter(|text| !text.is_empty()),
    })
}

/// A text without what the standard puts in to escape it, as one line for people.
fn plain(value: &str) -> String {
    let mut out = String::new();
    let mut letters = value.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => match letters.next() {
                Some('n' | 'N') => out.push(' '),
                Some(other) => out.push(other),
                None => {}
            },
            letter if letter.is_control() => {}
            letter => out.push(letter),
        }
    }
    out.trim().chars().take(LONGEST_REMARK).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const OUTLOOK: &[u8] = include_bytes!("../../../tests/data/answers/outlook-declined.eml");
    const GOOGLE: &[u8] = include_bytes!("../../../tests/data/answers/google-accepted.eml");

    #[test]
    fn answers_are_read_as_outlook_and_google_write_them() {
        let declined = read(OUTLOOK).unwrap();
        assert_eq!((declined.answer, declined.sequence), (Answer::Declined, 1));
        assert_eq!(declined.attendee, "selin.aydin@partner.example");
        assert_eq!(declined.uid, "part-booking-seal@academy.example");
        assert_eq!(declined.remark.as_deref(), Some("Bin krank, leider."));
        assert_eq!(declined.stamped_at.to_rfc3339(), "2026-11-25T08:15:30+00:00");
        let accepted = read(GOOGLE).unwrap();
        assert_eq!((accepted.answer, accepted.sequence), (Answer::Accepted, 0));
        assert_eq!(accepted.attendee, "selin.aydin@partner.example");
        assert_eq!(accepted.uid, "part-booking-seal@academy.example");
        assert_eq!(accepted.remark, None);
    }

    #[test]
    fn what_is_no_answer_of_one_person_is_none() {
        let text = String::from_utf8_lossy(GOOGLE).into_owned();
        for (from, to) in [
            ("METHOD:REPLY", "METHOD:REQUEST"),
            ("PARTSTAT=ACCEPTED", "PARTSTAT=NEEDS-ACTION"),
            ("END:VEVENT", "ATTENDEE;PARTSTAT=ACCEPTED:mailto:b@c.example\r\nEND:VEVENT"),
            ("DTSTAMP:20261125T081530Z", "DTSTAMP:yesterday"),
            ("text/calendar", "text/plain"),
        ] {
            let other = text.replace(from, to);
            assert_ne!(other, text, "{from}");
            assert_eq!(read(other.as_bytes()), None, "{from}");
        }
    }

    proptest! {
        #[test]
        fn nothing_that_comes_in_breaks_the_reader(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let mut message = b"Content-Type: text/calendar\n\nMETHOD:REPLY\nBEGIN:VEVENT\n".to_vec();
            message.extend(&bytes);
            message.extend(b"\nEND:VEVENT\n");
            read(&message);
            read(&bytes);
        }
    }
}
