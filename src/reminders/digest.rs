//! One mail out of all that a recipient is owed today: grouped by urgency, then requirement, then team.

use super::envelope::frame;
pub use super::line::Line;
use super::mail::{Group, OwnFinding, OwnLine, PersonLine, ReminderMail, ToldLate, Topic, mark};
use super::store::choices::Optional;
use super::store::material::{Material, Texts};
use super::store::network::Known;
use super::{own_words, released, unsubscribing};
use crate::people::sign_in;
use crate::people::store::{self as people, OneTimeLink};
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::i18n::Locale;
use crate::platform::state::State;
use crate::platform::views::Letter;
use crate::rules::id::{Id, Instant};
use crate::rules::obligation::Status;
use crate::rules::reminder::{Key, next_step};
use crate::rules::wording::Phase;
use chrono::{Duration, NaiveDate};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Who else is told the same: by person, requirement and step.
pub type Others = HashMap<(Id, Id, Option<i32>), BTreeSet<Id>>;

/// Lines of other things of one's own; whoever has more looks at the page.
const OWN_LINES: usize = 5;

/// Lines about others; whoever has more looks at the page.
const TEAM_LINES: usize = 30;

/// The order of urgency, in lists and digests alike.
fn rank(status: Status) -> usize {
    match status {
        Status::Overdue => 0,
        Status::Lapsed => 1,
        Status::Grace => 2,
        Status::Due => 3,
        Status::Open => 4,
        _ => 5,
    }
}

/// A text in a language, else in English, else in whichever there is.
pub fn text(texts: &Texts, locale: Locale) -> Option<String> {
    let tongue = texts.get(locale.code());
    tongue.or_else(|| texts.get("en")).or_else(|| texts.values().next()).cloned()
}

/// The recipient's language.
pub fn locale(known: &Known) -> Locale {
    Locale::for_language(&known.language).unwrap_or_default()
}

/// The recipient's date.
pub fn today(known: &Known, now: Instant) -> NaiveDate {
    now.utc().with_timezone(&known.recipient.zone).date_naive()
}

/// A thing that is owed, ready to be sorted.
struct Thing {
    line: Line,
    status: Status,
    /// The day behind the status word: in grace its last one, the first one on which it was too late, else the due date.
    on: NaiveDate,
    requirement: String,
    team: String,
    team_path: String,
    person: String,
    pass_on: bool,
    told_late: Option<ToldLate>,
}

/// The mail's content without its link. Lines whose obligation is not in the material are left out; none where nothing is left.
pub fn compose(material: &Material, recipient: &Known, lines: &[Line], others: &Others, now: Instant) -> Option<ReminderMail> {
    let locale = locale(recipient);
    let (steps, endings): (Vec<Line>, Vec<Line>) = lines.iter().partition(|line| line.key.offset_days.is_some());
    let mut things: Vec<Thing> = steps
        .iter()
        .filter_map(|line| thing(material, recipient, line, (locale, now)))
        .collect();
    things.sort_by(|a, b| {
        let key = |t: &Thing| (rank(t.status), t.line.key.due_on, t.requirement.clone(), t.person.clone());
        key(a).cmp(&key(b))
    });
    let (own, team): (Vec<Thing>, Vec<Thing>) = things
        .into_iter()
        .partition(|thing| thing.line.key.person_id == recipient.recipient.id);
    let first = own.first().or(team.first());
    let requirement = first.and_then(|first| material.requirements.get(&first.line.key.requirement_id));
    let mut mail = ReminderMail {
        name: recipient.name.clone(),
        own: own.first().map(|thing| finding(thing, today(recipient, now))),
        others: own.iter().skip(1).take(OWN_LINES).map(own_line).collect(),
        others_more: own.len().saturating_sub(1 + OWN_LINES),
        groups: groups(&team),
        late: late(&team),
        coming: team.iter().filter(|thing| rank(thing.status) > 1).count(),
        team_more: team.len().saturating_sub(TEAM_LINES),
        url: String::new(),
        courses: own.first().map(|thing| courses(material, &thing.line.key)).unwrap_or_default(),
        basis: requirement
            .and_then(|one| text(&one.basis, locale))
            .filter(|basis| !basis.is_empty()),
        role: first.map_or("released", |first| first.line.role.as_str()),
        also: None,
        next_on: None,
        released: Vec::new(),
        released_count: 0,
        released_more: 0,
        released_own: false,
        written: first.map(|first| {
            let about = own_words::Subject {
                key: &first.line.key,
                requirement: &first.requirement,
                person: &first.person,
                partner: &first.team,
                phase: Phase::of(first.status, (first.line.key.due_on - today(recipient, now)).num_days()),
            };
            own_words::written(material, recipient, &about)
        }),
        own_subject: None,
        opening: Vec::new(),
        opening_text: String::new(),
        closing: Vec::new(),
        closing_text: String::new(),
        fallback: own_words::unspoken(&recipient.language),
        unsubscribe: None,
    };
    released::add(&mut mail, material, recipient, &endings, locale);
    if first.is_none() && mail.released.is_empty() {
        return None;
    }
    if let Some(thing) = own.first() {
        let key = &thing.line.key;
        let told = others.get(&(key.person_id, key.requirement_id, key.offset_days));
        let names: Vec<&str> = told
            .into_iter()
            .flatten()
            .filter(|id| **id != recipient.recipient.id)
            .filter_map(|id| Some(material.network.person(*id)?.name.as_str()))
            .collect();
        mail.also = (!names.is_empty()).then(|| names.join(", "));
        mail.next_on = material
            .obligation(key)
            .zip(material.ladders.get(&key.requirement_id))
            .and_then(|(obligation, schedule)| next_step(obligation, schedule, &material.calendar, key, now))
            .filter(|(_, ids)| ids.contains(&recipient.recipient.id))
            .map(|(on, _)| on);
    }
    Some(mail)
}

