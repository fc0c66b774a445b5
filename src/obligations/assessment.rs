//! From what is known of a person to what they owe: which requirements concern them, since when, and what the rules say.

mod matching;
mod version;

pub use matching::Seen;

use super::store::{Asks, Input, Network, Requirement, Span, Stay, Version};
use crate::evidence::store::Fact;
use crate::rules::audience::Audience;
use crate::rules::id::{Id, Instant};
use crate::rules::knowledge::{Knowledge, Later};
use crate::rules::obligation::{
    Assessment, Case, Counting, Cycle, Demand, Excuses, PassedOver, Piece, Proofs, Range, Rule, Statements, Status, Subject, Verdict,
    Worth, midnight, today,
};
use chrono::{Duration, NaiveDate};
use chrono_tz::Tz;
use matching::{Matcher, first_day, unmatched};
use version::Earlier;

/// A requirement that decides.
#[derive(Clone, Debug)]
pub struct Decisive {
    /// The requirement.
    pub requirement_id: Id,
    /// Its code.
    pub code: String,
    /// The version; none for one that is only tried out.
    pub version_id: Option<Id>,
    in_force_on: NaiveDate,
    retired_on: Option<NaiveDate>,
    audience: Audience,
    rule: Rule,
    counting: Counting,
    earlier: Option<Box<Earlier>>,
}

impl Decisive {
    /// A version of a requirement, whatever its state, with what is stated about courses.
    pub fn new(requirement: &Requirement, version: &Version, stated: &Statements) -> Self {
        Self {
            requirement_id: requirement.id,
            code: requirement.code.clone(),
            version_id: Some(version.id),
            in_force_on: version.in_force_on,
            retired_on: requirement.retired_on,
            audience: version.audience.0.clone(),
            counting: Counting::of(&version.rule.0, stated),
            rule: version.rule.0.clone(),
            earlier: None,
        }
    }

    /// A definition that is tried out. `requirement_id` names the requirement where there is one already, else none that exists.
    pub fn tried(definition: &crate::rules::requirement::Definition, requirement_id: Id, stated: &Statements) -> Self {
        Self {
            requirement_id,
            code: definition.code.clone(),
            version_id: None,
            in_force_on: definition.in_force_on,
            retired_on: None,
            audience: definition.audience.clone(),
            counting: Counting::of(&definition.rule, stated),
            rule: definition.rule.clone(),
            earlier: None,
        }
    }

    /// What these ask of people.
    pub fn asks<'d>(all: impl IntoIterator<Item = &'d Self>) -> Asks {
        let languages = |part: &Audience| !part.languages.is_empty();
        let mut asks = Asks::default();
        for one in all.into_iter().flat_map(Self::versions) {
            asks.languages |= one.audience.asks(languages);
            asks.facts |= one.audience.asks(|part| !part.person_facts.is_empty());
            for course in one
                .counting
                .courses()
                .filter(|course| !asks.courses.contains(*course))
                .collect::<Vec<_>>()
            {
                asks.courses.insert(course.to_owned());
            }
        }
        asks
    }

    /// What it asks for.
    pub fn rule(&self) -> &Rule {
        &self.rule
    }

    /// The courses that count.
    pub fn counting(&self) -> &Counting {
        &self.counting
    }
}

/// What one person owes by one requirement.
#[derive(Clone, Copy, Debug)]
pub struct Owed<'a> {
    /// By which requirement.
    pub decisive: &'a Decisive,
    /// The earliest membership that matches and holds now: whoever moved on owes it where they are.
    pub stay: Stay,
    /// Whom it concerns, from when to when.
    pub subject: Subject,
    /// What the rules say.
    pub assessment: Assessment,
    /// When that changes if nothing else happens.
    pub next_change_at: Option<Instant>,
    /// By what was known when.
    knowledge: Knowledge,
}

/// Most changes of one obligation that are looked at ahead.
const MOST_CHANGES: usize = 60;

impl Owed<'_> {
    /// Whether the person holds what is asked on the day that was assessed, and is there.
    pub fn is_qualified(&self) -> bool {
        holds(&self.assessment)
    }

    /// The days from today on on which the person is qualified if nothing else happens: satisfied, neither overdue nor lapsed, and not away.
    pub fn qualified(&self, input: &Input<'_>) -> Vec<(NaiveDate, Option<NaiveDate>)> {
        let (mut proofs, mut excuses) = (Proofs::default(), Excuses::default());
        fill((&mut proofs, &mut excuses), self.decisive, input, self.subject, self.knowledge);
        let case = Case {
            rule: &self.decisive.rule,
            subject: self.subject,
            proofs: &proofs,
            excuses: &excuses,
        };
        let mut day = self.assessment.facts.today;
        let (mut spans, mut since) = (Vec::new(), None);
        for _ in 0..MOST_CHANGES {
            let said = case.on(day);
            match (since, holds(&said)) {
                (None, true) => since = Some(day),
                (Some(from), false) => {
                    spans.push((from, Some(day.pred_opt().unwrap_or(day))));
                    since = None;
                }
                _ => {}
            }
            let Some(next) = case.next_change(day) else { break };
            day = next;
        }
        spans.extend(since.map(|from| (from, None)));
        spans
    }
}

