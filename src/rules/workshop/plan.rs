//! Planning from need: what falls due against the seats on offer, month by month.

/// How many seats are missing at the end of each month: what is owed until then, less the seats until then. `at_once` is what asks for a seat
/// from the beginning (what was due before, and what partners ask for without a day). A seat serves whoever is due in its month or later, and
/// those who are late; seats that are left over go on to the next month.
pub fn short(at_once: i64, due: &[i64], seats: &[i64]) -> Vec<i64> {
    let mut owed = at_once;
    let month = |index: usize| {
        owed += due.get(index).copied().unwrap_or(0) - seats.get(index).copied().unwrap_or(0);
        owed.max(0)
    };
    (0..due.len().max(seats.len())).map(month).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn seats_serve_the_late_and_those_who_come_later() {
        assert_eq!(short(3, &[2, 0, 4], &[0, 12, 0]), [5, 0, 0]);
        assert_eq!(short(0, &[2, 5], &[1, 1]), [1, 5]);
        assert_eq!(short(0, &[], &[]), Vec::<i64>::new());
    }

    proptest! {
        #[test]
        fn a_seat_more_never_leaves_more_without(
            at_once in 0_i64..50,
            months in proptest::collection::vec((0_i64..50, 0_i64..50), 1..12),
            place in 0_usize..12,
        ) {
            let (due, mut seats): (Vec<i64>, Vec<i64>) = months.into_iter().unzip();
            let before = short(at_once, &due, &seats);
            let place = place % seats.len();
            seats[place] += 1;
            let after = short(at_once, &due, &seats);
            for (index, (less, more)) in after.iter().zip(&before).enumerate() {
                prop_assert!(less <= more && (index >= place || less == more));
            }
        }
    }
}
