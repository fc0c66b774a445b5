//! What a new value of a field does to those that are written down already.

use chrono::NaiveDate;

/// The days on which a value holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// First day.
    pub from: NaiveDate,
    /// Last day; none: open.
    pub to: Option<NaiveDate>,
}

impl Span {
    fn reaches(&self, day: NaiveDate) -> bool {
        self.to.is_none_or(|to| to >= day)
    }
}

/// What becomes of the values of a field where another one is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Placed {
    /// The last day of the new one; none: open.
    pub to: Option<NaiveDate>,
    /// Which of the others end, and on which day.
    pub ended: Vec<(usize, NaiveDate)>,
    /// Which of the others give way to it, because they began on the same day.
    pub replaced: Vec<usize>,
}

/// The last day given reaches into a value that is written down for later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("another value begins on {0}")]
pub struct Overlaps(pub NaiveDate);

/// Writes a value from a day on, beside others of the same field: the one before ends on its eve, one that began on the same day gives way,
/// and without a last day it holds until the next one.
pub fn placed(others: &[Span], new: Span) -> Result<Placed, Overlaps> {
    let later = others.iter().map(|other| other.from).filter(|from| *from > new.from).min();
    if let (Some(next), Some(to)) = (later, new.to)
        && to >= next
    {
        return Err(Overlaps(next));
    }
    let mut placed = Placed {
        to: new.to.or_else(|| later.and_then(|next| next.pred_opt())),
        ..Placed::default()
    };
    for (index, other) in others.iter().enumerate() {
        match new.from.pred_opt() {
            _ if other.from == new.from => placed.replaced.push(index),
            Some(eve) if other.from < new.from && other.reaches(new.from) => placed.ended.push((index, eve)),
            _ => {}
        }
    }
    Ok(placed)
}

/// The days of a span on which none of the others holds, in the order of time: what a second word on the same field adds to the first.
/// Empty where there are none; the span itself where there is nothing beside it.
pub fn gaps(others: &[Span], span: Span) -> Vec<Span> {
    let mut others: Vec<Span> = others.to_vec();
    others.sort_by_key(|other| other.from);
    let (mut gaps, mut next) = (Vec::new(), Some(span.from));
    for other in others {
        let Some(from) = next else { break };
        if !other.reaches(from) {
            continue;
        }
        if span.to.is_some_and(|to| to < other.from) {
            break;
        }
        if let Some(eve) = other.from.pred_opt().filter(|eve| *eve >= from) {
            gaps.push(Span { from, to: Some(eve) });
        }
        next = other.to.and_then(|to| to.succ_opt());
    }
    // Whatever is left runs as long as the span does.
    let rest = next.filter(|from| span.to.is_none_or(|to| to >= *from));
    gaps.extend(rest.map(|from| Span { from, to: span.to }));
    gaps
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(number: i64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + chrono::Duration::days(number)
    }

    fn span(from: i64, to: Option<i64>) -> Span {
        Span {
            from: day(from),
            to: to.map(day),
        }
    }

    #[test]
    fn the_one_before_ends_on_the_eve_and_the_next_one_is_kept() {
        let others = [span(0, None), span(30, Some(40))];
        let said = placed(&others, span(10, None)).unwrap();
        assert_eq!(said.to, Some(day(29)));
        assert_eq!((said.ended, said.replaced), (vec![(0, day(9))], vec![]));
        assert_eq!(placed(&others, span(10, Some(30))), Err(Overlaps(day(30))));
        let same = placed(&others, span(30, None)).unwrap();
        assert_eq!((same.to, same.replaced), (None, vec![1]));
    }

    #[test]
    fn a_second_word_fills_the_gaps_of_the_first() {
        let first = [span(10, Some(19)), span(30, None)];
        assert_eq!(gaps(&first, span(0, None)), [span(0, Some(9)), span(20, Some(29))]);
        assert_eq!(gaps(&first, span(12, Some(15))), []);
        assert_eq!(gaps(&first, span(15, Some(22))), [span(20, Some(22))]);
        assert_eq!(gaps(&[], span(3, None)), [span(3, None)]);
        assert_eq!(gaps(&[span(40, None)], span(3, Some(39))), [span(3, Some(39))]);
    }

    proptest! {
        #[test]
        fn in_the_gaps_are_all_days_on_which_only_the_second_speaks(
            firsts in proptest::collection::vec((0i64..30, proptest::option::of(0i64..10)), 0..6),
            (from, length) in (0i64..30, proptest::option::of(0i64..20)),
        ) {
            let firsts: Vec<Span> = firsts.into_iter().map(|(from, length)| span(from, length.map(|length| from + length))).collect();
            let second = span(from, length.map(|length| from + length));
            let found = gaps(&firsts, second);
            let holds = |one: &Span, on: NaiveDate| one.from <= on && one.reaches(on);
            for number in -1..60 {
                let on = day(number);
                let alone = holds(&second, on) && !firsts.iter().any(|one| holds(one, on));
                let there = found.iter().filter(|one| holds(one, on)).count();
                prop_assert_eq!(there, usize::from(alone), "{:?} beside {:?} on {}", second, firsts, on);
            }
        }

        #[test]
        fn of_one_field_never_two_values_hold(
            starts in proptest::collection::vec((0i64..30, proptest::option::of(0i64..10)), 0..8)
        ) {
            let mut held: Vec<Span> = Vec::new();
            for (from, length) in starts {
                let new = span(from, length.map(|length| from + length));
                let Ok(said) = placed(&held, new) else { continue };
                for (index, eve) in &said.ended {
                    held[*index].to = Some(*eve);
                }
                let mut kept: Vec<Span> = held.iter().enumerate().filter(|(at, _)| !said.replaced.contains(at)).map(|(_, one)| *one).collect();
                kept.push(Span { to: said.to, ..new });
                held = kept;
                for number in -1..45 {
                    let on = day(number);
                    let there = held.iter().filter(|one| one.from <= on && one.reaches(on)).count();
                    prop_assert!(there <= 1, "{held:?} on {on}");
                }
                prop_assert!(held.iter().any(|one| one.from == new.from));
            }
        }
    }
}
