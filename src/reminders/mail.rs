//! The mails of this slice: one digest a day, and word to the training managers that a run was held.

pub mod bounce;
pub mod duty;
pub mod overview;
mod samples;

use crate::platform::views::Mail;
use crate::rules::obligation::Status;
use crate::rules::reminder::Ending;
use crate::rules::wording::{Paragraph, Part, Wording};
use chrono::NaiveDate;
use serde::Serialize;

/// All that one recipient is owed on one day.
#[derive(Clone, Debug, Serialize)]
pub struct ReminderMail {
    /// Whom it greets.
    pub name: String,
    /// What the recipient owes most urgently; none: it is only about others.
    pub own: Option<OwnFinding>,
    /// What else the recipient owes, at most five.
    pub others: Vec<OwnLine>,
    /// How many more that are not listed.
    pub others_more: usize,
    /// What the recipient's people owe.
    pub groups: Vec<Group>,
    /// People who are late, each once.
    pub late: usize,
    /// Things of people that are due.
    pub coming: usize,
    /// Things of people that are not listed.
    pub team_more: usize,
    /// Where the button leads.
    pub url: String,
    /// Codes of the courses that would do for the finding, the shortest way first; the button leads to the first that can be taken here.
    #[serde(skip)]
    pub courses: Vec<String>,
    /// What the requirement is founded on, in the recipient's language.
    pub basis: Option<String>,
    /// Under which role it is sent: `learner`, `supervisor`, `partner_admin`, `partner_manager`, `training_manager`.
    pub role: &'static str,
    /// Names of others who got this reminder, joined.
    pub also: Option<String>,
    /// When the next reminder of the finding would come.
    pub next_on: Option<NaiveDate>,
    /// What is not owed any more, the reader's own first.
    pub released: Vec<ReleasedLine>,
    /// How many such things there are.
    pub released_count: usize,
    /// How many of them are not listed.
    pub released_more: usize,
    /// Whether one of them is the reader's own.
    pub released_own: bool,
    /// What somebody wrote for it, before the values are put in.
    #[serde(skip)]
    pub written: Option<Written>,
    /// The subject that somebody wrote; none: the built-in one.
    pub own_subject: Option<String>,
    /// What somebody wrote below the heading.
    pub opening: Vec<Paragraph>,
    /// The same as plain text.
    pub opening_text: String,
    /// What somebody wrote before the foot.
    pub closing: Vec<Paragraph>,
    /// The same as plain text.
    pub closing_text: String,
    /// The reader's language by its own name, where mails do not exist in it.
    pub fallback: Option<String>,
    /// Where one chooses such mails away; none where a duty is told.
    pub unsubscribe: Option<String>,
}

/// Texts that somebody wrote, with what is put into them.
#[derive(Clone, Debug)]
pub struct Written {
    /// Title of the requirement.
    pub requirement: String,
    /// By when.
    pub due_on: NaiveDate,
    /// Who owes it.
    pub person: String,
    /// The organisation because of which.
    pub partner: String,
    /// The subject.
    pub subject: Option<Wording>,
    /// The opening.
    pub opening: Option<Wording>,
    /// The closing.
    pub closing: Option<Wording>,
}

impl Written {
    /// The text of a part.
    pub fn part_mut(&mut self, part: Part) -> &mut Option<Wording> {
        match part {
            Part::Subject => &mut self.subject,
            Part::Opening => &mut self.opening,
            Part::Closing => &mut self.closing,
        }
    }
}

/// Something that is not owed any more.
#[derive(Clone, Debug, Serialize)]
pub struct ReleasedLine {
    /// Who; none: the reader.
    pub person: Option<String>,
    /// Title of the requirement.
    pub requirement: String,
    /// Why, to the reader alone.
    pub ending: Option<Ending>,
}

/// What is told only after the day of its step (faults.md 4.9).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ToldLate {
    /// The step's day.
    pub on: NaiveDate,
    /// Why, as far as it is known: `waited`, `again`, `missed`, or why nobody could have been told on that day.
    pub why: String,
}

