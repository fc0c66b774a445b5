//! Invitations in mails, answers to them, and feeds, as two foreign parsers read them.

use super::{body, book, later, session, status, workshop};
use crate::support::app::{TestApp, on_both};
use crate::support::browser::Browser;
use crate::support::calendar::{Calendar, Found, mailed, read};
use chrono::Duration;
use kundig::rules::person::Role;
use serde_json::{Value, json};
use std::sync::Arc;

fn address(role: Role) -> String {
    format!("{role}@story.example")
}

/// The one event of the last mail to somebody.
fn last(app: &TestApp, role: Role) -> Option<(String, Found)> {
    let calendar = mailed(app, &address(role)).pop().unwrap()?;
    assert_eq!(calendar.events.len(), 1);
    Some((calendar.method, calendar.events.into_iter().next().unwrap()))
}

/// Method, count of changes and beginning of everything that went into somebody's calendar after so many entries, in that order: what is sent
/// at one instant has no order of its own.
fn moves(app: &TestApp, role: Role, after: usize) -> Vec<(String, i64, String)> {
    let all = mailed(app, &address(role)).into_iter().flatten();
    let mut found: Vec<_> = all
        .skip(after)
        .map(|calendar: Calendar| {
            let event = &calendar.events[0];
            (
                calendar.method.clone(),
                event.sequence,
                event.starts_at.format("%m-%d %H:%M").to_string(),
            )
        })
        .collect();
    found.sort();
    found
}

/// A session of these days, from nine to four.
fn parts(days: &[&str]) -> Value {
    let mut typed = body(None, 2);
    let part = |on: &&str| json!({ "on": on, "from": "09:00", "to": "16:00" });
    typed["parts"] = days.iter().map(part).collect();
    typed
}

fn change(app: &TestApp, manager: &Browser<'_>, session: &str, mut typed: Value, tell: bool) {
    app.state.clock.advance(Duration::seconds(1));
    typed["tell"] = json!(tell);
    manager.json("PUT", &format!("/api/v1/sessions/{session}"), &typed).is(200);
}

#[test]
fn whoever_is_booked_is_invited_and_hears_of_moves_other_places_and_the_end() {
    on_both(|app| {
        let story = app.story();
        let id = workshop(&app, &story, json!({}));
        let session = session(&app, &story, &id, Some("2027-02-08"), 2);
        let learner = app.signed_in(story.person(Role::Learner).id);
        book(&app, &learner, &session);
        let (method, invited) = last(&app, Role::Learner).unwrap();
        assert_eq!(
            (method.as_str(), invited.sequence, invited.status.as_str()),
            ("REQUEST", 0, "CONFIRMED")
        );
        assert_eq!(invited.starts_at.to_string(), "2027-02-08 08:00:00", "nine in Berlin, in UTC");
        assert_eq!(invited.attendee, format!("mailto:{}", address(Role::Learner)));
        assert_eq!(invited.organizer, format!("mailto:{}", app.state.config.mail.from));
        assert_eq!(invited.location, "Kassel");
        assert!(invited.description.contains("https://meet.example/7"), "{}", invited.description);
        assert!(invited.uid.ends_with("@127.0.0.1"), "{}", invited.uid);

        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let mut typed = body(Some("2027-02-15"), 2);
        change(&app, &manager, &session, typed.clone(), true);
        let (_, moved) = last(&app, Role::Learner).unwrap();
        assert_eq!(
            moved,
            Found {
                sequence: 1,
                starts_at: moved.starts_at,
                ends_at: moved.ends_at,
                ..invited.clone()
            }
        );
        assert_eq!(moved.starts_at.to_string(), "2027-02-15 08:00:00");
        typed["place"] = json!("Hamburg; Halle 3, Tor \"Süd\"");
        change(&app, &manager, &session, typed.clone(), true);
        let (_, elsewhere) = last(&app, Role::Learner).unwrap();
        assert_eq!(
            (elsewhere.sequence, elsewhere.location.as_str()),
            (2, "Hamburg; Halle 3, Tor \"Süd\"")
        );
        // Who teaches stands in the mail, and changes nothing in the calendar.
        typed["external_trainers"] = json!(["Jörg Albrecht"]);
        change(&app, &manager, &session, typed.clone(), true);
        assert_eq!(last(&app, Role::Learner), None);
        // Without a word to anybody nothing is sent, and what is sent later counts on.
        let before = mailed(&app, &address(Role::Learner)).len();
        typed["place"] = json!("Kassel");
        change(&app, &manager, &session, typed.clone(), false);
        assert_eq!(mailed(&app, &address(Role::Learner)).len(), before);
        typed["external_trainers"] = json!(["Petra Sommer"]);
        change(&app, &manager, &session, typed.clone(), true);
        let (_, caught_up) = last(&app, Role::Learner).unwrap();
        assert_eq!(
            (caught_up.sequence, caught_up.location.as_str()),
            (3, "Kassel"),
            "what was not told is made up for"
        );
        typed["external_trainers"] = json!(["Jörg Albrecht"]);
        change(&app, &manager, &session, typed, true);
        assert_eq!(last(&app, Role::Learner), None, "once");
        app.state.clock.advance(Duration::seconds(1));
        manager
            .json(
                "POST",
                &format!("/api/v1/sessions/{session}/cancellation"),
                &json!({ "reason": "Trainer krank" }),
            )
            .is(200);
        let (method, ended) = last(&app, Role::Learner).unwrap();
        assert_eq!((method.as_str(), ended.sequence, ended.status.as_str()), ("CANCEL", 4, "CANCELLED"));
        assert_eq!(
            (&ended.uid, &ended.organizer, &ended.attendee),
            (&invited.uid, &invited.organizer, &invited.attendee)
        );
        assert!(!ended.description.contains("meet.example"), "the way in is not theirs any more");
    });
}

