//! More time is asked for and answered; due dates that cannot be kept are decided about, once.

use crate::overviews::{recalculate, told};
use crate::support::app::{TestApp, on_both};
use chrono::NaiveDate;
use kundig::obligations::store::{self, Filter};
use kundig::obligations::{exception, ladder};
use kundig::organisations::Scope;
use kundig::rules::id::Id;
use kundig::rules::impossible::{Offer, impossible};
use kundig::rules::obligation::Status;
use kundig::rules::person::Role;

/// Status and due date of somebody's obligation.
fn standing(app: &TestApp, person: Id, code: &str) -> (String, Option<NaiveDate>) {
    let rows = app.state.db.read(|conn| Ok(store::obligations_of(conn, person)?)).unwrap();
    let (row, _) = rows.into_iter().find(|(_, found)| found == code).unwrap();
    (row.status, row.due_on)
}

fn day(text: &str) -> Option<NaiveDate> {
    text.parse().ok()
}

/// The address of the first link to a request.
fn first_request(page: &str) -> String {
    let is_one = |part: &&str| part.starts_with("/extensions/") && !part.starts_with("/extensions/table");
    let link = page.split("href=\"").find(is_one).unwrap();
    link.split('"').next().unwrap().to_owned()
}

#[test]
fn a_learner_asks_and_a_yes_moves_the_due_date() {
    on_both(|app| {
        let story = told(&app);
        let learner = story.person(Role::Learner).id;
        let browser = app.signed_in(learner);
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        assert!(
            browser
                .get("/training/LATE/why")
                .is(200)
                .text()
                .contains("/training/LATE/extensions/new")
        );
        browser.get("/training/LATE/extensions/new").is(200);
        browser.get("/training/NOTHING/extensions/new").is(404);
        // Today would be refused as an example where the due date lies ahead.
        assert!(
            browser
                .get("/training/LATE/extensions/new")
                .is(200)
                .text()
                .contains("Ein Tag nach dem ")
        );
        let ask = |until: &str, reason: &str| browser.post("/training/LATE/extensions", &[("until_on", until), ("reason", reason)]);
        let wrong = ask("31.02.2027", " ").is(422);
        assert_eq!(wrong.text().matches("class=\"err\"").count(), 2, "{}", wrong.text());
        // Not after the due date, passed, too far.
        for until in ["2025-06-30", "2026-11-01", "2030-01-01"] {
            ask(until, "Montage").is(422);
        }
        ask("31.01.2027", "Montage in Norwegen").is(303);
        ask("31.01.2027", "Noch einmal").is(409);
        let form = browser.get("/training/LATE/extensions/new").is(200);
        assert!(form.text().contains("Offen") && !form.text().contains("name=\"until_on\""));
        let list = manager.get("/extensions").is(200);
        assert_eq!(list.select("h1").as_deref(), Some("Eine Bitte wartet auf Antwort"));
        let href = first_request(&list.text());
        assert!(manager.get(&href).is(200).text().contains("Montage in Norwegen"));
        let file = |state: &str| manager.get(&format!("/extensions/table.csv{state}")).is(200).text();
        let waiting = file("");
        assert!(
            waiting.lines().count() == 2 && waiting.contains("2027-01-31,2026-11-24,Offen"),
            "{waiting}"
        );
        assert_eq!(file("?state=granted").lines().count(), 1);
        let answer = |fields: &[(&str, &str)]| manager.post(&format!("{href}/answer"), fields);
        answer(&[("answer", "maybe")]).is(422);
        answer(&[("answer", "no"), ("reason", " ")]).is(422);
        answer(&[("answer", "yes"), ("until_on", "2025-01-01")]).is(422);
        answer(&[("answer", "yes"), ("until_on", "15.01.2027")]).is(303);
        answer(&[("answer", "yes"), ("until_on", "15.01.2027")]).is(409);
        recalculate(&app);
        assert_eq!(standing(&app, learner, "LATE"), ("waived".to_owned(), day("2027-01-15")));
        assert!(browser.get("/record").is(200).text().contains("Neue Frist: 15. Januar 2027."));
        assert!(file("?state=granted").contains("2027-01-15"), "the day that was given");
        let record = browser.get("/record/table.csv").is(200).text();
        for line in [
            "Teil,Was,Status,Von,Bis,Anmerkung",
            "2026-11-24,2027-01-15",
            "Was verlangt ist,",
            "Ruhen und Befreiung,",
        ] {
            assert!(record.contains(line), "{line}: {record}");
        }
        let seen = manager.get(&format!("/people/{learner}/record/table.csv")).is(200).text();
        assert_eq!(seen.lines().count(), record.lines().count());
        manager.get(&format!("/people/{learner}/record/table.xlsx")).is(200);
        let why = browser.get("/training/LATE/why").is(200).text();
        assert!(
            why.contains("Es wurde mehr Zeit gegeben") && !why.contains("Befreiung hat die Frist"),
            "{why}"
        );
        let mails = manager.get("/api/v1/mails").is(200).json();
        let told: Vec<_> = mails["items"].as_array().unwrap().iter().map(|mail| mail["kind"].clone()).collect();
        assert_eq!(told, ["extension_answered"]);
        // What was granted is on record as the waiver that it is.
        let waivers = manager.get("/api/v1/waivers").is(200).json();
        assert_eq!(waivers["items"][0]["from_on"], "2025-06-30");
        assert_eq!(waivers["items"][0]["to_on"], "2027-01-15");
    });
}

