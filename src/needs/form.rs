//! Reading what is asked and what is answered, for pages and calls alike.

use crate::courses::store::{self as courses, Course};
use crate::organisations::{Organisation, Scope, by_name, is_own, store as organisations};
use crate::people::store::listing;
use crate::platform::db::Conn;
use crate::platform::error::{Error, Message};
use crate::platform::form::{Faults, Typed};
use crate::rules::id::Id;
use crate::rules::language::language;
use crate::rules::need::{Answer, Lacking};
use chrono::NaiveDate;

/// Most courses and people that are offered.
const MOST: i64 = 5_000;

/// Most people that one need is for.
const MOST_PEOPLE: i32 = 1_000;

/// Longest topic and place, in characters.
const LONGEST_LINE: usize = 200;

/// Languages that are offered first; whoever needs another one asks by call or says so in words.
pub const LANGUAGES: [&str; 10] = ["de", "en", "fr", "it", "es", "pl", "cs", "nl", "pt", "sv"];

/// Longest text, in characters.
pub const LONGEST_TEXT: usize = 2_000;

/// What can be chosen.
#[derive(Debug)]
pub struct Offered {
    /// Organisations for which somebody may ask, by name.
    pub organisations: Vec<Organisation>,
    /// Courses that can be named, by code.
    pub courses: Vec<Course>,
    /// Those of them that can be taken: nobody is offered what is still being written.
    pub on_offer: Vec<Course>,
    /// People within reach, by name.
    pub people: Vec<(Id, String)>,
}

impl Offered {
    /// What somebody with this scope can choose from.
    pub fn load(conn: &mut Conn, scope: &Scope, today: NaiveDate) -> Result<Self, Error> {
        let mut organisations = by_name(organisations::list(conn, scope)?);
        organisations.retain(|organisation| organisation.archived_at.is_none() && !is_own(organisation));
        let people = listing::list(conn, scope, &listing::Filter::current(today), None, MOST)?;
        Ok(Self {
            organisations,
            on_offer: courses_on_offer(conn)?,
            courses: courses_in_use(conn)?,
            people: people.into_iter().map(|person| (person.id, person.name())).collect(),
        })
    }
}

/// The courses of which something is published, by code.
fn courses_on_offer(conn: &mut Conn) -> Result<Vec<Course>, Error> {
    let codes: Vec<String> = courses_in_use(conn)?.into_iter().map(|course| course.code).collect();
    let mut offered = courses::list_by_codes(conn, &codes)?;
    offered.retain(|(_, version)| version.is_some());
    offered.sort_by(|(a, _), (b, _)| a.code.cmp(&b.code));
    Ok(offered.into_iter().map(|(course, _)| course).collect())
}

/// The courses that are in use, by code.
pub fn courses_in_use(conn: &mut Conn) -> Result<Vec<Course>, Error> {
    let mut all = courses::list(conn, None, MOST)?;
    all.retain(|course| course.archived_at.is_none());
    Ok(all)
}

/// What is asked.
#[derive(Clone, Debug)]
pub struct NewNeed {
    /// Who asks.
    pub organisation: Organisation,
    /// For which course.
    pub course: Option<Course>,
    /// Or on which topic.
    pub topic: Option<String>,
    /// More about it.
    pub details: Option<String>,
    /// People named.
    pub people: Vec<Id>,
    /// For how many.
    pub people_count: i32,
    /// By when.
    pub wanted_by_on: Option<NaiveDate>,
    /// Where.
    pub place: Option<String>,
    /// In which language.
    pub language: String,
}