/// Codes of the courses that would do, the shortest way first.
fn courses(material: &Material, key: &Key) -> Vec<String> {
    let owed = material.owed.get(&(key.person_id, key.requirement_id));
    let refreshes = owed.is_some_and(|owed| owed.refreshes);
    let Some(requirement) = material.requirements.get(&key.requirement_id) else {
        return Vec::new();
    };
    let turn = owed.and_then(|owed| requirement.rule.rotation.get(owed.turn?));
    let shorter = requirement
        .rule
        .refresher
        .iter()
        .chain(turn.into_iter().flatten())
        .filter(|_| refreshes);
    shorter.chain(&requirement.rule.initial).cloned().collect()
}

fn thing(material: &Material, recipient: &Known, line: &Line, (locale, now): (Locale, Instant)) -> Option<Thing> {
    let key = &line.key;
    let owed = material.owed.get(&(key.person_id, key.requirement_id))?;
    let requirement = material.requirements.get(&key.requirement_id)?;
    let person = material.network.person(key.person_id)?;
    let unit = material.network.units.get(&owed.organisation_id)?;
    Some(Thing {
        line: *line,
        status: owed.status,
        on: owed.late_on.unwrap_or(key.due_on),
        requirement: text(&requirement.title, locale).unwrap_or_else(|| requirement.code.clone()),
        team: unit.name.clone(),
        team_path: unit.path.clone(),
        person: person.name.clone(),
        pass_on: !person.recipient.reachable,
        told_late: line.told_late(material, recipient, now),
    })
}

fn finding(thing: &Thing, today: NaiveDate) -> OwnFinding {
    let due_on = thing.line.key.due_on;
    let days = (due_on - today).num_days();
    OwnFinding {
        kind: match thing.status {
            Status::Overdue => "overdue",
            Status::Lapsed => "lapsed",
            _ if days < 0 => "grace",
            _ => "ahead",
        },
        requirement: thing.requirement.clone(),
        due_on,
        days,
        since_on: Some(thing.on).filter(|_| thing.status == Status::Overdue),
        grace_until: Some(thing.on).filter(|on| thing.status == Status::Grace && *on > due_on),
        told_late: thing.told_late.clone(),
    }
}

fn own_line(thing: &Thing) -> OwnLine {
    let (mark, tone, word) = mark(thing.status);
    OwnLine {
        status: thing.status.as_str(),
        mark,
        tone,
        word,
        requirement: thing.requirement.clone(),
        due_on: thing.on,
        told_late: thing.told_late.clone(),
    }
}

