//! Who opens the files that go with a session, and how many there are.

use super::Status;
use super::attendance::Answer;

/// Most files of a workshop, and as many of each of its sessions besides.
pub const MOST_FILES: usize = 40;

/// Most mebibytes of them together.
pub const MOST_MEBIBYTES: i64 = 500;

/// Why no further file goes with a workshop or session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Full {
    /// There are as many as may be.
    Files,
    /// Together they would be too large.
    Mebibytes,
}

/// Whether a file of so many bytes still goes with those that are there, each told by its size; none: it does.
pub fn full(sizes: &[i64], further: i64) -> Option<Full> {
    if sizes.len() >= MOST_FILES {
        return Some(Full::Files);
    }
    let sum = sizes.iter().fold(further, |sum, size| sum.saturating_add(*size));
    (sum > MOST_MEBIBYTES << 20).then_some(Full::Mebibytes)
}

/// Whether a seat opens them. Until the session is over everybody who is booked prepares with them; after it they stay with those who came. `answers`
/// is what stands of each part, none where nothing is marked yet: nobody loses them only because the list is not finished.
pub fn opens(status: Status, over: bool, answers: &[Option<Answer>]) -> bool {
    let came = answers.iter().flatten().any(|answer| answer.is_in());
    let unknown = answers.iter().any(Option::is_none);
    status == Status::Booked && (!over || came || unknown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_a_session_its_files_stay_with_those_who_came() {
        let [was, part, excused, away] = Answer::ALL.map(Some);
        for answers in [[was, was], [away, part], [excused, was], [None, None], [away, None]] {
            assert!(opens(Status::Booked, true, &answers), "{answers:?}");
        }
        for answers in [[away, away], [excused, excused], [away, excused]] {
            assert!(!opens(Status::Booked, true, &answers), "{answers:?}");
            assert!(opens(Status::Booked, false, &answers), "{answers:?}");
        }
    }

    #[test]
    fn files_are_so_many_and_so_large_together_at_most() {
        let most = MOST_MEBIBYTES << 20;
        assert_eq!(full(&[], most), None);
        assert_eq!(full(&[], most + 1), Some(Full::Mebibytes));
        assert_eq!(full(&[1, most - 3], 2), None);
        assert_eq!(full(&[1, most - 3], 3), Some(Full::Mebibytes));
        assert_eq!(full(&[i64::MAX, i64::MAX], 1), Some(Full::Mebibytes));
        assert_eq!(full(&[1; MOST_FILES - 1], 1), None);
        assert_eq!(full(&[1; MOST_FILES], 1), Some(Full::Files));
    }

    #[test]
    fn only_a_seat_opens_them() {
        for status in [
            Status::Requested,
            Status::Offered,
            Status::Waiting,
            Status::Interested,
            Status::Cancelled,
            Status::Moved,
        ] {
            assert!(!opens(status, false, &[None]), "{status:?}");
        }
    }
}