#[test]
fn every_part_goes_into_the_calendar_by_itself_and_out_of_it_where_it_falls_away() {
    on_both(|app| {
        let story = app.story();
        let id = workshop(&app, &story, json!({}));
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let path = format!("/api/v1/workshops/{id}/sessions");
        let made = manager
            .json("POST", &path, &parts(&["2027-02-08", "2027-02-09", "2027-02-10"]))
            .is(201)
            .json();
        let session = made["id"].as_str().unwrap().to_owned();
        manager
            .json("POST", &format!("/api/v1/sessions/{session}/opening"), &json!({}))
            .is(200);
        let learner = app.signed_in(story.person(Role::Learner).id);
        let booking = book(&app, &learner, &session);
        let request = |sequence: i64, at: &str| ("REQUEST".to_owned(), sequence, at.to_owned());
        let cancel = |sequence: i64, at: &str| ("CANCEL".to_owned(), sequence, at.to_owned());
        let invited = [request(0, "02-08 08:00"), request(0, "02-09 08:00"), request(0, "02-10 08:00")];
        assert_eq!(moves(&app, Role::Learner, 0), invited);
        let all = mailed(&app, &address(Role::Learner));
        let mut names: Vec<String> = all.iter().flatten().map(|one| one.events[0].uid.clone()).collect();
        assert!(all.iter().flatten().any(|one| one.events[0].summary.ends_with("(2/3)")));
        names.sort();
        names.dedup();
        assert_eq!(names.len(), 3);
        // The second day is another, the third falls away: the first is left alone.
        change(&app, &manager, &session, parts(&["2027-02-08", "2027-02-16"]), true);
        let seen = moves(&app, Role::Learner, 3);
        assert_eq!(seen, [cancel(1, "02-10 08:00"), request(1, "02-16 08:00")]);
        // Over to another session: its day comes in, those of this one go.
        let other = super::session(&app, &story, &id, Some("2027-03-01"), 1);
        let path = format!("/api/v1/bookings/{}/move", booking["id"].as_str().unwrap());
        app.state.clock.advance(Duration::seconds(1));
        let moved = learner.json("POST", &path, &json!({ "session_id": other })).is(200).json();
        let seen = moves(&app, Role::Learner, 5);
        assert_eq!(
            seen,
            [cancel(1, "02-08 08:00"), cancel(2, "02-16 08:00"), request(0, "03-01 08:00")]
        );
        // Whoever waits is not invited; a substitute is, and whoever they come for is not any more.
        let waiting = app.signed_in(story.person(Role::TeamLead).id);
        assert_eq!(book(&app, &waiting, &other)["status"], json!("waiting"));
        assert_eq!(moves(&app, Role::TeamLead, 0), []);
        let admin = app.signed_in(story.person(Role::PartnerAdmin).id);
        let path = format!("/api/v1/bookings/{}/person", moved["booking"]["id"].as_str().unwrap());
        app.state.clock.advance(Duration::seconds(1));
        admin.json("POST", &path, &json!({ "person": address(Role::PartnerAdmin) })).is(200);
        assert_eq!(moves(&app, Role::Learner, 8), [cancel(1, "03-01 08:00")]);
        assert_eq!(moves(&app, Role::PartnerAdmin, 0), [request(0, "03-01 08:00")]);
        // Whoever had a seat before and books again is invited under another name, which no withdrawal outweighs.
        let again = book(&app, &learner, &session);
        assert_eq!(again["status"], json!("booked"));
        let (_, anew) = last(&app, Role::Learner).unwrap();
        assert!(!names.contains(&anew.uid));
    });
}

