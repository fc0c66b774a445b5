//! A mail as the wire carries it: head, plain part, HTML part, and where it has one an invitation for calendars.

use super::body::Body;
use super::outbox::Mail;
use crate::platform::config::Config;
use crate::platform::seal::{holds, seal};
use crate::rules::id::Id;
use lettre::address::Address;
use lettre::message::header::{ContentDisposition, ContentTransferEncoding, ContentType, HeaderName, HeaderValue};
use lettre::message::{Body as Encoded, Mailbox, Message, MultiPart, MultiPartKind, SinglePart};
use std::time::SystemTime;

/// A mail that can be handed over.
#[derive(Debug)]
pub struct Composed {
    /// Whom answers of mail servers go to.
    pub from: Address,
    /// The one recipient: a refused one must not stop another.
    pub to: Address,
    /// Head and body, ASCII only.
    pub content: Vec<u8>,
}

/// Why a mail cannot be written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CannotCompose {
    /// The recipient's address is none.
    #[error("the address cannot be written to: {0}")]
    Recipient(String),
    /// Something of this mail alone: a head line, a part. It would fail however often it was tried.
    #[error("{0}")]
    Content(String),
    /// The installation's own address is none: every mail meets that until somebody mends the settings.
    #[error("{0}")]
    Settings(String),
}

/// Composes a mail of its words. The same mail gives the same message, byte by byte, so that a repeated hand-over can be told from a second mail.
pub fn compose(mail: &Mail, body: &Body, config: &Config) -> Result<Composed, CannotCompose> {
    let own = |text: &str| {
        text.parse::<Address>()
            .map_err(|e| CannotCompose::Settings(format!("mail.from or mail.reply_to: {text}: {e}")))
    };
    let content = |e: lettre::error::Error| CannotCompose::Content(e.to_string());
    let from = own(&config.mail.from)?;
    let to: Address = mail
        .to_address
        .parse()
        .map_err(|e| CannotCompose::Recipient(format!("{}: {e}", mail.to_address)))?;
    let name = |text: &str| Some(one_line(text)).filter(|name| !name.is_empty());
    let set = |name: &str| {
        mail.headers
            .0
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    };
    let mut builder = Message::builder()
        .from(Mailbox::new(name(set("From").unwrap_or(&config.brand.name)), from.clone()))
        .to(Mailbox::new(name(&mail.to_name), to.clone()))
        .subject(one_line(&mail.subject))
        .date(SystemTime::from(mail.queued_at.utc()))
        .message_id(Some(mail.message_id.clone()));
    if let Some(reply_to) = reply_to(mail, set("Reply-To")) {
        builder = builder.reply_to(Mailbox::new(None, reply_to));
    } else if !config.mail.reply_to.is_empty() {
        builder = builder.reply_to(Mailbox::new(None, own(&config.mail.reply_to)?));
    }
    // RFC 3834: nobody's absence assistant answers it.
    builder = builder.raw_header(header("Auto-Submitted", "auto-generated")?);
    for (name, value) in mail
        .headers
        .0
        .iter()
        .filter(|(name, _)| !matches!(name.as_str(), "From" | "Reply-To"))
    {
        builder = builder.raw_header(header(name, value)?);
    }
    let part = |kind: ContentType, text: &str| SinglePart::builder().header(kind).body(text.to_owned());
    let parts = MultiPart::builder()
        .kind(MultiPartKind::Alternative)
        .boundary(format!("kundig-{}", mail.id))
        .singlepart(part(ContentType::TEXT_PLAIN, &body.text_body))
        .singlepart(part(ContentType::TEXT_HTML, &body.html_body));
    let parts = match &body.calendar {
        Some(calendar) => with_calendar(mail.id, parts, calendar)?,
        None => parts,
    };
    let content = builder.multipart(parts).map_err(content)?.formatted();
    Ok(Composed { from, to, content })
}

/// A branch's own address for answers. One that cannot be written keeps nothing back: answers go where they go without it.
fn reply_to(mail: &Mail, own: Option<&str>) -> Option<Address> {
    match own?.parse() {
        Ok(address) => Some(address),
        Err(error) => {
            tracing::warn!(mail = %mail.id, %error, "a branch's address for answers is none");
            None
        }
    }
}

/// The parts with an invitation (RFC 6047, section 2.4): a third way to read the mail, with the method that stands in it, which Outlook and
/// Google act on; and the same once more as a file for programs that do not.
fn with_calendar(id: Id, parts: MultiPart, calendar: &str) -> Result<MultiPart, CannotCompose> {
    let method = calendar.lines().find_map(|line| line.strip_prefix("METHOD:")).unwrap_or("PUBLISH");
    let part = |kind: &str| {
        let kind = ContentType::parse(kind).map_err(|e| CannotCompose::Content(format!("{kind}: {e}")))?;
        let body = Encoded::new_with_encoding(calendar.as_bytes().to_vec(), ContentTransferEncoding::Base64)
            .map_err(|_| CannotCompose::Content("a calendar cannot be written as base64".to_owned()))?;
        Ok((kind, body))
    };
    let (kind, body) = part(&format!("text/calendar; charset=utf-8; method={method}"))?;
    let alternatives = parts.singlepart(SinglePart::builder().header(kind).body(body));
    let (kind, body) = part("application/ics; name=\"invite.ics\"")?;
    let file = SinglePart::builder()
        .header(kind)
        .header(ContentDisposition::attachment("invite.ics"));
    Ok(MultiPart::builder()
        .kind(MultiPartKind::Mixed)
        // None may begin with the other (RFC 2046, section 5.1.1).
        .boundary(format!("mixed-{id}"))
        .multipart(alternatives)
        .singlepart(file.body(body)))
}

