use super::*;

fn at(text: &str) -> Instant {
    text.parse::<DateTime<Utc>>().unwrap().into()
}

/// Nine to noon in Berlin.
fn part() -> Span {
    Span {
        starts_at: at("2026-11-24T08:00:00Z"),
        ends_at: at("2026-11-24T11:00:00Z"),
    }
}

fn told(text: &str) -> Vec<(String, Option<String>, i64)> {
    let all = read(text, &part(), chrono_tz::Europe::Berlin).unwrap();
    all.into_iter().map(|one| (one.name, one.email, one.minutes)).collect()
}

fn one(name: &str, email: Option<&str>, minutes: i64) -> (String, Option<String>, i64) {
    (name.to_owned(), email.map(str::to_owned), minutes)
}

#[test]
fn teams_in_english_says_who_was_there_below_its_summary() {
    let text = "1. Summary\nMeeting title\tHeat pumps\nAttended participants\t2\nStart time\t11/24/26, 8:55:02 AM\nEnd time\t11/24/26, 12:04:10 PM\n\n\
                2. Participants\nName\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tParticipant ID (UPN)\tRole\n\
                Anna Schmidt\t11/24/26, 8:55:02 AM\t11/24/26, 12:04:10 PM\t3h 9m 8s\tAnna@albers.example\tanna@albers.example\tPresenter\n\
                Bernd Meier (Guest)\t11/24/26, 10:00:00 AM\t11/24/26, 11:30:00 AM\t1h 2m\t\t\tAttendee\n\n\
                3. In-Meeting Activities\nName\tJoin Time\tLeave Time\tDuration\tEmail\tRole\nAnna Schmidt\t11/24/26, 8:55:02 AM\t11/24/26, 12:04:10 PM\t3h 9m 8s\t\t\n";
    assert_eq!(
        told(text),
        [
            one("Anna Schmidt", Some("anna@albers.example"), 180),
            one("Bernd Meier (Guest)", None, 62)
        ]
    );
}

#[test]
fn teams_in_german_is_read_alike() {
    let text = "2. Teilnehmer\r\nName\tErster Beitritt\tLetzter Austritt\tBesprechungsdauer\tE-Mail\tTeilnehmer-ID (UPN)\tRolle\r\n\
                Anna Schmidt\t24.11.2026, 09:30:00\t24.11.2026, 12:00:00\t2 Std. 30 Min. 0 Sek.\tanna@albers.example\t\tTeilnehmer\r\n\r\n";
    assert_eq!(told(text), [one("Anna Schmidt", Some("anna@albers.example"), 150)]);
}

#[test]
fn zoom_counts_somebody_who_comes_and_goes_once() {
    let text = "Topic,Meeting ID,Start Time,End Time\nHeat pumps,1,11/24/2026 08:55:00 AM,11/24/2026 12:05:00 PM\n\n\
                Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest\n\
                \"Schmidt, Anna\",anna@albers.example,11/24/2026 09:00:00 AM,11/24/2026 10:00:00 AM,60,No\n\
                \"Schmidt, Anna\",anna@albers.example,11/24/2026 09:30:00 AM,11/24/2026 10:30:00 AM,60,No\n\
                Bernd,,11/24/2026 11:50:00 AM,11/24/2026 12:30:00 PM,40,Yes\n";
    assert_eq!(
        told(text),
        [one("Bernd", None, 10), one("Schmidt, Anna", Some("anna@albers.example"), 90)]
    );
}

#[test]
fn webex_and_a_plain_table_are_read_too() {
    let webex = "Meeting Name,Name,Attendee Email,Join Time,Leave Time,Attendance Duration\n\
                 Heat pumps,=\"Anna Schmidt\",anna@albers.example,\"=\"\"2026-11-24 09:10:00\"\"\",\"=\"\"2026-11-24 10:12:00\"\"\",62 mins\n";
    assert_eq!(told(webex), [one("Anna Schmidt", Some("anna@albers.example"), 62)]);
    let plain = "name;email;join time;leave time\nAnna;;2026-11-24T08:10:00Z;2026-11-24T09:10:00+00:00\n";
    assert_eq!(told(plain), [one("Anna", None, 60)]);
    let minutes = "Name,Duration\nAnna,45\nBernd,00:20:59\nCarla,soon\n";
    assert_eq!(
        told(minutes),
        [one("Anna", None, 45), one("Bernd", None, 20), one("Carla", None, 0)]
    );
}