#[test]
fn a_part_that_was_removed_without_a_word_leaves_the_calendars_that_knew_it_with_the_next_thing_that_is_told() {
    on_both(|app| {
        let story = app.story();
        let id = workshop(&app, &story, json!({}));
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let path = format!("/api/v1/workshops/{id}/sessions");
        let days = ["2027-02-08", "2027-02-09", "2027-02-10"];
        let made = manager.json("POST", &path, &parts(&days)).is(201).json();
        let session = super::id(&made).to_owned();
        manager
            .json("POST", &format!("/api/v1/sessions/{session}/opening"), &json!({}))
            .is(200);
        let learner = app.signed_in(story.person(Role::Learner).id);
        let booking = book(&app, &learner, &session);
        let invited: Vec<Found> = mailed(&app, &address(Role::Learner))
            .into_iter()
            .flatten()
            .flat_map(|one| one.events)
            .collect();
        let gone = invited
            .iter()
            .find(|event| event.starts_at.to_string() == "2027-02-10 08:00:00")
            .unwrap();
        let taught_by = |days: &[&str], name: &str| {
            let mut typed = parts(days);
            typed["external_trainers"] = json!([name]);
            typed
        };
        let cancel = |sequence: i64, at: &str| ("CANCEL".to_owned(), sequence, at.to_owned());
        // The third day falls away, and nobody is told: only the feed knows.
        change(&app, &manager, &session, parts(&days[..2]), false);
        assert_eq!(moves(&app, Role::Learner, 3), []);
        let feed = read(&app.anonymous().get(&subscribe(&learner, "own")).is(200).text());
        let shown = |event: &Found| feed.events.iter().any(|one| one.uid == event.uid);
        assert_eq!(invited.iter().filter(|event| shown(event)).count(), 2);
        assert!(!shown(gone));
        // Whoever books after it never heard of that day.
        let lead = app.signed_in(story.person(Role::TeamLead).id);
        book(&app, &lead, &session);
        assert_eq!(moves(&app, Role::TeamLead, 0).len(), 2);
        change(&app, &manager, &session, taught_by(&days[..2], "Eva Muster"), true);
        assert_eq!(moves(&app, Role::Learner, 3), [cancel(1, "02-10 08:00")]);
        let mut all = mailed(&app, &address(Role::Learner)).into_iter().flatten();
        let withdrawn = all.find(|one| one.method == "CANCEL").unwrap();
        assert_eq!(withdrawn.events[0].uid, gone.uid);
        assert_eq!(moves(&app, Role::TeamLead, 2), []);
        // A day that comes and goes without a word was in no calendar.
        change(&app, &manager, &session, taught_by(&days, "Eva Muster"), false);
        change(&app, &manager, &session, taught_by(&days[..2], "Eva Muster"), false);
        change(&app, &manager, &session, taught_by(&days[..2], "Jörg Albrecht"), true);
        assert_eq!(moves(&app, Role::Learner, 4), [], "and what was told is told once");
        assert_eq!(moves(&app, Role::TeamLead, 2), []);
        // Giving the seat back, and that the session does not take place, take out of the calendar what is gone already, too.
        change(&app, &manager, &session, taught_by(&days[..1], "Jörg Albrecht"), false);
        app.state.clock.advance(Duration::seconds(1));
        let path = format!("/api/v1/bookings/{}/cancellation", super::id(&booking));
        learner.json("POST", &path, &json!({ "reason": "Krank" })).is(200);
        let both = [cancel(1, "02-08 08:00"), cancel(1, "02-09 08:00")];
        assert_eq!(moves(&app, Role::Learner, 4), both);
        assert_eq!(moves(&app, Role::TeamLead, 2), []);
        app.state.clock.advance(Duration::seconds(1));
        let path = format!("/api/v1/sessions/{session}/cancellation");
        manager.json("POST", &path, &json!({ "reason": "Trainer krank" })).is(200);
        assert_eq!(moves(&app, Role::TeamLead, 2), both);
    });
}

