//! What lies ahead: which obligations fall due in which month, so that workshops can be planned for them.
//!
//! - An obligation falls due on its due date in force, in the month that holds it. Pauses and waivers have moved that date already, so
//!   somebody who is away counts on the day on which they are asked again, and one who is away without an end counts nowhere.
//! - A first due date counts like any other, also while nothing is to be done yet (`open`): it asks for the initial course.
//! - Of the calendar kind, the date is the last day of the training year that is still asked for. The whole year therefore stands in its
//!   last month, though each may be trained from its first day on; a workshop for it belongs before that month.
//! - The course that counts is the one that will really be asked for: where refreshers take turns, of those whose turn it is; of several the
//!   one that the rule names first, equivalents after those that it names, as they stand at the end of the month; and one that is no longer
//!   on offer gives way to one that is.
//! - Each obligation counts once. What would follow after the next proof depends on when that is given, and is not foreseen.
//! - Whose time under the requirement ends before the due date is not asked any more.
//! - What was due before today and is not done (`grace`, `overdue`, `lapsed`) stands apart, as *behind*: it needs a place at once.

use crate::rules::obligation::{Counting, Counts, Path, Status};
use chrono::{Datelike, Months, NaiveDate};

/// Most months that are looked at.
pub const MOST_MONTHS: u32 = 36;

/// Months that are looked at where nobody says otherwise.
pub const USUAL_MONTHS: u32 = 12;

/// The time that is looked at: from today to the end of a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// The first day; what was due before is behind.
    pub today: NaiveDate,
    /// The last day.
    pub until: NaiveDate,
}

impl Window {
    /// So many months, the present one among them: at least one, at most [`MOST_MONTHS`].
    pub fn of(today: NaiveDate, months: u32) -> Self {
        let months = months.clamp(1, MOST_MONTHS);
        let following = month_of(today).checked_add_months(Months::new(months)).unwrap_or(NaiveDate::MAX);
        Self {
            today,
            until: following.pred_opt().unwrap_or(NaiveDate::MAX),
        }
    }

    /// The first day of each month, in order.
    pub fn months(&self) -> Vec<NaiveDate> {
        let first = month_of(self.today);
        (0..=MOST_MONTHS)
            .filter_map(|count| first.checked_add_months(Months::new(count)))
            .take_while(|month| *month <= self.until)
            .collect()
    }

    /// The days of a month that lie in the window; none where it lies outside.
    pub fn days_of(&self, month: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
        let first = month_of(month);
        let last = Self::of(first, 1).until;
        let inside = first >= month_of(self.today) && last <= self.until;
        inside.then(|| (first.max(self.today), last))
    }
}

/// The first day of a day's month.
pub fn month_of(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

/// What of an obligation decides where it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Where the person stands.
    pub status: Status,
    /// The due date in force, moved; none: there is none, or it was taken away.
    pub due_on: Option<NaiveDate>,
    /// The last day on which the requirement applies to the person.
    pub end_on: Option<NaiveDate>,
}

/// Where an obligation counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Falls {
    /// It was due before today.
    Behind,
    /// It falls due in the month that begins on this day.
    In(NaiveDate),
}

/// Where it counts; none: nowhere in the window.
pub fn falls(standing: &Standing, window: &Window) -> Option<Falls> {
    let due = standing.due_on.filter(|due| *due <= window.until)?;
    let asks = !matches!(standing.status, Status::Satisfied | Status::NotSubject);
    let stays = standing.end_on.is_none_or(|end| end >= due);
    (asks && stays).then(|| match due < window.today {
        true => Falls::Behind,
        false => Falls::In(month_of(due)),
    })
}

/// What of an obligation decides which courses satisfy it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asks {
    /// What counts from now on.
    pub path: Option<Path>,
    /// Which list of refreshers it is the turn of, where they take turns.
    pub turn: Option<usize>,
    /// The day on which equivalents are looked at.
    pub on: NaiveDate,
}

