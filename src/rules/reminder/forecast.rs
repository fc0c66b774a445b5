//! The forecast: the plan over days to come, without writing.

use super::plan::{FURTHEST_MOVE_DAYS, Track, decide, tracks};
use super::{Addressee, Calendar, Claim, Fate, Journal, Key, Obligation, Reason, Schedule};
use crate::rules::id::{Id, Instant};
use crate::rules::obligation::midnight;
use chrono::{Days, NaiveDate};
use chrono_tz::Tz;
use std::collections::{BTreeMap, HashMap};

/// A notice that would go out.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Forecast {
    /// The recipient's local date.
    pub on: NaiveDate,
    /// The notice.
    pub key: Key,
    /// The role under which the recipient would be told.
    pub role: Addressee,
}

/// A step whose day would come and that nobody would be told of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PassedOver {
    /// The recipient's local date on which that is decided.
    pub on: NaiveDate,
    /// The notice.
    pub key: Key,
    /// The role under which the recipient would have been told.
    pub role: Addressee,
    /// `Superseded` or `Skipped`; nobody can foresee what is held, withdrawn or fails.
    pub fate: Fate,
    /// Why.
    pub reason: Option<Reason>,
}

/// What days to come bring.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ahead {
    /// What would go out.
    pub told: Vec<Forecast>,
    /// What would not.
    pub passed_over: Vec<PassedOver>,
}

/// What would go out from the first to the last of these days, both included, in order (rule 10). Nobody satisfies anything in between,
/// there is no brake, and a partner whose reminders are not switched on counts as switched on on the first day.
pub fn forecast(
    obligations: &[Obligation],
    ladders: &HashMap<Id, Schedule>,
    journal: &Journal,
    calendar: &Calendar,
    from: NaiveDate,
    to: NaiveDate,
) -> Vec<Forecast> {
    ahead(obligations, ladders, journal, calendar, from, to).told
}

/// The same with what would be passed over on these days, and why.
pub fn ahead(
    obligations: &[Obligation],
    ladders: &HashMap<Id, Schedule>,
    journal: &Journal,
    calendar: &Calendar,
    from: NaiveDate,
    to: NaiveDate,
) -> Ahead {
    let obligations: Vec<(Obligation, &Schedule)> = obligations
        .iter()
        .filter_map(|obligation| {
            let schedule = ladders.get(&obligation.requirement_id)?;
            let mut obligation = obligation.clone();
            obligation.reminders_since_on.get_or_insert(from);
            Some((obligation, schedule))
        })
        .collect();
    let mut lines: BTreeMap<Id, Vec<Line<'_>>> = BTreeMap::new();
    for (obligation, schedule) in &obligations {
        let mut dues: Vec<NaiveDate> = obligation.standings.iter().filter_map(|standing| standing.due_on).collect();
        dues.sort_unstable();
        dues.dedup();
        for due_on in dues {
            let reach = (to - due_on).num_days() + FURTHEST_MOVE_DAYS;
            // The date at the person's place may be a day ahead of or behind the recipient's.
            let (first, last) = (from - Days::new(2), to + Days::new(2));
            for (holds_from, holds_until, _) in schedule.between(first, last) {
                for (recipient_id, track) in tracks(obligation, (schedule, holds_from), calendar, due_on, reach) {
                    lines.entry(recipient_id).or_default().push(Line {
                        obligation,
                        due_on,
                        holds_from,
                        holds_until,
                        track,
                    });
                }
            }
        }
    }
    let mut found = Ahead::default();
    for (recipient_id, lines) in &lines {
        of_one(*recipient_id, lines, journal, calendar, (from, to), &mut found);
    }
    found.told.sort_unstable();
    found.passed_over.sort_unstable();
    found
}

/// The steps of one obligation, for one of its due dates, that one recipient may be told of.
struct Line<'a> {
    obligation: &'a Obligation,
    due_on: NaiveDate,
    /// First day of the ladder of the track, at the person's place.
    holds_from: NaiveDate,
    /// First day of the one after it.
    holds_until: Option<NaiveDate>,
    track: Track<'a>,
}

impl Line<'_> {
    fn holds(&self, day: NaiveDate) -> bool {
        self.holds_from <= day && self.holds_until.is_none_or(|next| day < next)
    }
}

/// What one recipient would be told, day by day: at the hour at which mail may go out, or later that day where a new day begins at the place
/// of somebody who owes something; once a day.
fn of_one(
    recipient_id: Id,
    lines: &[Line<'_>],
    journal: &Journal,
    calendar: &Calendar,
    (from, to): (NaiveDate, NaiveDate),
    found: &mut Ahead,
) {
    let Some(zone) = lines.first().map(|line| line.track.holder.person.zone) else {
        return;
    };
    let mut places: Vec<Tz> = lines
        .iter()
        .map(|line| line.obligation.zone)
        .filter(|place| *place != zone)
        .collect();
    places.sort_by_key(|place| place.name());
    places.dedup();
    let mut decided = Journal::default();
    for day in from.iter_days().take_while(|day| *day <= to) {
        if journal.told_on(recipient_id, day) || !lines.iter().any(|line| line.track.has_come(day)) {
            continue;
        }
        for at in looks(day, zone, &places, calendar) {
            let told = found.told.len();
            for line in lines {
                let local = at.utc().with_timezone(&line.obligation.zone).date_naive();
                if !line.holds(local) {
                    continue;
                }
                let standing = line.obligation.on(local).filter(|standing| standing.due_on == Some(line.due_on));
                let Some(standing) = standing.filter(|standing| standing.claim != Claim::Nothing) else {
                    continue;
                };
                for decision in decide(line.obligation, standing, &line.track, &[journal, &decided], day) {
                    let mut fate = decision.fate;
                    if fate == Fate::Planned {
                        fate = Fate::Sent;
                        found.told.push(Forecast {
                            on: day,
                            key: decision.key,
                            role: decision.role,
                        });
                    } else {
                        found.passed_over.push(PassedOver {
                            on: day,
                            key: decision.key,
                            role: decision.role,
                            fate,
                            reason: decision.reason,
                        });
                    }
                    decided.enter(decision.key, fate, decision.step_on);
                }
            }
            if found.told.len() > told {
                break;
            }
        }
    }
}

/// The instants of a recipient's day at which something new may be owed: when mail may go out, and midnights elsewhere after that.
fn looks(day: NaiveDate, zone: Tz, places: &[Tz], calendar: &Calendar) -> Vec<Instant> {
    let opens = calendar.opens_at(day, zone);
    let mut found = vec![opens];
    for place in places {
        let there = opens.utc().with_timezone(place).date_naive();
        let next = there.checked_add_days(Days::new(1)).map(|next| midnight(next, *place));
        found.extend(next.filter(|at| at.utc().with_timezone(&zone).date_naive() == day));
    }
    found.sort_unstable();
    found.dedup();
    found
}