#[test]
fn of_two_ways_to_read_a_day_the_nearer_one_is_meant() {
    let text = "Name,Join Time,Leave Time\nAnna,24/11/2026 09:00:00,24/11/2026 10:00:00\n";
    assert_eq!(told(text), [one("Anna", None, 60)]);
    let near = Span {
        starts_at: at("2026-12-11T08:00:00Z"),
        ends_at: at("2026-12-11T11:00:00Z"),
    };
    let both = "Name,Join Time,Leave Time\nAnna,12/11/2026 09:00:00,12/11/2026 10:00:00\nBernd,11/12/2026 09:00:00,11/12/2026 10:00:00\n";
    let all = read(both, &near, chrono_tz::Europe::Berlin).unwrap();
    assert_eq!(all.iter().map(|one| one.minutes).collect::<Vec<_>>(), [60, 60]);
}

#[test]
fn what_is_no_report_says_why() {
    let read = |text: &str| read(text, &part(), chrono_tz::UTC);
    assert_eq!(read(""), Err(Unreadable::NoHead));
    assert_eq!(read("a,b,c\n1,2,3\n"), Err(Unreadable::NoHead));
    assert_eq!(read("Name,Duration\n\n"), Err(Unreadable::Nobody));
    assert_eq!(read(&"x\n".repeat(MOST_LINES + 1)), Err(Unreadable::TooLong));
}

fn expected(number: u128, name: &str, email: Option<&str>) -> Expected {
    Expected {
        booking_id: Id(uuid::Uuid::from_u128(number)),
        name: name.to_owned(),
        email: email.map(str::to_owned),
        number: Some(format!("T-{number}")),
    }
}

fn joined(name: &str, email: Option<&str>) -> Joined {
    Joined {
        name: name.to_owned(),
        email: email.map(str::to_owned),
        minutes: 60,
    }
}

#[test]
fn lines_belong_to_an_address_else_to_a_name_that_only_one_has() {
    let list = [
        expected(1, "Anna Schmidt", Some("Anna@albers.example")),
        expected(2, "Bernd Meier", None),
        expected(3, "Jo Lang", None),
        expected(4, "Jo Lang", None),
        expected(5, "Éva Kiss-Nagy", None),
    ];
    let report = [
        joined("A. S.", Some("anna@albers.example")),
        joined("MEIER, Bernd (Guest)", None),
        joined("Jo Lang", None),
        joined("Éva Kiss-Nagy | Thermopartner", None),
        joined("iPhone", None),
    ];
    let id = |number: u128| Some(Id(uuid::Uuid::from_u128(number)));
    assert_eq!(assign(&report, &list), [id(1), id(2), None, id(5), None]);
    // Whoever has an address on the list is not taken for somebody else of the same name.
    let twice = [joined("Anna Schmidt", Some("anna@albers.example")), joined("Schmidt Anna", None)];
    assert_eq!(assign(&twice, &list), [id(1), None]);
}

#[test]
fn a_name_is_known_without_its_own_letters_and_a_number_in_brackets_tells_two_of_one_name_apart() {
    let id = |number: u128| Some(Id(uuid::Uuid::from_u128(number)));
    let list = [
        expected(112, "Mehmet Yılmaz", None),
        expected(3, "Jo Lang", None),
        expected(4, "Jo Lang", None),
    ];
    assert_eq!(assign(&[joined("Mehmet Yilmaz", None)], &list), [id(112)]);
    let numbered = [
        joined("Mehmet Yilmaz (T-112)", None),
        joined("Jo Lang [t-4]", None),
        joined("Lang (T-9)", None),
    ];
    assert_eq!(assign(&numbered, &list), [id(112), id(4), None]);
    let again = [joined("iPhone (T-3)", None), joined("Jo (T-3)", None)];
    assert_eq!(assign(&again, &list), [id(3), None], "a number that is shown twice is one person");
}

proptest::proptest! {
    #[test]
    fn no_text_takes_the_reader_down_or_counts_more_than_the_part(text in "(?s).{0,400}", rows in proptest::collection::vec("[a-z0-9:,./ ]{0,40}", 0..8)) {
        let _ = read(&text, &part(), chrono_tz::Europe::Berlin);
        let report = format!("Name,Join Time,Leave Time,Duration\n{}", rows.join("\n"));
        if let Ok(all) = read(&report, &part(), chrono_tz::Europe::Berlin) {
            for one in all {
                proptest::prop_assert!((0..=part().minutes()).contains(&one.minutes));
            }
        }
    }
}
