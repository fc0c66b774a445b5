//! What is read of feedback: one session's, and the sums by trainer, course and session.

use super::deed::title;
use super::store::{self, Feedback, Found, Which};
use crate::organisations::Scope;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::rules::id::{Id, Instant};
use crate::rules::workshop::feedback::{Ratings, Shown, Summary, USUAL_DAYS, open_until, shown, together};
use std::collections::{BTreeMap, HashMap};

/// By what it is summed up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum By {
    /// Who teaches.
    #[default]
    Trainer,
    /// What is taught.
    Course,
    /// One by one.
    Session,
}

impl By {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Trainer, Self::Course, Self::Session];

    /// The stable word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Trainer => "trainer",
            Self::Course => "course",
            Self::Session => "session",
        }
    }

    /// The one with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|by| by.as_str() == word)
    }
}

/// What a session's answers show.
#[derive(Clone, Debug)]
pub struct Read {
    /// How many were asked.
    pub asked: usize,
    /// How many answered.
    pub answered: usize,
    /// What is shown.
    pub shown: Shown,
    /// Their own words, sorted by letters, so that none tells whose it is; none as long as nothing is shown.
    pub comments: Vec<String>,
}

impl Read {
    fn of(asked: &[Feedback], until: Option<Instant>, now: Instant) -> Self {
        let ratings: Vec<Ratings> = asked.iter().filter_map(Feedback::ratings).collect();
        let shown = shown(&ratings, until, now);
        let mut comments: Vec<String> = match shown {
            Shown::Results(_) => asked.iter().filter_map(|one| one.comment.clone()).collect(),
            Shown::Open(_) | Shown::TooFew => Vec::new(),
        };
        comments.sort_by_key(|text| text.to_lowercase());
        Self {
            asked: asked.len(),
            answered: ratings.len(),
            shown,
            comments,
        }
    }
}

/// What a closed session shows.
pub fn read(conn: &mut Conn, found: &Found, now: Instant) -> Result<Read, Error> {
    let until = super::deed::answers_until(conn, found)?;
    Ok(Read::of(&store::feedback_in(conn, found.session.id)?, until, now))
}

/// A line of the overview.
#[derive(Clone, Debug)]
pub struct Line {
    /// Whose or what it is.
    pub label: String,
    /// The course's code, where it is a course's or a session's.
    pub code: Option<String>,
    /// The session, where it is one.
    pub session_id: Option<Id>,
    /// When that began.
    pub starts_at: Option<Instant>,
    /// Zone of its place.
    pub zone: chrono_tz::Tz,
    /// How many sessions asked.
    pub sessions: usize,
    /// How many of them show nothing, because too few answered or answers are still taken.
    pub silent: usize,
    /// What the others come to.
    pub summary: Summary,
}

/// The feedback of all closed sessions within a scope: by name or code, sessions with the latest first.
pub fn lines(conn: &mut Conn, scope: &Scope, by: By, locale: &str, now: Instant) -> Result<Vec<Line>, Error> {
    let mut asked: HashMap<Id, Vec<Feedback>> = HashMap::new();
    for one in store::all_feedback(conn)? {
        asked.entry(one.session_id).or_default().push(one);
    }
    let days: HashMap<Id, i32> = store::feedback_days(conn)?.into_iter().collect();
    let ids: Vec<Id> = asked.keys().copied().collect();
    let mut groups: BTreeMap<(String, Option<Id>), (Line, Vec<Shown>)> = BTreeMap::new();
    for ids in ids.chunks(500) {
        for found in store::list(conn, &Which::Some(ids.to_vec()))? {
            let Some(closed_at) = found.session.closed_at.filter(|_| scope.covers(&found.path)) else {
                continue;
            };
            let until = open_until(closed_at, days.get(&found.workshop.id).copied().unwrap_or(USUAL_DAYS));
            let one = asked.get(&found.session.id).map(Vec::as_slice).unwrap_or_default();
            let shown = Read::of(one, until, now).shown;
            for line in heads(&found, by, locale) {
                let key = (line.label.to_lowercase(), line.session_id);
                groups.entry(key).or_insert_with(|| (line, Vec::new())).1.push(shown.clone());
            }
        }
    }
    let sum = |(line, all): (Line, Vec<Shown>)| Line {
        sessions: all.len(),
        silent: all.iter().filter(|one| !matches!(one, Shown::Results(_))).count(),
        summary: together(&all),
        ..line
    };
    let mut lines: Vec<Line> = groups.into_values().map(sum).collect();
    if by == By::Session {
        lines.sort_by_key(|line| std::cmp::Reverse((line.starts_at, line.session_id)));
    }
    Ok(lines)
}

/// The lines to which a session belongs, without their sums.
fn heads(found: &Found, by: By, locale: &str) -> Vec<Line> {
    let line = |label: String, code: Option<String>, session: bool| Line {
        label,
        code,
        session_id: session.then_some(found.session.id),
        starts_at: found.session.starts_at.filter(|_| session),
        zone: found.session.zone(),
        sessions: 0,
        silent: 0,
        summary: Summary::default(),
    };
    let code = Some(found.course.code.clone());
    match by {
        By::Trainer => found
            .trainers
            .iter()
            .map(|trainer| line(trainer.name.clone(), None, false))
            .collect(),
        By::Course => vec![line(title(found, locale), code, false)],
        By::Session => vec![line(title(found, locale), code, true)],
    }
}
