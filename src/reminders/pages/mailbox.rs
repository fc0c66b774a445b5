//! What the mailbox shows: every mail as it was sent.

use crate::people::menu::Menu;
use crate::platform::views::{Field, Frame, Link, Page};
use chrono::{DateTime, Utc};
use serde::Serialize;

/// The list of mails.
#[derive(Clone, Debug, Serialize)]
pub struct MailboxPage {
    /// Whether a mail server is set up; otherwise this page is where mails go.
    pub leaves: bool,
    /// Why nothing leaves: `paused` or `stopped`; none where it does.
    pub standstill: Option<&'static str>,
    /// What the server said, where it refused our sign-in.
    pub standstill_reply: Option<String>,
    /// Since when a mail waits that should have left long since; none where none does.
    pub waits_since: Option<DateTime<Utc>>,
    /// Mails in this list, all places together.
    pub total: i64,
    /// Mails that somebody has to look at.
    pub set_aside: i64,
    /// Mails that wait.
    pub waiting: i64,
    /// What is searched for.
    pub search: Field,
    /// Filters by place; `label` is ready words.
    pub states: Vec<Link>,
    /// The chosen place in words.
    pub state: Option<String>,
    /// The chosen place as the address has it.
    pub state_value: String,
    /// Filters by kind; `label` is ready words.
    pub kinds: Vec<Link>,
    /// The chosen kind in words.
    pub kind: Option<String>,
    /// The chosen kind as the address has it.
    pub kind_value: String,
    /// The mails, the newest first.
    pub rows: Vec<MailRow>,
    /// Address of older ones.
    pub next: Option<String>,
}

/// A mail in the list.
#[derive(Clone, Debug, Serialize)]
pub struct MailRow {
    /// The mail.
    pub href: String,
    /// Its subject.
    pub subject: String,
    /// To whom.
    pub to_name: String,
    /// Address.
    pub to_address: String,
    /// Where it is, as a stable word.
    pub state: &'static str,
    /// When it got there, or was queued.
    pub at: DateTime<Utc>,
}

/// One mail as it was sent.
#[derive(Clone, Debug, Serialize)]
pub struct MailPage {
    /// Its subject.
    pub subject: String,
    /// To whom.
    pub to_name: String,
    /// Address.
    pub to_address: String,
    /// Language in words.
    pub language: String,
    /// What it is about, in words.
    pub kind: String,
    /// Where it is, as a stable word.
    pub state: &'static str,
    /// When it was decided.
    pub queued_at: DateTime<Utc>,
    /// When it was handed over or kept.
    pub sent_at: Option<DateTime<Utc>>,
    /// Hand-overs that did not succeed.
    pub attempts: i32,
    /// How often it was handed over anew without anybody knowing whether it had arrived.
    pub repeats: i32,
    /// What is worth noting, as a stable word.
    pub note: Option<String>,
    /// What the server said.
    pub reply: Option<String>,
    /// Its number on the wire.
    pub message_id: String,
    /// The plain part.
    pub text: String,
    /// Address of the HTML part.
    pub html_href: String,
    /// Whether links for one use are shown without their secret.
    pub masked: bool,
    /// Where it is put back into the queue or sent anew; none where that makes no sense.
    pub resend: Option<String>,
}

fn at() -> DateTime<Utc> {
    "2026-11-24T06:00:12Z".parse().expect("an instant")
}

impl Page for MailboxPage {
    const TEMPLATE: &'static str = "reminders/mailbox";

    fn samples() -> Vec<Self> {
        let row = |subject: &str, name: &str, state| MailRow {
            href: "/mailbox/0193".to_owned(),
            subject: subject.to_owned(),
            to_name: name.to_owned(),
            to_address: "selin.aydin@thermopartner.example".to_owned(),
            state,
            at: at(),
        };
        let full = Self {
            leaves: true,
            standstill: None,
            standstill_reply: None,
            waits_since: Some(at()),
            total: 1203,
            set_aside: 1,
            waiting: 4,
            search: Field::new("search"),
            states: Vec::new(),
            state: None,
            state_value: String::new(),
            kinds: Vec::new(),
            kind: None,
            kind_value: String::new(),
            rows: vec![
                row("In 7 Tagen fällig: Hochvolt-Sicherheit", "Selin Aydın", "sent"),
                row("Überfällig: Kältemittel, Jahresnachweis", "Franz Gruber", "set_aside"),
                row("Ihre Leute: 3 Personen im Rückstand", "Hannes Weiß", "queued"),
            ],
            next: Some("/mailbox?before=0193".to_owned()),
        };
        let stopped = Self {
            standstill: Some("stopped"),
            waits_since: None,
            standstill_reply: Some("535 5.7.8 authentication failed".to_owned()),
            ..full.clone()
        };
        let paused = Self {
            standstill: Some("paused"),
            leaves: false,
            waits_since: None,
            set_aside: 0,
            waiting: 0,
            total: 0,
            rows: Vec::new(),
            next: None,
            ..full.clone()
        };
        vec![full, stopped, paused]
    }

    fn sample_frame() -> Frame {
        Menu::Manufacturer.sample_frame("/administration")
    }
}

impl Page for MailPage {
    const TEMPLATE: &'static str = "reminders/mail";

    fn samples() -> Vec<Self> {
        let sent = Self {
            subject: "In 7 Tagen fällig: Hochvolt-Sicherheit".to_owned(),
            to_name: "Selin Aydın".to_owned(),
            to_address: "selin.aydin@thermopartner.example".to_owned(),
            language: "Deutsch".to_owned(),
            kind: "Erinnerung".to_owned(),
            state: "sent",
            queued_at: at(),
            sent_at: Some(at()),
            attempts: 1,
            repeats: 1,
            note: Some("unknown_repeated".to_owned()),
            reply: Some("250 2.0.0 queued as 4711".to_owned()),
            message_id: "<0193@akademie.nordhaus.example>".to_owned(),
            text: "Guten Tag, Selin Aydın,\n\nHochvolt-Sicherheit ist in 7 Tagen fällig.\n".to_owned(),
            html_href: "/mailbox/0193/html".to_owned(),
            masked: true,
            resend: Some("/mailbox/0193/resend".to_owned()),
        };
        let aside = Self {
            state: "set_aside",
            sent_at: None,
            note: Some("refused".to_owned()),
            reply: Some("550 5.1.1 no such person".to_owned()),
            masked: false,
            ..sent.clone()
        };
        let secret = Self {
            resend: None,
            note: None,
            reply: None,
            ..sent.clone()
        };
        vec![sent, aside, secret]
    }

    fn sample_frame() -> Frame {
        Menu::Manufacturer.sample_frame("/administration")
    }
}