#[test]
fn a_team_lead_asks_for_their_own_people_and_is_told_no() {
    on_both(|app| {
        let story = told(&app);
        let learner = story.person(Role::Learner).id;
        let lead = app.signed_in(story.person(Role::TeamLead).id);
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        lead.get(&format!("/people/{learner}/extensions/new?requirement=LATE")).is(200);
        let fields = [("requirement", "LATE"), ("until_on", "2027-01-31"), ("reason", "Baustelle")];
        app.signed_in(story.stranger.id)
            .post(&format!("/people/{learner}/extensions"), &fields)
            .is(404);
        lead.post(&format!("/people/{learner}/extensions"), &fields).is(303);
        app.signed_in(story.person(Role::PartnerAdmin).id).get("/extensions").is(403);
        let waiting = manager.get("/api/v1/extensions?state=asked").is(200).json();
        let id = waiting["items"][0]["id"].as_str().unwrap().to_owned();
        let href = first_request(&manager.get("/extensions").text());
        assert!(href.ends_with(&id));
        manager
            .post(
                &format!("{href}/answer"),
                &[("answer", "no"), ("reason", "Der Kurs dauert 30 Minuten")],
            )
            .is(303);
        let record = lead.get(&format!("/people/{learner}/record")).is(200);
        assert!(record.text().contains("Abgelehnt") && record.text().contains("Der Kurs dauert 30 Minuten"));
        // Why it was asked is read by those who answer only.
        assert!(!record.text().contains("Baustelle"));
        assert_eq!(standing(&app, learner, "LATE").1, day("2025-06-30"));
        // A no does not keep anybody from asking again.
        lead.post(&format!("/people/{learner}/extensions"), &fields).is(303);
        assert_eq!(manager.get("/extensions?state=refused").is(200).count("tbody tr"), 1);
    });
}