/// The courses that satisfy an obligation, each once. First the one under which it is counted: each obligation is one place in one workshop.
/// The others count instead.
pub fn courses_of(counting: &Counting, asks: Asks, offered: impl Fn(&str) -> bool) -> Vec<&str> {
    let named = |counts| counting.courses_on(counts, asks.turn, asks.on);
    let initial = counting.courses_on(Counts::Initial, None, asks.on);
    let mut courses = match asks.path {
        Some(Path::Refresher) => named(Counts::Refresher),
        _ => Vec::new(),
    };
    let asked = if courses.is_empty() { initial.len() } else { courses.len() };
    for course in initial {
        if !courses.contains(&course) {
            courses.push(course);
        }
    }
    if let Some(at) = courses.iter().take(asked).position(|course| offered(course)) {
        courses.get_mut(..=at).into_iter().for_each(|before| before.rotate_right(1));
    }
    courses
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::obligation::{Demand, Equivalence, Extent, Recurrence, Rule, Statements};
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn window() -> Window {
        Window::of(day("2026-11-24"), 12)
    }

    fn falls_on(status: Status, due: &str, end: Option<&str>) -> Option<Falls> {
        let standing = Standing {
            status,
            due_on: Some(day(due)),
            end_on: end.map(day),
        };
        falls(&standing, &window())
    }

    #[test]
    fn the_window_ends_with_a_month() {
        assert_eq!(window().until, day("2027-10-31"));
        assert_eq!(window().months().len(), 12);
        assert_eq!(Window::of(day("2026-01-31"), 0).until, day("2026-01-31"));
        assert_eq!(Window::of(day("2026-01-31"), 99).months().len(), 36);
        let days = |month| window().days_of(day(month));
        assert_eq!(days("2026-11-01"), Some((day("2026-11-24"), day("2026-11-30"))));
        assert_eq!(days("2027-02-13"), Some((day("2027-02-01"), day("2027-02-28"))));
        assert_eq!((days("2026-10-01"), days("2027-11-01")), (None, None));
    }

    #[test]
    fn a_due_date_counts_in_its_month_whatever_the_person_is_up_to() {
        for status in [Status::Open, Status::Valid, Status::Due, Status::Paused, Status::Waived] {
            assert_eq!(falls_on(status, "2027-02-28", None), Some(Falls::In(day("2027-02-01"))), "{status}");
        }
        assert_eq!(falls_on(Status::Due, "2026-11-24", None), Some(Falls::In(day("2026-11-01"))));
        assert_eq!(falls_on(Status::Valid, "2027-11-01", None), None);
    }

    #[test]
    fn what_was_due_before_today_is_behind() {
        for status in [Status::Grace, Status::Overdue, Status::Lapsed] {
            assert_eq!(falls_on(status, "2026-11-23", None), Some(Falls::Behind), "{status}");
        }
    }

    #[test]
    fn who_is_done_or_gone_by_then_is_not_asked() {
        assert_eq!(falls_on(Status::Satisfied, "2027-02-28", None), None);
        assert_eq!(falls_on(Status::NotSubject, "2027-02-28", None), None);
        assert_eq!(falls_on(Status::Valid, "2027-02-28", Some("2027-02-27")), None);
        assert!(falls_on(Status::Valid, "2027-02-28", Some("2027-02-28")).is_some());
    }

    fn rule() -> Rule {
        Rule {
            initial: vec!["HV-101".to_owned(), "HV-102".to_owned()],
            refresher: vec!["HV-R1".to_owned()],
            rotation: Vec::new(),
            strength: Demand::Any,
            recognise_days: None,
            first_due: None,
            recurrence: Recurrence::Once,
            round_to_month_end: false,
            notice_days: 0,
            grace_days: 0,
            lapse_months: None,
            return_days: 0,
        }
    }

    fn asked(rule: &Rule, stated: &Statements, path: Path, turn: Option<usize>, gone: &[&str]) -> Vec<String> {
        let counting = Counting::of(rule, stated);
        let asks = Asks {
            path: Some(path),
            turn,
            on: day("2027-06-30"),
        };
        let courses = courses_of(&counting, asks, |course| !gone.contains(&course));
        courses.into_iter().map(str::to_owned).collect()
    }

    #[test]
    fn a_place_is_counted_at_the_course_named_first() {
        let (mut rule, none) = (rule(), Statements::default());
        assert_eq!(asked(&rule, &none, Path::Initial, None, &[]), ["HV-101", "HV-102"]);
        assert_eq!(asked(&rule, &none, Path::Refresher, None, &[]), ["HV-R1", "HV-101", "HV-102"]);
        rule.refresher.clear();
        assert_eq!(asked(&rule, &none, Path::Refresher, None, &[]), ["HV-101", "HV-102"]);
    }

    #[test]
    fn where_refreshers_take_turns_the_one_whose_turn_it_is_counts() {
        let mut rule = rule();
        rule.refresher.clear();
        rule.rotation = vec![vec!["R-A".to_owned()], vec!["R-B".to_owned(), "R-C".to_owned()]];
        let none = Statements::default();
        assert_eq!(asked(&rule, &none, Path::Refresher, Some(0), &[]), ["R-A", "HV-101", "HV-102"]);
        assert_eq!(
            asked(&rule, &none, Path::Refresher, Some(1), &[]),
            ["R-B", "R-C", "HV-101", "HV-102"]
        );
        assert_eq!(asked(&rule, &none, Path::Initial, None, &[]), ["HV-101", "HV-102"]);
    }

    #[test]
    fn a_course_that_is_no_longer_on_offer_gives_way_to_an_equivalent_that_is() {
        let equivalence = |course: &str, to: Option<&str>| Equivalence {
            course: course.to_owned(),
            counts_for: "HV-101".to_owned(),
            extent: Extent::Full,
            both_ways: false,
            from: day("2026-01-01"),
            to: to.map(day),
        };
        let stated = |to| Statements {
            equivalences: vec![equivalence("HV-E", to)],
            values: Vec::new(),
        };
        let mut rule = rule();
        rule.initial.truncate(1);
        let all = |to, gone: &[&str]| asked(&rule, &stated(to), Path::Initial, None, gone);
        assert_eq!(all(None, &[]), ["HV-101", "HV-E"]);
        assert_eq!(all(None, &["HV-101"]), ["HV-E", "HV-101"]);
        assert_eq!(all(Some("2027-06-29"), &["HV-101"]), ["HV-101"], "by then it counts no more");
        assert_eq!(
            all(None, &["HV-101", "HV-E"]),
            ["HV-101", "HV-E"],
            "none is on offer, and one is owed"
        );
        // What is on offer for a first time does not take the place of a refresher.
        assert_eq!(
            asked(&rule, &stated(None), Path::Refresher, None, &["HV-R1"]),
            ["HV-R1", "HV-101", "HV-E"]
        );
    }

    proptest! {
        #[test]
        fn nothing_counts_outside_of_the_window(today in 0_i32..40_000, months in 1_u32..40, ahead in -900_i64..2_000, status in 0_usize..10) {
            let today = NaiveDate::from_ymd_opt(1950, 1, 1).unwrap() + chrono::Duration::days(i64::from(today));
            let window = Window::of(today, months);
            let due = today + chrono::Duration::days(ahead);
            let standing = Standing { status: Status::ALL[status], due_on: Some(due), end_on: None };
            match falls(&standing, &window) {
                Some(Falls::In(month)) => {
                    prop_assert!(window.months().contains(&month));
                    let (first, last) = window.days_of(month).unwrap();
                    prop_assert!(first <= due && due <= last);
                }
                Some(Falls::Behind) => prop_assert!(due < today),
                None => prop_assert!(due > window.until || matches!(standing.status, Status::Satisfied | Status::NotSubject)),
            }
        }
    }
}