/// What the seals of bounce addresses are for.
const BOUNCE: &str = "bounce";

/// The address to which this mail comes back where it cannot be delivered: `bounces+<mail>-<seal>@…` (RFC 5233). It tells which mail it was
/// and that nobody made it up.
pub fn bounce_address(base: &str, secret: &str, id: Id) -> Option<Address> {
    let (local, domain) = base.rsplit_once('@')?;
    let text = id.0.simple().to_string();
    Address::new(format!("{local}+{text}-{}", seal(secret, BOUNCE, &text)), domain).ok()
}

/// Which mail a bounce address is of; none for one that was not made here.
pub fn bounced(base: &str, secret: &str, address: &str) -> Option<Id> {
    let (local, domain) = base.rsplit_once('@')?;
    let (found, at) = address.trim().trim_matches(['<', '>']).rsplit_once('@')?;
    let (before, token) = found.split_at_checked(local.len())?;
    let (text, shown) = token.strip_prefix('+')?.split_once('-')?;
    let text = text.to_ascii_lowercase();
    let ours = at.eq_ignore_ascii_case(domain) && before.eq_ignore_ascii_case(local) && holds(secret, BOUNCE, &text, shown);
    uuid::Uuid::try_parse(&text).ok().filter(|_| ours).map(Id)
}

fn header(name: &str, value: &str) -> Result<HeaderValue, CannotCompose> {
    let known = HeaderName::new_from_ascii(name.to_owned()).map_err(|e| CannotCompose::Content(format!("head line {name}: {e}")))?;
    Ok(HeaderValue::new(known, one_line(value)))
}

/// Whatever somebody is called, a head line stays one line: no control character gets through.
fn one_line(text: &str) -> String {
    text.split(char::is_control)
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
        .trim()
        .to_owned()
}