#[test]
fn what_cannot_be_kept_is_what_the_rule_says_and_a_decision_is_remembered() {
    on_both(|app| {
        let story = told(&app);
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let by_rule = || {
            let filter = Filter::default();
            app.state
                .db
                .read(|conn| {
                    let ladders: Vec<_> = store::in_force(conn)?;
                    let (defaults, today) = (ladder::defaults(conn)?, app.state.clock.now().date_naive());
                    let all = store::list(conn, &Scope::everything(), &filter, None, i64::MAX)?;
                    let told = all.iter().filter(|listed| {
                        let one = &listed.obligation;
                        let (_, version) = ladders.iter().find(|(of, _)| of.id == one.requirement_id).unwrap();
                        let ladder = version.reminders.0.on(&defaults, today);
                        let status = Status::from_word(&one.status).unwrap();
                        // No course of the story is published.
                        one.due_on
                            .is_some_and(|due| impossible(status, one.due_known_on, due, Offer::default(), ladder, today).is_some())
                    });
                    Ok(told.count())
                })
                .unwrap()
        };
        let listed = || {
            app.state
                .db
                .read(|conn| {
                    exception::groups(
                        conn,
                        &Scope::everything(),
                        "2026-11-24".parse().unwrap(),
                        app.state.clock.now(),
                        "de",
                    )
                })
                .unwrap()
                .iter()
                .map(|group| usize::try_from(group.count).unwrap())
                .sum::<usize>()
        };
        assert_eq!(listed(), by_rule());
        assert_eq!(
            manager.get("/exceptions").is(200).select("h1").as_deref(),
            Some("18 Fristen lassen sich nicht einhalten")
        );
        let group = "/exceptions/LATE/initial/no_offer";
        let overview = manager.get("/network").is(200).text();
        assert_eq!(overview.matches(&format!("href=\"{group}\"")).count(), 1, "{overview}");
        assert!(overview.contains("Nichts rechtzeitig im Angebot:"), "{overview}");
        let groups = manager.get("/exceptions/table.csv").is(200).text();
        assert!(
            groups.contains("Grundkurs,Kein Kurs im Angebot und kein Termin mit freiem Platz rechtzeitig,"),
            "{groups}"
        );
        assert_eq!(
            manager.get("/exceptions").count("tbody tr"),
            groups.lines().count() - 1,
            "as many as are shown: {groups}"
        );
        let people = manager.get(&format!("{group}/table.csv")).is(200).text();
        assert_eq!(manager.get(group).count("tbody tr"), people.lines().count() - 1, "{people}");
        assert!(people.contains("\"learner, Vera\",Kälte Albers,Überfällig,"), "{people}");
        manager.get(&format!("{group}/table.xlsx")).is(200);
        manager.get("/exceptions/LATE/initial/nothing/table.csv").is(404);
        manager.get(group).is(200);
        manager.get("/exceptions/LATE/initial/no_time").is(404);
        let learner = story.person(Role::Learner).id;
        let lead = story.person(Role::TeamLead).id;
        let admin = story.person(Role::PartnerAdmin).id;
        let decide = |person: Id, fields: &[(&str, &str)]| {
            let id = person.to_string();
            let mut all = vec![("pick", id.as_str()), ("reason", "Neu im Netz")];
            all.extend(fields);
            manager.post(group, &all)
        };
        manager.post(group, &[("decision", "anyway"), ("reason", "")]).is(422);
        decide(learner, &[("decision", "date"), ("until_on", "2025-01-01")]).is(422);
        decide(learner, &[("decision", "date"), ("until_on", "01.03.2027")]).is(303);
        decide(lead, &[("decision", "not")]).is(303);
        decide(admin, &[("decision", "anyway")]).is(303);
        decide(admin, &[("decision", "anyway")]).is(409);
        recalculate(&app);
        assert_eq!(standing(&app, learner, "LATE"), ("waived".to_owned(), day("2027-03-01")));
        assert_eq!(standing(&app, lead, "LATE"), ("waived".to_owned(), None));
        assert_eq!(standing(&app, admin, "LATE").0, "overdue");
        assert_eq!(listed(), 15);
        recalculate(&app);
        assert_eq!(listed(), 15);
        manager
            .post(
                "/exceptions/OPEN/initial/no_offer",
                &[("all", "true"), ("decision", "anyway"), ("reason", "Kommt noch")],
            )
            .is(303);
        assert_eq!(listed(), 6);
        app.signed_in(admin).get("/exceptions").is(403);
    });
}

#[test]
fn the_demonstration_has_a_request_that_waits_and_dates_that_cannot_be_kept() {
    on_both(|app| {
        let now = app.state.clock.now();
        crate::support::browser::in_the_loop(kundig::demo::fill(&app.state, now)).unwrap();
        crate::imports::run_jobs(&app);
        app.state
            .db
            .read(|conn| {
                let left = kundig::platform::jobs::unfinished_of(conn, &[kundig::administration::folder::BUILD])?;
                assert_eq!(left, 0, "the audit folder is built");
                assert_eq!(store::extension::waiting(conn, &Scope::everything())?, 1);
                assert!(!exception::groups(conn, &Scope::everything(), now.date_naive(), now, "de")?.is_empty());
                Ok(())
            })
            .unwrap();
    });
}
