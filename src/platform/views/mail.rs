//! Mails: `templates/mail/<message>/{subject.txt,body.txt,body.mjml}.hbs`.

use chrono::NaiveDate;
use handlebars::Context;
use serde::Serialize;

use super::{Frame, ViewError, Views, context, data};
use crate::platform::i18n::Locale;

/// What a mail is filled with.
pub trait Mail: Serialize {
    /// Folder below `templates/mail/`.
    const MESSAGE: &'static str;

    /// One value per state worth seeing; every one is rendered by a test.
    fn samples() -> Vec<Self>
    where
        Self: Sized;
}

/// What every mail needs to know beside its own data.
#[derive(Clone, Debug, Serialize)]
pub struct MailFrame {
    /// The recipient's language.
    pub locale: Locale,
    /// `ltr` or `rtl`.
    pub direction: &'static str,
    /// Where lines begin and end; follows from the direction.
    pub sides: Sides,
    /// The recipient's local date.
    pub today: NaiveDate,
    /// IANA name of the recipient's zone.
    pub time_zone: String,
    /// Name above and below the mail.
    pub brand_name: String,
    /// Who sends it, with address, on one line.
    pub sender_line: String,
    /// Where one sets which mails one gets.
    pub settings_url: String,
}

/// Where lines begin and end. Programs for mail do not know `start` and `end`, so that these must be named.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Sides {
    /// `left` or `right`.
    pub start: &'static str,
    /// The other one.
    pub end: &'static str,
}

impl Sides {
    /// Of what is written in this direction, `ltr` or `rtl`.
    pub fn of(direction: &str) -> Self {
        let (start, end) = if direction == "rtl" { ("right", "left") } else { ("left", "right") };
        Self { start, end }
    }
}

impl MailFrame {
    /// What a mail takes from the frame of a page; `sender_line` and `settings_url` are the mail's own.
    pub fn from_frame(frame: &Frame, sender_line: &str, settings_url: &str) -> Self {
        Self {
            locale: frame.locale,
            direction: frame.direction,
            sides: Sides::of(frame.direction),
            today: frame.today,
            time_zone: frame.time_zone.clone(),
            brand_name: frame.brand.name.clone(),
            sender_line: sender_line.to_owned(),
            settings_url: settings_url.to_owned(),
        }
    }
}

/// A mail in words, ready to be put into an envelope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// One line.
    pub subject: String,
    /// The plain part; says the same as the other.
    pub text: String,
    /// The HTML part.
    pub html: String,
    /// What goes into the reader's calendar with it: one invitation or its withdrawal (iCalendar).
    pub calendar: Option<String>,
}

impl Views {
    /// Renders the three parts of a mail in the recipient's language.
    pub fn mail<M: Mail>(&self, frame: &MailFrame, mail: &M) -> Result<Letter, ViewError> {
        let context = context(M::MESSAGE, mail, data(M::MESSAGE, frame)?)?;
        self.letter(M::MESSAGE, frame.locale, &context)
    }

    /// The three parts of a message, filled with what is at hand.
    pub(super) fn letter(&self, message: &str, locale: Locale, context: &Context) -> Result<Letter, ViewError> {
        let part = |name: &str| self.render(locale, &format!("mail/{message}/{name}"), context);
        let subject = part("subject.txt")?.split_whitespace().collect::<Vec<_>>().join(" ");
        Ok(Letter {
            subject,
            text: tidy(&part("body.txt")?),
            html: part("body.mjml")?,
            calendar: None,
        })
    }
}

/// A template's own line breaks leave runs of empty lines where a block is left out.
fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut empty = 0_usize;
    for line in text.trim().lines().map(str::trim_end) {
        empty = if line.is_empty() { empty + 1 } else { 0 };
        if empty < 2 {
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}