/// Whether somebody counts where qualified people are counted.
fn holds(said: &Assessment) -> bool {
    said.qualified() && !matches!(said.status, Status::NotSubject | Status::Paused)
}

/// Assesses people one after the other. It keeps its buffers, so that assessing allocates next to nothing.
#[derive(Debug)]
pub struct Assessor<'a> {
    network: &'a Network,
    decisive: &'a [Decisive],
    as_of: Instant,
    knowledge: Knowledge,
    matcher: Matcher<'a>,
    proofs: Proofs,
    excuses: Excuses,
}

impl<'a> Assessor<'a> {
    /// For these requirements at this instant, by all that is known by now.
    pub fn new(network: &'a Network, decisive: &'a [Decisive], as_of: Instant) -> Self {
        Self {
            network,
            decisive,
            as_of,
            knowledge: Knowledge::Today,
            matcher: Matcher::new(network, as_of),
            proofs: Proofs::default(),
            excuses: Excuses::default(),
        }
    }

    /// The same by what was known of evidence, pauses and waivers then.
    pub fn by(self, knowledge: Knowledge) -> Self {
        Self { knowledge, ..self }
    }

    /// What a person owes, in the order of the requirements, and what is newly seen of their matching.
    pub fn assess(&mut self, input: &Input<'_>, mut owed: impl FnMut(Owed<'a>), mut seen: impl FnMut(Id, Seen)) {
        let roles = self.matcher.roles_of(input);
        // Who came by an import is believed; only other people's runs have to be remembered.
        let remembered = input.stays.iter().any(|stay| !stay.imported);
        for decisive in self.decisive {
            let found = self.matcher.run_of((&decisive.audience, decisive.requirement_id), input, &roles);
            let (own, news) = match found {
                Some(found) => {
                    let (possible, run) = found.possible;
                    let (since, news) = first_day(decisive.requirement_id, input.runs, possible, &run, found.day);
                    (self.term(decisive, &found, since), news)
                }
                None if remembered => (
                    None,
                    unmatched(decisive.requirement_id, input.runs, today(self.as_of, chrono_tz::UTC)),
                ),
                None => (None, None),
            };
            let applies = self.applies(decisive, input, &roles, own);
            // Whoever is still in by the version before has not begun or ended anything yet.
            if applies.as_ref().is_none_or(|applies| applies.turns_on.is_none()) {
                news.into_iter().for_each(|news| seen(decisive.requirement_id, news));
            }
            let Some(applies) = applies else { continue };
            let (stay, term) = (applies.stay, applies.term);
            let time_zone = self.network.location(stay.organisation_id, stay.location_id).zone;
            let subject = Subject {
                start: term.start,
                end: term.end,
                time_zone,
            };
            let mut answer = self.answer(applies.decisive, input, stay, subject);
            // The day after which it is owed somewhere else.
            let moves_on = stay
                .end_on
                .filter(|end| term.end.is_none_or(|last| *end < last))
                .and_then(|end| end.succ_opt());
            for turns_on in [applies.turns_on, moves_on].into_iter().flatten() {
                // Never behind, or the next run would find it again and again.
                let at = Some(midnight(turns_on, time_zone)).filter(|at| *at > self.as_of);
                let at = at.unwrap_or_else(|| self.as_of.plus(Duration::hours(1)));
                answer.next_change_at = Some(answer.next_change_at.map_or(at, |next| next.min(at)));
            }
            owed(answer);
        }
    }

    /// The days of an obligation, as a case of the rules.
    fn answer(&mut self, decisive: &'a Decisive, input: &Input<'_>, stay: Stay, subject: Subject) -> Owed<'a> {
        let buffers = (&mut self.proofs, &mut self.excuses);
        fill(buffers, decisive, input, subject, self.knowledge);
        let case = Case {
            rule: &decisive.rule,
            subject,
            proofs: &self.proofs,
            excuses: &self.excuses,
        };
        let day = today(self.as_of, subject.time_zone);
        let change = case.next_change(day).map(|day| midnight(day, subject.time_zone));
        Owed {
            decisive,
            stay,
            subject,
            assessment: case.on(day),
            // Where clocks go back over midnight a day begins twice; what would lie behind is looked at again soon.
            next_change_at: change.map(|at| if at > self.as_of { at } else { self.as_of.plus(Duration::hours(1)) }),
            knowledge: self.knowledge,
        }
    }
}