/// People who are overdue or lapsed, each once.
fn late(team: &[Thing]) -> usize {
    let late = team.iter().filter(|thing| rank(thing.status) <= 1);
    late.map(|thing| thing.line.key.person_id).collect::<BTreeSet<_>>().len()
}

fn groups(team: &[Thing]) -> Vec<Group> {
    type Topics<'a> = BTreeMap<(&'a str, &'a str), (&'a str, Vec<PersonLine>)>;
    let mut by_urgency: BTreeMap<usize, (Status, Topics<'_>)> = BTreeMap::new();
    for thing in team.iter().take(TEAM_LINES) {
        let (_, topics) = by_urgency
            .entry(rank(thing.status))
            .or_insert_with(|| (thing.status, BTreeMap::new()));
        let (_, people) = topics
            .entry((&thing.requirement, &thing.team_path))
            .or_insert_with(|| (&thing.team, Vec::new()));
        people.push(PersonLine {
            name: thing.person.clone(),
            due_on: thing.on,
            pass_on: thing.pass_on,
            told_late: thing.told_late.clone(),
        });
    }
    by_urgency
        .into_values()
        .map(|(status, topics)| {
            let (mark, tone, word) = mark(status);
            let topic = |((requirement, _), (team, mut people)): ((&str, &str), (&str, Vec<PersonLine>))| Topic {
                requirement: requirement.to_owned(),
                team: team.to_owned(),
                told_late: ToldLate::said_once(&mut people, |person| &mut person.told_late),
                people,
            };
            Group {
                status: status.as_str(),
                mark,
                tone,
                word,
                topics: topics.into_iter().map(topic).collect(),
            }
        })
        .collect()
}

/// A mail in words, and the one-time link in it that is kept with it.
#[derive(Debug)]
pub struct Worded {
    /// The words.
    pub letter: Letter,
    /// The link; none where the reader has a password.
    pub link: Option<OneTimeLink>,
}

/// The mail in words, with its link. Whoever has no password yet and owes something gets a one-time link, so the letter is a new secret
/// each time it is written. `secret` is the installation's ([`seal::secret`](crate::platform::seal::secret)).
pub fn write(
    state: &State,
    secret: &str,
    material: &Material,
    recipient: &Known,
    mut mail: ReminderMail,
    now: Instant,
) -> Result<Worded, Error> {
    if mail.own.is_none() && mail.groups.is_empty() {
        mail.unsubscribe = Some(unsubscribing::address(state, secret, recipient.recipient.id, Optional::Released));
    }
    let path = path(material, &mail);
    let base = &state.config.server.public_url;
    let (url, link) = if mail.own.is_some() && !recipient.has_password {
        let life = Duration::days(state.config.sign_in.invitation_days.into());
        let (link, token) = sign_in::new_link(state, recipient.recipient.id, "reminder", Some(path), None, life, now);
        (format!("{base}/welcome/{token}"), Some(link))
    } else {
        (format!("{base}{path}"), None)
    };
    let letter = worded(state, recipient, mail, url, now)?;
    Ok(Worded { letter, link })
}

impl Worded {
    /// Keeps the link and answers the words.
    pub fn keep(self, conn: &mut Conn) -> Result<Letter, Error> {
        if let Some(link) = &self.link {
            people::insert_link(conn, link)?;
        }
        Ok(self.letter)
    }
}

/// Where the button of a mail leads.
pub fn path(material: &Material, mail: &ReminderMail) -> String {
    if let Some(href) = mail.courses.iter().find_map(|code| material.courses.get(code)) {
        return href.clone();
    }
    let own = mail.own.is_some() || (mail.groups.is_empty() && mail.released_own);
    if own { "/training" } else { "/obligations" }.to_owned()
}

/// The mail in words, with this address under its button.
pub fn worded(state: &State, recipient: &Known, mut mail: ReminderMail, url: String, now: Instant) -> Result<Letter, Error> {
    let frame = frame(state, recipient, now);
    mail.url = url;
    if let Some(written) = mail.written.take() {
        own_words::put_in(state, &frame, &mut mail, &written);
    }
    state.views.mail(&frame, &mail).map_err(Error::internal)
}