impl ToldLate {
    /// What is late for the same reason and of the same day for all of several lines is said once above them, not at each.
    pub fn said_once<T>(lines: &mut [T], of: impl Fn(&mut T) -> &mut Option<Self>) -> Option<Self> {
        let (first, others) = lines.split_first_mut()?;
        let shared = of(first).clone()?;
        if others.is_empty() || others.iter_mut().any(|line| of(line).as_ref() != Some(&shared)) {
            return None;
        }
        for line in lines {
            *of(line) = None;
        }
        Some(shared)
    }
}

/// What stands in the heading.
#[derive(Clone, Debug, Serialize)]
pub struct OwnFinding {
    /// `ahead`, `grace`, `overdue` or `lapsed`.
    pub kind: &'static str,
    /// Title of the requirement.
    pub requirement: String,
    /// By when.
    pub due_on: NaiveDate,
    /// Days until then, 0 today; negative once it is past.
    pub days: i64,
    /// The first day on which it was overdue, where it is.
    pub since_on: Option<NaiveDate>,
    /// Last day of grace, where it is in it and that is known.
    pub grace_until: Option<NaiveDate>,
    /// Where it is told late.
    pub told_late: Option<ToldLate>,
}

/// Another thing the recipient owes.
#[derive(Clone, Debug, Serialize)]
pub struct OwnLine {
    /// Status.
    pub status: &'static str,
    /// Its mark as a character.
    pub mark: &'static str,
    /// Colour of the mark.
    pub tone: &'static str,
    /// Colour of the word: red where it is too late, else as text.
    pub word: &'static str,
    /// Title of the requirement.
    pub requirement: String,
    /// By when, or since when; in grace its last day.
    pub due_on: NaiveDate,
    /// Where it is told late.
    pub told_late: Option<ToldLate>,
}

/// Things of one urgency.
#[derive(Clone, Debug, Serialize)]
pub struct Group {
    /// Status.
    pub status: &'static str,
    /// Its mark as a character.
    pub mark: &'static str,
    /// Colour of the mark.
    pub tone: &'static str,
    /// Colour of the word: red where it is too late, else as text.
    pub word: &'static str,
    /// By requirement, then team.
    pub topics: Vec<Topic>,
}

/// Things of one requirement and team.
#[derive(Clone, Debug, Serialize)]
pub struct Topic {
    /// Title of the requirement.
    pub requirement: String,
    /// The organisation.
    pub team: String,
    /// Where all of it is told equally late.
    pub told_late: Option<ToldLate>,
    /// Who, and by when.
    pub people: Vec<PersonLine>,
}

/// A person in a digest.
#[derive(Clone, Debug, Serialize)]
pub struct PersonLine {
    /// Name.
    pub name: String,
    /// By when, or since when; in grace its last day.
    pub due_on: NaiveDate,
    /// No mail reaches them: the reader is asked to pass it on.
    pub pass_on: bool,
    /// Where it is told late, and others beside it are not, or of another day.
    pub told_late: Option<ToldLate>,
}

/// More would have gone out than the brake lets pass.
#[derive(Clone, Debug, Serialize)]
pub struct RemindersHeldMail {
    /// Whom it greets.
    pub name: String,
    /// How many notices are held.
    pub held: usize,
    /// Codes of their requirements, joined.
    pub requirements: String,
    /// Where one decides.
    pub url: String,
}

/// The mark of a status as a character, its colour, and the colour of the word beside it (look, "Status marks").
pub fn mark(status: Status) -> (&'static str, &'static str, &'static str) {
    const TEXT: &str = "#1b2430";
    const RED: &str = "#a3211b";
    const AMBER: &str = "#b3690a";
    const GREY: &str = "#56606d";
    const GREEN: &str = "#17693a";
    match status {
        Status::Overdue => ("▲", RED, RED),
        Status::Lapsed => ("△", RED, RED),
        Status::Grace | Status::Due => ("◆", AMBER, TEXT),
        Status::Open => ("○", GREY, TEXT),
        _ => ("●", GREEN, TEXT),
    }
}

impl Mail for RemindersHeldMail {
    const MESSAGE: &'static str = "reminders_held";

    fn samples() -> Vec<Self> {
        vec![Self {
            name: "Marta Kjellberg".to_owned(),
            held: 1840,
            requirements: "HV, REF".to_owned(),
            url: "https://akademie.nordhaus.example/reminders/held".to_owned(),
        }]
    }
}
