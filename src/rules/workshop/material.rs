//! Who opens the files that go with a session.

use super::Status;
use super::attendance::Answer;

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
