//! Reading what mail servers send back when they cannot deliver (delivery status notifications, RFC 3464), and what it says of an address.
//! A light reader: it takes the parts it needs and never more than it was given; whatever it cannot read is no such notification.

#[cfg(test)]
mod tests;

use super::message::{MOST_PARTS, addresses, parameter, parts, split, text, value, values};
use serde::{Deserialize, Serialize};

/// Most characters of a reason that are kept.
const LONGEST_REASON: usize = 300;

/// What a server says of one recipient.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// `failed`, `delayed`, `delivered`, `relayed` or `expanded`.
    pub action: String,
    /// Enhanced status code (RFC 3463) such as `5.1.1`; empty where there is none.
    pub status: String,
    /// The address as it was written to, where the server says it.
    pub recipient: Option<String>,
    /// What the server that refused it said.
    pub diagnostic: Option<String>,
}

/// A notification.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notification {
    /// To which addresses it came: the bounce address of the mail, perhaps in several head lines.
    pub came_to: Vec<String>,
    /// Message-IDs of what came back, with their angle brackets.
    pub message_ids: Vec<String>,
    /// One report a recipient.
    pub reports: Vec<Report>,
}

/// What follows for the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Nobody reads it: the mailbox or its domain does not exist, or is closed.
    Dead,
    /// Refused, but not because of the address: full, too large, taken for spam.
    Refused,
    /// Still tried, or delivered.
    Passing,
}

impl Report {
    /// What a server's answer at the hand-over of a mail says: its enhanced status code (RFC 2034), wherever in the answer it stands, and the
    /// answer itself. Whoever calls this knows that the refusal is final.
    pub fn at_hand_over(reply: &str) -> Self {
        let is_code = |word: &&str| {
            let parts: Vec<Option<u16>> = word.split('.').map(|part| part.parse().ok()).collect();
            matches!(parts.as_slice(), [Some(2 | 4 | 5), Some(0..=999), Some(0..=999)])
        };
        let words = reply.split(|letter: char| !letter.is_ascii_digit() && letter != '.');
        Self {
            action: "failed".to_owned(),
            status: words
                .map(|word| word.trim_end_matches('.'))
                .find(is_code)
                .unwrap_or_default()
                .to_owned(),
            recipient: None,
            diagnostic: Some(reply.to_owned()),
        }
    }

    /// What follows: only what is final and about the mailbox makes an address dead.
    pub fn verdict(&self) -> Verdict {
        let action = self.action.to_ascii_lowercase();
        let code: Vec<u16> = self.status.split('.').filter_map(|part| part.trim().parse().ok()).collect();
        if action != "failed" || code.first() == Some(&4) || code.first() == Some(&2) {
            return Verdict::Passing;
        }
        let said = self.diagnostic.as_deref().unwrap_or_default().to_ascii_lowercase();
        match code.as_slice() {
            // Bad mailbox, bad domain, bad syntax, moved; not: ambiguous, sender's own address (5.1.4, 5.1.7, 5.1.8).
            [5, 1, 1 | 2 | 3 | 6 | 9 | 10, ..] => Verdict::Dead,
            // An address beyond ASCII that a server on the way does not take (RFC 6531, 3.5).
            [5, 6, 7, ..] => Verdict::Dead,
            // Disabled mailbox.
            [5, 2, 1, ..] => Verdict::Dead,
            // The domain cannot be found.
            [5, 4, 4, ..] => Verdict::Dead,
            // Servers that know no codes of their own, or none for this (5.1.0), say it in words, behind 550 or 553.
            [5, 0 | 1, 0, ..] | [] if names_the_mailbox(&said) => Verdict::Dead,
            _ => Verdict::Refused,
        }
    }

    /// Why, as it is shown to people: code and words.
    pub fn reason(&self) -> String {
        let said = self.diagnostic.as_deref().unwrap_or_default();
        // What begins with the code need not say it twice.
        let text = match said.strip_prefix(self.status.as_str()) {
            Some(rest) => format!("{} {rest}", self.status),
            None => format!("{} {said}", self.status),
        };
        let one_line: Vec<&str> = text.split_whitespace().collect();
        one_line
            .join(" ")
            .chars()
            .filter(|letter| !letter.is_control())
            .take(LONGEST_REASON)
            .collect()
    }
}

fn names_the_mailbox(said: &str) -> bool {
    // What is said of the sender's address says nothing of the recipient's.
    let refused = (said.contains("550") || said.contains("553")) && !said.contains("sender");
    let words = [
        "unknown user",
        "user unknown",
        "no such user",
        "does not exist",
        "mailbox unavailable",
        "no mailbox",
        "unrouteable",
    ];
    refused && words.iter().any(|word| said.contains(word))
}

/// Reads a message; none where it is no delivery status notification.
pub fn read(message: &[u8]) -> Option<Notification> {
    let text = text(message);
    let (head, body) = split(&text);
    let kind = value(&head, "content-type")?;
    if !kind.to_ascii_lowercase().starts_with("multipart/report") {
        return None;
    }
    let boundary = parameter(&kind, "boundary")?;
    let mut found = Notification {
        came_to: ["delivered-to", "x-original-to", "envelope-to", "to"]
            .iter()
            .flat_map(|name| values(&head, name))
            .flat_map(|line| addresses(&line))
            .collect(),
        ..Notification::default()
    };
    for part in parts(body, &boundary) {
        let (part_head, part_body) = split(part);
        let kind = value(&part_head, "content-type").unwrap_or_default().to_ascii_lowercase();
        if kind.starts_with("message/delivery-status") || kind.starts_with("message/global-delivery-status") {
            found.reports.extend(reports(part_body));
        } else if kind.starts_with("message/rfc822") || kind.starts_with("text/rfc822-headers") || kind.starts_with("message/global") {
            let (original, _) = split(part_body.trim_start_matches('\n'));
            found.message_ids.extend(value(&original, "message-id"));
        }
    }
    (!found.reports.is_empty()).then_some(found)
}

/// The fields of each recipient; those of the message, which come first, say nothing that is needed.
fn reports(body: &str) -> Vec<Report> {
    let group = |text: &str| {
        let (fields, _) = split(&format!("{}\n\n", text.trim_start_matches('\n')));
        let typed = |name: &str| {
            value(&fields, name).map(|value| value.rsplit_once(';').map_or(value.as_str(), |(_, rest)| rest).trim().to_owned())
        };
        let action = value(&fields, "action")?;
        Some(Report {
            action: action.trim().to_ascii_lowercase(),
            status: value(&fields, "status")
                .unwrap_or_default()
                .split_whitespace()
                .next()
                .unwrap_or_default()
                .to_owned(),
            recipient: typed("original-recipient")
                .or_else(|| typed("final-recipient"))
                .filter(|address| address.contains('@')),
            diagnostic: value(&fields, "diagnostic-code")
                .map(|value| value.split_once(';').map_or(value.as_str(), |(_, rest)| rest).trim().to_owned()),
        })
    };
    body.split("\n\n").take(MOST_PARTS).filter_map(group).collect()
}