/// What was typed as a need, or all that is wrong with it.
pub fn need(typed: &Typed, offered: &Offered, today: NaiveDate) -> Result<NewNeed, Error> {
    let mut faults = Faults::new();
    let organisation = organisation(typed, &offered.organisations, &mut faults);
    let course = course(typed, &offered.courses, &mut faults);
    let topic = faults.text("topic", typed.one("topic"), LONGEST_LINE, false);
    if typed.one("course").is_empty() && typed.one("topic").trim().is_empty() {
        faults.note("topic", "need-fault-what");
    }
    if topic.as_deref().is_some_and(|topic| topic.contains(['\n', '\r'])) {
        faults.note("topic", "fault-control");
    }
    let details = faults.text("details", typed.one("details"), LONGEST_TEXT, false);
    let mut people = Vec::new();
    for given in typed.all("people") {
        let known = given
            .parse::<Id>()
            .ok()
            .filter(|id| offered.people.iter().any(|(known, _)| known == id));
        match known {
            Some(id) if !people.contains(&id) => people.push(id),
            Some(_) => {}
            None => faults.note("people", "fault-choice"),
        }
    }
    let people_count = match i32::try_from(people.len()) {
        Ok(count @ 1..) => Some(count),
        _ => count(typed, &mut faults),
    };
    let wanted_by_on = faults.date("wanted_by_on", typed.one("wanted_by_on"), false);
    if wanted_by_on.is_some_and(|on| on < today) {
        faults.note("wanted_by_on", "need-fault-past");
    }
    let place = faults.text("place", typed.one("place"), LONGEST_LINE, false);
    let language = language(typed.one("language").trim());
    if language.is_none() {
        faults.note("language", "fault-choice");
    }
    let read = organisation
        .zip(people_count)
        .zip(language)
        .map(|((organisation, people_count), language)| NewNeed {
            organisation,
            topic: topic.filter(|_| course.is_none()),
            course,
            details,
            people,
            people_count,
            wanted_by_on,
            place,
            language: language.to_owned(),
        });
    faults.or(read)
}

/// For whom somebody joins, and for how many people.
pub fn joining(typed: &Typed, offered: &[Organisation]) -> Result<(Organisation, i32), Error> {
    let mut faults = Faults::new();
    let organisation = organisation(typed, offered, &mut faults);
    let count = count(typed, &mut faults);
    faults.or(organisation.zip(count))
}

/// The organisation named by its identifier or number; the first one where none is.
fn organisation(typed: &Typed, offered: &[Organisation], faults: &mut Faults) -> Option<Organisation> {
    let named = typed.one("organisation");
    let found = match named {
        "" => offered.first(),
        named => offered
            .iter()
            .find(|organisation| organisation.id.to_string() == named || organisation.external_id == named),
    };
    if found.is_none() {
        faults.note("organisation", "fault-choice");
    }
    found.cloned()
}

fn course(typed: &Typed, offered: &[Course], faults: &mut Faults) -> Option<Course> {
    let named = typed.one("course");
    let found = offered.iter().find(|course| course.code == named);
    if found.is_none() && !named.is_empty() {
        faults.note("course", "fault-choice");
    }
    found.cloned()
}

fn count(typed: &Typed, faults: &mut Faults) -> Option<i32> {
    let count = typed
        .one("people_count")
        .trim()
        .parse()
        .ok()
        .filter(|count| (1..=MOST_PEOPLE).contains(count));
    if count.is_none() {
        faults.add("people_count", Message::new("need-fault-count").with("most", MOST_PEOPLE));
    }
    count
}

/// What is answered.
#[derive(Clone, Debug)]
pub struct NewAnswer {
    /// In which way.
    pub answer: Answer,
    /// The day on which it is taught.
    pub held_on: Option<NaiveDate>,
    /// The course that serves.
    pub course: Option<Course>,
    /// Place, what else serves, or the reason.
    pub remark: Option<String>,
}

/// What was typed as an answer, or all that is wrong with it. What the chosen way does not ask for is left out.
pub fn answer(typed: &Typed, offered: &[Course], today: NaiveDate) -> Result<NewAnswer, Error> {
    let mut faults = Faults::new();
    let way = Answer::from_word(typed.one("answer"));
    if way.is_none() {
        faults.note("answer", "fault-choice");
    }
    let dated = way == Some(Answer::Date);
    let held_on = if dated {
        faults.date("held_on", typed.one("held_on"), false)
    } else {
        None
    };
    let serves = way == Some(Answer::Substitute);
    let course = if serves { course(typed, offered, &mut faults) } else { None };
    let remark = faults.text("remark", typed.one("remark"), LONGEST_TEXT, false);
    // A day that cannot be read has its own fault already.
    if faults.is_empty() {
        match way.and_then(|way| way.lacking(held_on, course.is_some(), remark.is_some(), today)) {
            Some(Lacking::Date) => faults.note("held_on", "fault-missing"),
            Some(Lacking::Ahead) => faults.note("held_on", "need-fault-past"),
            Some(Lacking::Substitute) => faults.note("remark", "need-fault-substitute"),
            Some(Lacking::Reason) => faults.note("remark", "need-fault-reason"),
            None => {}
        }
    }
    let read = way.map(|answer| NewAnswer {
        answer,
        held_on,
        course,
        remark,
    });
    faults.or(read)
}