/// Fills the buffers with what concerns one obligation.
fn fill((proofs, excuses): (&mut Proofs, &mut Excuses), decisive: &Decisive, input: &Input<'_>, subject: Subject, knowledge: Knowledge) {
    let mine = |span: &&Span| {
        let asked = span.requirement_id.is_none_or(|id| id == decisive.requirement_id);
        asked && knowledge.counts(&span.written(), subject.time_zone)
    };
    let range = |span: &Span| Range {
        from: span.from_on,
        to: span.to_on,
    };
    excuses.fill(
        input.pauses.iter().filter(mine).map(range),
        input.waivers.iter().filter(mine).map(range),
    );
    proofs.fill(looked_at(decisive, input, subject, knowledge).filter_map(|(_, verdict)| verdict.proof()));
}

/// What a requirement makes of somebody's evidence that counts by what was known.
fn looked_at<'f>(
    decisive: &'f Decisive,
    input: &Input<'f>,
    subject: Subject,
    knowledge: Knowledge,
) -> impl Iterator<Item = (&'f Fact, Verdict)> {
    let rule = &decisive.rule;
    let (facts, zone) = (input.facts, subject.time_zone);
    let counts = move |fact: &&Fact| knowledge.counts(&fact.written(), zone) && !replaces(fact, facts, knowledge, zone);
    let standing = facts.iter().filter(counts);
    standing.map(move |fact| {
        // Only what must be proven asks how and when it was recorded.
        let strength = (rule.strength != Demand::Any).then(|| fact.strength.parse().ok()).flatten();
        let piece = Piece {
            course: &fact.course,
            on: fact.on,
            valid_until: fact.valid_until,
            strength,
            recorded_on: strength.map(|_| today(fact.recorded_at, subject.time_zone)),
            worth: Worth::stored(fact.hours_hundredths, fact.points_hundredths),
        };
        (fact, rule.look(&decisive.counting, &piece, subject.start))
    })
}

/// Whether a record that was taken over later only puts one right that was on record on the day: then that one counts, and not both.
fn replaces(fact: &Fact, facts: &[Fact], knowledge: Knowledge, zone: Tz) -> bool {
    let taken_over = matches!(knowledge.later(&fact.written(), zone), Some(Later::TakenOver(_)));
    taken_over
        && facts.iter().any(|other| {
            let same = other.on == fact.on && other.course == fact.course;
            same && matches!(knowledge.later(&other.written(), zone), Some(Later::Withdrawn(_)))
        })
}

/// Evidence that a requirement passes over, though its course is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotCounted {
    /// Code of the course.
    pub course: String,
    /// The day that it is about.
    pub on: NaiveDate,
    /// Why it does not count.
    pub why: PassedOver,
}

/// What lies behind an obligation: the cycles that are over, and the latest evidence after the last proof that does not count.
#[derive(Clone, Debug, Default)]
pub struct Behind {
    /// The oldest first.
    pub cycles: Vec<Cycle>,
    /// Why something that was done did not help.
    pub not_counted: Option<NotCounted>,
}

impl Behind {
    /// What lies behind what a person owes.
    pub fn of(owed: &Owed<'_>, input: &Input<'_>) -> Self {
        let (mut proofs, mut excuses) = (Proofs::default(), Excuses::default());
        fill((&mut proofs, &mut excuses), owed.decisive, input, owed.subject, owed.knowledge);
        let case = Case {
            rule: &owed.decisive.rule,
            subject: owed.subject,
            proofs: &proofs,
            excuses: &excuses,
        };
        let (last, today) = (owed.assessment.satisfied_on, owed.assessment.facts.today);
        let seen = looked_at(owed.decisive, input, owed.subject, owed.knowledge);
        let passed = seen.filter_map(|(fact, verdict)| match verdict {
            Verdict::PassedOver(why) if fact.on <= today && last.is_none_or(|last| last < fact.on) => Some((fact, why)),
            _ => None,
        });
        Self {
            cycles: case.cycles(today),
            not_counted: passed.max_by_key(|(fact, _)| fact.on).map(|(fact, why)| NotCounted {
                course: fact.course.to_string(),
                on: fact.on,
                why,
            }),
        }
    }
}