/// A mail in which somebody's calendar answers an invitation.
fn reply(to: &Found, from: &str, answer: &str, sequence: i64, stamp: &str) -> String {
    let uid = &to.uid;
    let text = format!(
        "From: <{from}>\nTo: <academy@example.org>\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=\"b\"\n\n\
         --b\nContent-Type: text/plain\n\nx\n--b\nContent-Type: text/calendar; method=REPLY; charset=utf-8\n\n\
         BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nMETHOD:REPLY\nBEGIN:VEVENT\nUID:{uid}\nDTSTAMP:{stamp}\nSEQUENCE:{sequence}\n\
         ATTENDEE;PARTSTAT={answer}:mailto:{from}\nCOMMENT:Wegen Krankheit\nEND:VEVENT\nEND:VCALENDAR\n--b--\n"
    );
    text.replace('\n', "\r\n")
}

fn answered(operator: &Browser<'_>, message: &str) -> String {
    let told = operator
        .json("POST", "/api/v1/bounces", &json!({ "message": message }))
        .is(200)
        .json();
    told["outcome"].as_str().unwrap().to_owned()
}

#[test]
fn a_calendar_that_declines_in_time_gives_the_seat_back_and_old_or_foreign_answers_do_nothing() {
    on_both(|mut app| {
        let folder = std::env::temp_dir().join(format!("kundig-answers-{}-{:?}", std::process::id(), app.state.db.backend()));
        std::fs::create_dir_all(folder.join("new")).unwrap();
        Arc::make_mut(&mut app.state.config).mail.bounce_folder = folder.clone();
        let story = app.story();
        let id = workshop(&app, &story, json!({}));
        let session = session(&app, &story, &id, Some("2027-02-08"), 1);
        let [learner, lead, operator, manager] =
            [Role::Learner, Role::TeamLead, Role::PlatformAdmin, Role::TrainingManager].map(|role| app.signed_in(story.person(role).id));
        let booking = book(&app, &learner, &session);
        let waiting = book(&app, &lead, &session);
        let (_, invited) = last(&app, Role::Learner).unwrap();
        let own = address(Role::Learner);
        let accepted = reply(&invited, &own.to_uppercase(), "ACCEPTED", 0, "20261124T120100Z");
        assert_eq!(answered(&operator, &accepted), "noted");
        assert_eq!(answered(&operator, &accepted), "stale", "the same mail once more");
        let page = manager.get(&format!("/sessions/{session}")).is(200).text();
        assert!(page.contains("Im Kalender zugesagt"), "{page}");
        let path = format!("/api/v1/bookings/{}", booking["id"].as_str().unwrap());
        assert_eq!(manager.get(&path).is(200).json()["calendar_answer"], json!("accepted"));
        // Handed on, made up, of a booking that is none: nothing follows.
        let lead_declines = reply(&invited, &address(Role::TeamLead), "DECLINED", 0, "20261124T120200Z");
        assert_eq!(answered(&operator, &lead_declines), "not_ours");
        let forged = Found {
            uid: invited.uid.replacen(|letter: char| letter.is_ascii_digit(), "f", 1),
            ..invited.clone()
        };
        assert_eq!(
            answered(&operator, &reply(&forged, &own, "DECLINED", 0, "20261124T120200Z")),
            "not_ours"
        );
        // Moved meanwhile: what answers to the day before means nothing.
        change(&app, &manager, &session, body(Some("2027-02-15"), 1), true);
        assert_eq!(
            answered(&operator, &reply(&invited, &own, "DECLINED", 0, "20261124T120300Z")),
            "stale"
        );
        assert_eq!(status(&learner, &booking), "booked");
        // In time, by the mailbox: the seat goes on, and the calendar is told so.
        std::fs::write(folder.join("new/1.eml"), reply(&invited, &own, "DECLINED", 1, "20261124T120300Z")).unwrap();
        app.state.clock.advance(Duration::seconds(1));
        crate::support::browser::in_the_loop(async { kundig::reminders::bounce::tick(&app.state).await.unwrap() });
        assert_eq!(std::fs::read_dir(folder.join("cur")).unwrap().count(), 1);
        std::fs::remove_dir_all(&folder).unwrap();
        assert_eq!(status(&learner, &booking), "cancelled");
        assert_eq!(status(&lead, &waiting), "booked");
        let (method, ended) = last(&app, Role::Learner).unwrap();
        assert_eq!((method.as_str(), ended.sequence), ("CANCEL", 2));
        let page = learner
            .get(&format!("/bookings/{}", booking["id"].as_str().unwrap()))
            .is(200)
            .text();
        assert!(page.contains("Wegen Krankheit") && page.contains("Im Kalender abgesagt"), "{page}");
        assert_eq!(
            answered(&operator, &reply(&invited, &own, "ACCEPTED", 1, "20261124T120400Z")),
            "stale"
        );
        operator
            .json("POST", "/api/v1/bounces", &json!({ "message": "Content-Type: text/calendar\n\nx" }))
            .is(422);
    });
}