/// A text with the secrets of its links taken out: whoever reads it can follow none of them.
pub fn without_secrets(text: &str) -> String {
    /// Our secrets have 43 characters.
    const SHORTEST: usize = 40;
    let secret = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_');
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(secret) {
        let (before, run) = rest.split_at(start);
        let end = run.find(|letter| !secret(letter)).unwrap_or(run.len());
        let (run, after) = run.split_at(end);
        out.push_str(before);
        out.push_str(if run.len() >= SHORTEST && before.ends_with('/') {
            "…"
        } else {
            run
        });
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::db::Json;
    use crate::rules::id::Instant;
    use chrono::{DateTime, Utc};

    fn mail() -> Mail {
        let at: Instant = "2026-11-24T12:00:00Z".parse::<DateTime<Utc>>().unwrap().into();
        Mail {
            id: Id(uuid::Uuid::from_u128(7)),
            message_id: "<7@academy.example>".into(),
            kind: "reminder".into(),
            urgency: 2,
            recipient_id: None,
            to_name: "Selin Aydın".into(),
            to_address: "selin@partner.example".into(),
            language: "de".into(),
            subject: "In 7 Tagen fällig: Hochvolt".into(),
            headers: Json(vec![("List-Id".into(), "<reminders.academy.example>".into())]),
            state: "sending".into(),
            queued_at: at,
            not_before: at,
            attempts: 0,
            fence: 1,
            last_error: None,
            reply: None,
            sent_at: None,
            repeats: 0,
        }
    }

    fn body() -> Body {
        Body {
            mail_id: mail().id,
            text_body: "Grüße\n.\n..punkt".into(),
            html_body: "<p>Grüße</p>".into(),
            calendar: None,
        }
    }

    fn head(mail: &Mail) -> String {
        let text = String::from_utf8(compose(mail, &body(), &Config::default()).unwrap().content).unwrap();
        text.split("\r\n\r\n").next().unwrap().to_owned()
    }

    #[test]
    fn the_same_mail_is_the_same_message() {
        let config = Config::default();
        let bytes = compose(&mail(), &body(), &config).unwrap().content;
        assert_eq!(bytes, compose(&mail(), &body(), &config).unwrap().content);
        assert!(bytes.is_ascii());
        let head = head(&mail());
        for line in [
            "Message-ID: <7@academy.example>",
            "Auto-Submitted: auto-generated",
            "List-Id: <reminders.academy.example>",
            "Date: Tue, 24 Nov 2026 12:00:00 +0000",
            "Content-Type: multipart/alternative",
        ] {
            assert!(head.contains(line), "{head}");
        }
    }

    #[test]
    fn an_invitation_is_a_way_to_read_the_mail_and_a_file_beside_it() {
        let mut inviting = body();
        inviting.calendar = Some("BEGIN:VCALENDAR\r\nMETHOD:CANCEL\r\nEND:VCALENDAR\r\n".into());
        let bytes = compose(&mail(), &inviting, &Config::default()).unwrap().content;
        assert_eq!(bytes, compose(&mail(), &inviting, &Config::default()).unwrap().content);
        let text = String::from_utf8(bytes).unwrap();
        let places = [
            "Content-Type: multipart/mixed",
            "Content-Type: multipart/alternative",
            "Content-Type: text/plain",
            "Content-Type: text/html",
            "Content-Type: text/calendar; charset=utf-8; method=CANCEL",
            "Content-Type: application/ics; name=\"invite.ics\"",
            "Content-Disposition: attachment; filename=\"invite.ics\"",
        ]
        .map(|line| text.find(line).unwrap_or_else(|| panic!("{line}: {text}")));
        assert!(places.is_sorted(), "{text}");
        assert_eq!(text.matches("QkVHSU46VkNBTEVOREFS").count(), 2, "{text}");
    }

    #[test]
    fn no_name_becomes_a_head_line() {
        let mut odd = mail();
        odd.to_name = "A\r\nBcc: all@evil.example".into();
        odd.subject = "B\r\nX-Evil: 1\n\nbody\0".into();
        odd.headers = Json(vec![("List-Id".into(), "<a>\r\nX-Worse: 2".into())]);
        let head = head(&odd);
        assert!(
            !head.contains("\r\nBcc") && !head.contains("\r\nX-Evil") && !head.contains("\r\nX-Worse"),
            "{head}"
        );
    }

    #[test]
    fn a_branch_has_its_own_name_and_address_for_answers() {
        let mut own = mail();
        own.headers.0.push(("From".into(), "Academy Vienna\r\nBcc: x@evil.example".into()));
        own.headers.0.push(("Reply-To".into(), "wien@nordhaus.example".into()));
        let head = head(&own);
        assert!(head.contains("<kundig@localhost>") && !head.contains("Kundig <"), "{head}");
        assert!(
            head.contains("Reply-To: wien@nordhaus.example") && !head.contains("\r\nBcc"),
            "{head}"
        );
        assert_eq!(head.matches("From:").count(), 1);
    }

    #[test]
    fn a_bounce_address_tells_which_mail_it_is_of() {
        let id = mail().id;
        let address = bounce_address("bounces@mail.example", "secret", id).unwrap().to_string();
        assert!(address.starts_with("bounces+") && address.ends_with("@mail.example"), "{address}");
        assert!(address.split('@').next().unwrap().len() <= 64, "{address}");
        let read = |address: &str| bounced("bounces@mail.example", "secret", address);
        assert_eq!(read(&address), Some(id));
        assert_eq!(
            read(&format!("<{}>", address.to_uppercase())),
            Some(id),
            "servers do not keep capitals"
        );
        assert_eq!(bounced("bounces@mail.example", "other", &address), None);
        for wrong in [
            "",
            "bounces@mail.example",
            "bounces+@mail.example",
            "bounces+7-7@mail.example",
            &address.replace("mail.", "evil."),
        ] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn what_is_no_address_is_told() {
        let mut odd = mail();
        for address in ["", "nobody", "a@b@c", "a b@c.example", "<a@b.example>", "a@b.example\r\nDATA"] {
            odd.to_address = address.into();
            assert!(
                matches!(compose(&odd, &body(), &Config::default()), Err(CannotCompose::Recipient(_))),
                "{address}"
            );
        }
    }

    #[test]
    fn a_head_line_that_is_none_is_told_and_a_branchs_wrong_address_for_answers_is_left_out() {
        let mut odd = mail();
        odd.headers.0.push(("Bad Name".into(), "x".into()));
        assert!(matches!(compose(&odd, &body(), &Config::default()), Err(CannotCompose::Content(_))));
        let mut odd = mail();
        odd.headers.0.push(("Reply-To".into(), "wien@@nordhaus.example".into()));
        assert!(!head(&odd).contains("Reply-To"), "{}", head(&odd));
        let mut config = Config::default();
        config.mail.from = "nobody".into();
        assert!(matches!(compose(&mail(), &body(), &config), Err(CannotCompose::Settings(_))));
    }

    #[test]
    fn secrets_are_taken_out_of_links_and_nothing_else_is() {
        let token = "a".repeat(30) + "-_9876543210x";
        let text = format!(
            "https://academy.example/welcome/{token}?x=1 und /courses/0193-aa, {}",
            "w".repeat(60)
        );
        assert_eq!(
            without_secrets(&text),
            format!("https://academy.example/welcome/…?x=1 und /courses/0193-aa, {}", "w".repeat(60))
        );
    }
}
