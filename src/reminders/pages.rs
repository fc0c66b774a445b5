//! What the pages of reminders and of the mailbox show.

mod asking;
mod calendar;
mod choices;
mod feed;
mod journal;
mod ladder;
pub mod mailbox;
mod switch;
mod texts;
mod unreachable;

pub use asking::{AskedPage, AskedRow, OwedLine};
pub use calendar::{CalendarsPage, CountryPage, CountryRow};
pub use choices::{ChoiceRow, MailChoicesPage, SenderRow, SendersPage, UnsubscribePage};
pub use feed::{FeedPage, FeedRow, ToldPage, ToldRow};
pub use journal::{HeldPage, HeldRow, LogPage, NoticeRow};
pub use ladder::{HeirRow, LadderAhead, LadderForm, LadderPage};
pub use switch::{ForecastDay, ForecastPage, PartnerRow, PassedCount, RemindersPage, SwitchPage};
pub use texts::{Preview, TextPage, TextRow, TextsPage};
pub use unreachable::{UnreachablePage, UnreachableRow};

use super::mail::bounce::AddressDeadMail;
use super::mail::duty::DutiesDueMail;
use super::mail::overview::OverviewMail;
use super::mail::{ReminderMail, RemindersHeldMail};
use chrono::NaiveDate;
use mailbox::{MailPage, MailboxPage};
use serde::Serialize;

/// A place beside others at the head of a page.
#[derive(Clone, Debug, Serialize)]
pub struct Tab {
    /// Address.
    pub href: &'static str,
    /// Message key.
    pub key: &'static str,
    /// How many wait there.
    pub waiting: Option<String>,
    /// Whether it is this page.
    pub current: bool,
}

/// The places of reminders.
pub fn tabs(here: &str, held: usize) -> Vec<Tab> {
    [
        ("/reminders", "reminders-tab-partners"),
        ("/reminders/held", "reminders-tab-held"),
        ("/reminders/log", "reminders-tab-log"),
        ("/reminders/forecast", "reminders-tab-forecast"),
        ("/reminders/ladder", "reminders-tab-ladder"),
        ("/reminders/texts", "reminders-tab-texts"),
        ("/reminders/calendar", "reminders-tab-calendar"),
    ]
    .map(|(href, key)| Tab {
        href,
        key,
        waiting: (href == "/reminders/held" && held > 0).then(|| held.to_string()),
        current: href == here,
    })
    .to_vec()
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a day of the calendar")
}

crate::samples! {
    pages: RemindersPage, SwitchPage, ForecastPage, LogPage, HeldPage, CalendarsPage, CountryPage, LadderPage, AskedPage, TextsPage, TextPage, FeedPage, ToldPage, UnreachablePage, SendersPage, MailChoicesPage, UnsubscribePage, MailboxPage, MailPage;
    mails: ReminderMail, RemindersHeldMail, OverviewMail, AddressDeadMail, DutiesDueMail
}