#[test]
fn whoever_declines_too_late_stays_booked_and_those_who_run_it_see_it() {
    on_both(|app| {
        let story = app.story();
        let id = workshop(&app, &story, json!({}));
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let mut typed = parts(&["2026-12-01", "2026-12-02"]);
        typed["trainers"] = json!([story.person(Role::Trainer).id]);
        let made = manager
            .json("POST", &format!("/api/v1/workshops/{id}/sessions"), &typed)
            .is(201)
            .json();
        let session = made["id"].as_str().unwrap();
        manager
            .json("POST", &format!("/api/v1/sessions/{session}/opening"), &json!({}))
            .is(200);
        let learner = app.signed_in(story.person(Role::Learner).id);
        let booking = book(&app, &learner, session);
        let days: Vec<Found> = mailed(&app, &address(Role::Learner))
            .into_iter()
            .flatten()
            .flat_map(|one| one.events)
            .collect();
        later(&app, Duration::days(5));
        let operator = app.signed_in(story.person(Role::PlatformAdmin).id);
        let own = address(Role::Learner);
        let told = |role: Role| app.mails_to(&address(role)).len();
        let before = [told(Role::Learner), told(Role::Trainer), told(Role::TrainingManager)];
        // One day of two: whoever misses one may come on the other.
        assert_eq!(
            answered(&operator, &reply(&days[0], &own, "DECLINED", 0, "20261129T120000Z")),
            "noted"
        );
        assert_eq!([told(Role::Learner), told(Role::Trainer), told(Role::TrainingManager)], before);
        assert_eq!(
            answered(&operator, &reply(&days[1], &own, "DECLINED", 0, "20261129T120100Z")),
            "too_late"
        );
        assert_eq!(
            [told(Role::Learner), told(Role::Trainer), told(Role::TrainingManager)],
            before.map(|count| count + 1)
        );
        assert_eq!(status(&app.signed_in(story.person(Role::Learner).id), &booking), "booked");
        let trainer = app.signed_in(story.person(Role::Trainer).id);
        let sheet = trainer.get(&format!("/sessions/{session}/attendance")).is(200).text();
        assert!(sheet.contains("Im Kalender abgesagt"), "{sheet}");
        assert!(app.mails_to(&address(Role::Trainer)).pop().unwrap().contains("Vera learner"));
    });
}

