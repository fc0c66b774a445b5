//! Unbroken runs of matching an audience.

use chrono::NaiveDate;

/// A membership that matches an audience, for its days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stay {
    /// Position of the membership in the caller's list.
    pub index: usize,
    /// First day.
    pub from: NaiveDate,
    /// Last day; none: open.
    pub to: Option<NaiveDate>,
    /// Whether its first day begins a run anew, although another one may go on.
    pub anew: bool,
}

/// An unbroken run of matching an audience.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// The earliest membership of the run: how it began says from when the run counts.
    pub index: usize,
    /// Where one is on the day that was asked about: the earliest membership of the run that holds then, in whose zone a day begins. Before
    /// the run begins its first, after its end its last.
    pub present: usize,
    /// First day.
    pub from: NaiveDate,
    /// Last day; none: open.
    pub to: Option<NaiveDate>,
}

/// The run that counts on a day: the present one, else the next to come, else the last that ended. Stays that overlap, or of which one
/// begins on the day after another ends, are one run, unless the later begins anew: then the run before ends on its eve. Sorts the stays.
pub fn run(stays: &mut [Stay], today: NaiveDate) -> Option<Run> {
    stays.sort_by_key(|stay| (stay.from, stay.index));
    let mut found: Option<Run> = None;
    let mut current: Option<Run> = None;
    for stay in stays.iter() {
        let joined = current.filter(|run| run.to.is_none_or(|to| to.succ_opt().is_none_or(|next| stay.from <= next)));
        current = Some(match joined {
            Some(run) if stay.anew && stay.from > run.from => {
                let before = Run {
                    to: stay.from.pred_opt(),
                    ..run
                };
                found = better(found, Some(before), today);
                Run {
                    from: stay.from,
                    to: run.to.zip(stay.to).map(|(a, b)| a.max(b)),
                    ..run
                }
            }
            Some(run) => Run {
                to: run.to.zip(stay.to).map(|(a, b)| a.max(b)),
                ..run
            },
            None => {
                found = better(found, current, today);
                Run {
                    index: stay.index,
                    present: stay.index,
                    from: stay.from,
                    to: stay.to,
                }
            }
        });
    }
    let run = better(found, current, today)?;
    Some(Run {
        present: present(stays, &run, today).unwrap_or(run.index),
        ..run
    })
}

/// Whoever moved on within a run is where they moved to. The stays are in the order of their first days.
fn present(stays: &[Stay], run: &Run, today: NaiveDate) -> Option<usize> {
    let within = stays
        .iter()
        .filter(|stay| stay.from <= today && run.to.is_none_or(|end| stay.from <= end) && stay.to.is_none_or(|to| to >= run.from));
    let holds = |stay: &&Stay| stay.to.is_none_or(|to| to >= today);
    let last = || within.clone().max_by_key(|stay| stay.to);
    within.clone().find(holds).or_else(last).map(|stay| stay.index)
}

/// Of two runs in the order of time the one that counts: the first that has not ended, else the later.
fn better(earlier: Option<Run>, later: Option<Run>, today: NaiveDate) -> Option<Run> {
    match (earlier, later) {
        (Some(run), _) if run.to.is_none_or(|to| to >= today) => Some(run),
        (earlier, later) => later.or(earlier),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn stay(index: usize, from: &str, to: &str) -> Stay {
        Stay {
            index,
            from: day(from),
            to: (!to.is_empty()).then(|| day(to)),
            anew: false,
        }
    }

    #[test]
    fn a_stay_that_begins_anew_begins_a_run_anew_for_all() {
        let anew = |index: usize, from: &str, to: &str| Stay {
            anew: true,
            ..stay(index, from, to)
        };
        let stays = [anew(0, "2026-01-10", ""), anew(1, "2026-03-01", ""), anew(0, "2026-03-01", "")];
        let on = |today: &str| run(&mut stays.clone(), day(today)).map(|run| (run.index, run.from, run.to));
        assert_eq!(on("2026-02-01"), Some((0, day("2026-01-10"), Some(day("2026-02-28")))));
        assert_eq!(on("2026-03-01"), Some((0, day("2026-03-01"), None)));
        let mut ended = [anew(0, "2026-01-10", "2026-02-10"), anew(1, "2026-03-01", "")];
        assert_eq!(run(&mut ended, day("2026-02-20")).map(|run| run.from), Some(day("2026-03-01")));
    }

    #[test]
    fn stays_that_touch_are_one_run_and_a_gap_begins_a_new_one() {
        let mut stays = [
            stay(0, "2024-01-01", ""),
            stay(1, "2022-05-01", "2023-12-31"),
            stay(2, "2020-01-01", "2021-12-31"),
        ];
        let found = run(&mut stays, day("2024-06-01")).expect("a run");
        assert_eq!((found.index, found.from, found.to), (1, day("2022-05-01"), None));
    }

    #[test]
    fn whoever_moves_on_is_where_they_moved_to() {
        let present = |stays: &[Stay], today: &str| run(&mut stays.to_vec(), day(today)).map(|run| (run.index, run.present));
        let moved = [stay(0, "2024-01-01", "2026-05-31"), stay(1, "2026-06-01", "")];
        assert_eq!(present(&moved, "2023-01-01"), Some((0, 0)));
        assert_eq!(present(&moved, "2026-05-31"), Some((0, 0)));
        assert_eq!(present(&moved, "2026-06-01"), Some((0, 1)));
        // At two places at once: the earlier one, until it ends.
        let both = [stay(0, "2024-01-01", "2026-05-31"), stay(1, "2025-01-01", "")];
        assert_eq!(present(&both, "2026-05-31"), Some((0, 0)));
        assert_eq!(present(&both, "2026-06-01"), Some((0, 1)));
        let left = [stay(0, "2024-01-01", "2025-05-31"), stay(1, "2025-06-01", "2026-01-31")];
        assert_eq!(present(&left, "2026-03-01"), Some((0, 1)));
        // What came after an earlier run does not count for it, nor what was before a later one.
        let apart = [stay(0, "2020-01-01", "2020-12-31"), stay(1, "2024-01-01", "")];
        assert_eq!(present(&apart, "2026-03-01"), Some((1, 1)));
    }

    #[test]
    fn the_present_run_comes_before_the_next_and_the_next_before_the_last() {
        let mut stays = [stay(0, "2020-01-01", "2020-12-31"), stay(1, "2022-01-01", "2022-12-31")];
        let first = |today: &str, stays: &mut [Stay]| run(stays, day(today)).map(|run| run.index);
        assert_eq!(first("2020-06-01", &mut stays), Some(0));
        assert_eq!(first("2021-06-01", &mut stays), Some(1));
        assert_eq!(first("2023-06-01", &mut stays), Some(1));
        assert_eq!(run(&mut [], day("2023-06-01")), None);
    }
}
