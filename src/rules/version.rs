//! Which of two versions of a requirement applies to somebody: a later one may hold for newcomers before it holds for those already in.

use chrono::NaiveDate;

/// From when to when a version applies to somebody by its own audience.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// First day of the run of matching the audience.
    pub from: NaiveDate,
    /// First day of the obligation.
    pub start: NaiveDate,
    /// Last day; none: open.
    pub end: Option<NaiveDate>,
}

/// From when a later version holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn {
    /// For newcomers.
    pub in_force_on: NaiveDate,
    /// For those already in: never before.
    pub already_in_on: NaiveDate,
}

/// The version that applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// The later one.
    Later(Term),
    /// The one before it still, until the turn.
    Earlier(Term),
}

/// Which version applies on a day, and from when to when. Somebody is already in where the version before applied to them on the eve of
/// the first day for newcomers. They keep their beginning as long as they go on matching; until the turn the version before applies to
/// them, and whoever does not match the later one is out from the turn on. Everybody else is a newcomer.
pub fn holds(later: Option<Term>, earlier: Option<Term>, turn: Turn, today: NaiveDate) -> Option<Holds> {
    let eve = turn.in_force_on.pred_opt().unwrap_or(turn.in_force_on);
    let already_in = earlier.filter(|term| term.start <= eve && term.end.is_none_or(|end| eve <= end));
    let Some(before) = already_in else {
        return later.map(Holds::Later);
    };
    let goes_on = later.filter(|term| term.from <= turn.already_in_on && term.end.is_none_or(|end| turn.already_in_on <= end));
    if today >= turn.already_in_on {
        let kept = goes_on.map(|term| Term {
            start: before.start,
            ..term
        });
        return kept.or(later).map(Holds::Later);
    }
    let last = turn.already_in_on.pred_opt().filter(|_| goes_on.is_none());
    Some(Holds::Earlier(Term {
        end: [before.end, last].into_iter().flatten().min(),
        ..before
    }))
}

/// Which of the versions of a requirement that were put into force held on a day, of those given as number and first day (for newcomers): the
/// latest one whose first day had come. One that was put into force for an earlier day than the one before it took its place from that day on.
pub fn on_day(versions: impl IntoIterator<Item = (i32, NaiveDate)>, day: NaiveDate) -> Option<i32> {
    let begun = versions.into_iter().filter(|(_, first)| *first <= day);
    begun.map(|(number, _)| number).max()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn term(from: &str, start: &str, end: Option<&str>) -> Option<Term> {
        Some(Term {
            from: day(from),
            start: day(start),
            end: end.map(day),
        })
    }

    fn turn() -> Turn {
        Turn {
            in_force_on: day("2027-01-01"),
            already_in_on: day("2027-07-01"),
        }
    }

    /// What a later version with a turn on 2027-07-01 makes of somebody, on a day: which version, first and last day.
    fn told(later: Option<Term>, earlier: Option<Term>, today: &str) -> Option<(&'static str, String, String)> {
        let (which, term) = match holds(later, earlier, turn(), day(today))? {
            Holds::Later(term) => ("later", term),
            Holds::Earlier(term) => ("earlier", term),
        };
        Some((
            which,
            term.start.to_string(),
            term.end.map(|end| end.to_string()).unwrap_or_default(),
        ))
    }

    fn said(which: &'static str, start: &str, end: &str) -> Option<(&'static str, String, String)> {
        Some((which, start.to_owned(), end.to_owned()))
    }

    #[test]
    fn on_a_day_the_latest_version_holds_whose_first_day_had_come() {
        let versions = [(1, day("2024-01-01")), (2, day("2025-07-01")), (3, day("2026-03-01"))];
        let on = |on: &str| on_day(versions, day(on));
        assert_eq!((on("2023-12-31"), on("2024-01-01")), (None, Some(1)));
        assert_eq!((on("2025-06-30"), on("2025-07-01"), on("2026-02-28")), (Some(1), Some(2), Some(2)));
        assert_eq!(on("2026-03-01"), Some(3));
        // What was put into force for an earlier day counts from that day on.
        assert_eq!(on_day([(1, day("2024-01-01")), (2, day("2023-01-01"))], day("2024-06-01")), Some(2));
        assert_eq!(on_day([], day("2024-06-01")), None);
    }

    #[test]
    fn those_already_in_keep_their_beginning_and_turn_on_their_day() {
        let (later, earlier) = (term("2024-05-01", "2027-01-01", None), term("2024-05-01", "2024-05-01", None));
        assert_eq!(told(later, earlier, "2027-03-01"), said("earlier", "2024-05-01", ""));
        assert_eq!(told(later, earlier, "2027-06-30"), said("earlier", "2024-05-01", ""));
        assert_eq!(told(later, earlier, "2027-07-01"), said("later", "2024-05-01", ""));
    }

    #[test]
    fn a_newcomer_begins_with_the_later_version() {
        let (later, earlier) = (term("2027-02-01", "2027-02-01", None), term("2027-02-01", "2027-02-01", None));
        assert_eq!(told(later, earlier, "2027-03-01"), said("later", "2027-02-01", ""));
        // Whom the version before did not concern comes in on the first day for newcomers.
        assert_eq!(
            told(term("2020-01-01", "2027-01-01", None), None, "2027-03-01"),
            said("later", "2027-01-01", "")
        );
    }

    #[test]
    fn whoever_the_later_version_does_not_concern_is_out_from_the_turn_on() {
        let earlier = term("2024-05-01", "2024-05-01", None);
        assert_eq!(told(None, earlier, "2027-03-01"), said("earlier", "2024-05-01", "2027-06-30"));
        assert_eq!(told(None, earlier, "2027-07-01"), None);
        // Back again after the turn: a newcomer.
        let back = term("2027-09-01", "2027-09-01", None);
        assert_eq!(told(back, earlier, "2027-10-01"), said("later", "2027-09-01", ""));
    }

    #[test]
    fn whoever_left_before_and_came_back_is_a_newcomer() {
        let (later, earlier) = (
            term("2027-02-01", "2027-02-01", None),
            term("2024-05-01", "2024-05-01", Some("2026-11-30")),
        );
        assert_eq!(told(later, earlier, "2027-03-01"), said("later", "2027-02-01", ""));
    }

    proptest! {
        #[test]
        fn after_the_turn_only_the_later_version_applies(from in 0i64..3000, length in 0i64..3000, after in 0i64..400) {
            let at = |days: i64| day("2022-01-01") + chrono::Duration::days(days);
            let term = |in_force: NaiveDate| Some(Term { from: at(from), start: at(from).max(in_force), end: Some(at(from + length)) });
            let today = turn().already_in_on + chrono::Duration::days(after);
            let said = holds(term(turn().in_force_on), term(day("2022-01-01")), turn(), today);
            prop_assert!(!matches!(said, Some(Holds::Earlier(_))));
        }
    }
}