fn subscribe(browser: &Browser<'_>, kind: &str) -> String {
    let made = browser
        .json("POST", &format!("/api/v1/me/calendar?kind={kind}"), &json!({}))
        .is(201)
        .json();
    made["url"]
        .as_str()
        .unwrap()
        .strip_prefix("http://127.0.0.1:8080")
        .unwrap()
        .to_owned()
}

#[test]
fn seats_what_one_teaches_and_what_ones_people_are_booked_in_are_calendars_of_their_own() {
    on_both(|app| {
        let story = app.story();
        let id = workshop(&app, &story, json!({}));
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let mut typed = body(Some("2027-02-08"), 2);
        typed["trainers"] = json!([story.person(Role::Trainer).id]);
        let made = manager
            .json("POST", &format!("/api/v1/workshops/{id}/sessions"), &typed)
            .is(201)
            .json();
        let session = made["id"].as_str().unwrap();
        manager
            .json("POST", &format!("/api/v1/sessions/{session}/opening"), &json!({}))
            .is(200);
        let learner = app.signed_in(story.person(Role::Learner).id);
        book(&app, &learner, session);
        let (_, invited) = last(&app, Role::Learner).unwrap();
        let anonymous = app.anonymous();
        let feed = |path: &str| read(&anonymous.get(path).is(200).text());
        let own = feed(&subscribe(&learner, "own"));
        assert_eq!(own.method, "PUBLISH");
        let seat = own.events.iter().find(|event| event.uid == invited.uid).unwrap();
        assert_eq!((seat.starts_at, &seat.location), (invited.starts_at, &invited.location));
        learner.json("POST", "/api/v1/me/calendar?kind=team", &json!({})).is(403);
        learner.json("POST", "/api/v1/me/calendar?kind=nobodys", &json!({})).is(422);
        learner.post("/profile/calendar", &[("kind", "taught")]).is(403);
        let trainer = app.signed_in(story.person(Role::Trainer).id);
        let taught = feed(&subscribe(&trainer, "taught"));
        assert_eq!(taught.events.len(), 1);
        assert!(taught.events[0].description.contains("Gebucht: 1"), "{:?}", taught.events);
        assert!(!taught.events[0].description.contains("Vera"));
        let lead = app.signed_in(story.person(Role::TeamLead).id);
        let path = subscribe(&lead, "team");
        let team = feed(&path);
        assert_eq!(team.events.len(), 1);
        assert!(team.events[0].description.contains("Vera learner"), "{:?}", team.events);
        assert!(!team.events[0].description.contains("meet.example"));
        let stranger = app.signed_in(story.stranger.id);
        assert_eq!(
            feed(&subscribe(&stranger, "team")).events,
            [],
            "another partner's people are not theirs"
        );
        assert!(lead.get("/profile/calendar").is(200).text().contains("Ihr Team"));
        assert!(lead.get("/api/v1/me/calendar?kind=team").is(200).json()["since_at"].is_string());
        assert!(lead.get("/api/v1/me/calendar").is(200).json()["since_at"].is_null());
        // Whoever leads nobody any more reads nothing, and an ended address is none.
        let path = [path, subscribe(&app.signed_in(story.person(Role::PartnerAdmin).id), "team")];
        let end = app.signed_in(story.person(Role::PartnerAdmin).id);
        end.post("/profile/calendar/revocation", &[("kind", "team")]).is(303);
        anonymous.get(&path[1]).is(404);
        let now = app.state.clock.now();
        app.state
            .db
            .write(|conn| {
                let ended = format!(
                    "UPDATE account_roles SET ended_at = '{}' WHERE person_id = '{}'",
                    now.utc().format("%Y-%m-%d %H:%M:%S%.6f"),
                    story.person(Role::TeamLead).id
                );
                Ok(kundig::on!(conn, c => diesel::RunQueryDsl::execute(diesel::sql_query(ended), c))?)
            })
            .unwrap();
        anonymous.get(&path[0]).is(404);
        learner.json("DELETE", "/api/v1/me/calendar", &json!({})).is(204);
    });
}
