//! The story of the product by calls alone: a network goes in, requirements come into force, a course is written, somebody is reminded,
//! learns, and holds a certificate that anybody can check.
//!
//! Everything goes through `/api/v1`, with tokens of integrations that may do no more than their errand. Only people sign in themselves,
//! by the one-time link of their mail.

use crate::imports::{COMPLETIONS, ORGANISATIONS, PEOPLE};
use crate::support::app::{TestApp, on_both};
use crate::support::browser::Browser;
use crate::support::smtp::{Sink, part, plain};
use crate::support::story::day;
use actix_web::http::Method;
use kundig::organisations::store as organisations;
use kundig::people::Person;
use kundig::people::store as people;
use kundig::platform::config::Secret;
use kundig::platform::mail::delivery::Turn;
use kundig::rules::id::Id;
use kundig::rules::person::Role;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::sync::Arc;

const REQUIREMENTS: &[u8] = include_bytes!("data/network/requirements.json");
const EXPECTED: &str = include_str!("data/network/expected_obligations.csv");
/// A partner in Cologne, and of its people a technician whose authorisation for high voltage has lapsed, her team lead, and the partner's
/// administrator; then the administrator of a partner in Nuremberg.
const PARTNER: &str = "P-0244";
const TECHNICIAN: &str = "E-000935";
const TECHNICIAN_ADDRESS: &str = "ayse.yilmaz.935@thermopartnerkoln244.example";
const TEAM_LEAD: &str = "E-000558";
const PARTNER_ADMIN: &str = "E-000299";
const STRANGER: &str = "E-000001";

#[test]
fn the_story_is_told_by_calls_alone() {
    on_both(|mut app| {
        let sink = Sink::start();
        let config = Arc::make_mut(&mut app.state.config);
        config.mail.smtp_url = Secret::new(sink.url());
        config.mail.tls = "none".into();
        let (ada, root) = first_administrator(&app);
        let stage = Stage {
            ada: app.signed_in(ada),
            app: &app,
            sink: &sink,
            root,
        };
        stage.trust(ada);
        stage.network_goes_in();
        stage.requirements_come_into_force();
        stage.obligations_are_as_expected();
        stage.course_is_written();
        let link = stage.technician_is_reminded();
        let technician = stage.technician_learns(&link);
        let certificate = stage.certificate_is_issued(&technician);
        stage.those_above_see_it_and_nobody_else(&technician, &certificate);
    });
}

/// Whoever runs the installation, as `kundig user create-admin` makes them; with the top of the tree.
fn first_administrator(app: &TestApp) -> (Id, Id) {
    let (chance, now) = (&app.state.chance, app.state.clock.now());
    app.state
        .db
        .write(|conn| {
            let root = organisations::plant(conn, chance, "Nordhaus Klimatechnik", now)?;
            let address = "ada.albers@nordhaus.example";
            let ada = Person::new(chance.id(now), "Ada", "Albers", Some((address, address)), "de", now);
            people::insert(conn, &ada)?;
            let since = day("2020-01-01");
            people::grant(conn, chance.id(now), ada.id, Role::PlatformAdmin, root.id, since, None, now)?;
            Ok((ada.id, root.id))
        })
        .unwrap()
}

/// Somebody of the network who is signed in.
struct Known<'a> {
    id: String,
    browser: Browser<'a>,
}

struct Stage<'a> {
    app: &'a TestApp,
    sink: &'a Sink,
    /// The administrator's own sign-in, for people's roles and for tokens.
    ada: Browser<'a>,
    root: Id,
}

impl<'a> Stage<'a> {
    /// The administrator also says what must be known and writes courses; a token never does more than whoever makes it.
    fn trust(&self, ada: Id) {
        for role in ["training_manager", "trainer"] {
            let role = json!({ "role": role, "organisation_id": self.root.to_string() });
            self.ada.json("POST", &format!("/api/v1/people/{ada}/roles"), &role).is(204);
        }
    }

    /// An integration that may do this in the whole network.
    fn integration(&self, scopes: &[&str]) -> Browser<'a> {
        self.integration_at(&self.root.to_string(), scopes)
    }

    /// An integration that may do this in one branch.
    fn integration_at(&self, organisation_id: &str, scopes: &[&str]) -> Browser<'a> {
        let token = json!({ "name": scopes.join(", "), "organisation_id": organisation_id, "scopes": scopes });
        let made = self.ada.json("POST", "/api/v1/tokens", &token).is(201).json();
        Browser::with_token(self.app, made["secret"].as_str().unwrap())
    }

    fn network_goes_in(&self) {
        let files = self.integration(&["import", "grant_partner_roles", "see_people"]);
        files.get("/api/v1/obligations").is(403);
        // The top of the tree is there already, and the file tells more of it.
        let organisations = self.handed_in(&files, "organisations", "text/csv", ORGANISATIONS, [400, 1, 0, 0]);
        assert_eq!(organisations["rows_total"], 401);
        self.handed_in(&files, "people", "text/csv", PEOPLE, [5_000, 0, 0, 0]);
        self.handed_in(&files, "completions", "text/csv", COMPLETIONS, [45_162, 0, 0, 0]);
        self.post();
        assert!(self.sink.received().is_empty(), "importing sends no mail");
    }

    /// Hands a file in: dry run with its report, then for real. Answers the import.
    fn handed_in(&self, files: &Browser<'_>, kind: &str, media_type: &str, content: &[u8], counts: [i32; 4]) -> Value {
        let path = format!("/api/v1/imports?kind={kind}&file_name=network-{kind}");
        let begun = files
            .send(Method::POST, &path, &[("content-type", media_type)], content.to_vec())
            .is(201)
            .json();
        let path = format!("/api/v1/imports/{}", begun["id"].as_str().unwrap());
        self.app.run_jobs();
        let report = files.get(&path).is(200).json();
        assert_eq!(report["state"], "checked");
        let told = ["count_new", "count_changed", "count_unchanged", "count_refused"].map(|count| report[count].as_i64().unwrap());
        assert_eq!(told, counts.map(i64::from), "{kind}");
        let rows = files.get(&format!("{path}/rows?outcome=new&limit=1")).is(200).json();
        assert_eq!(rows["items"][0]["outcome"], "new");
        if kind == "people" {
            let nobody = files.get(&format!("/api/v1/people?external_id={TECHNICIAN}")).is(200).json();
            assert_eq!(nobody["items"], json!([]), "a dry run writes nothing");
        }
        files.json("POST", &format!("{path}/application"), &json!({})).is(202);
        self.app.run_jobs();
        let applied = files.get(&path).is(200).json();
        assert_eq!(applied["state"], "applied", "{kind}");
        applied
    }

    fn requirements_come_into_force(&self) {
        let manager = self.integration(&["import", "see_requirements", "manage_requirements"]);
        self.handed_in(&manager, "requirements", "application/json", REQUIREMENTS, [4, 0, 0, 0]);
        let all = manager.get("/api/v1/requirements").is(200).json();
        let drafts = all["items"].as_array().unwrap();
        assert_eq!(drafts.len(), 4);
        for draft in drafts {
            assert!(draft["in_force"].is_null() && draft["draft"].is_object());
            let path = format!("/api/v1/requirements/{}/draft", draft["id"].as_str().unwrap());
            let reach = manager.get(&format!("{path}/reach")).is(200).json();
            let code = draft["code"].as_str().unwrap();
            // Whom it will concern today is whom the export tells later.
            let rows: Vec<&str> = EXPECTED.lines().filter(|row| row.split(',').nth(1) == Some(code)).collect();
            let late = rows
                .iter()
                .filter(|row| matches!(row.split(',').nth(2), Some("overdue" | "lapsed")));
            assert_eq!(reach["people"], rows.len(), "{code}");
            assert_eq!(reach["overdue"], late.count(), "{code}");
            assert!(reach["partners"].as_u64().unwrap() > 50, "{code}: {reach}");
            let entry = manager.json("POST", &format!("{path}/entry"), &json!({})).is(200).json();
            assert_eq!(entry["entry"], "entered");
        }
        self.app.run_jobs();
    }

    fn obligations_are_as_expected(&self) {
        let reader = self.integration(&["see_team"]);
        let exported = reader.get("/api/v1/obligations/export?as_of=2026-11-24T12:00:00Z").is(200).text();
        assert_eq!(exported.lines().next(), EXPECTED.lines().next());
        let rows: Vec<&str> = exported.lines().skip(1).collect();
        assert_eq!(rows.len(), 8_600);
        let (rows, expected): (BTreeSet<&str>, BTreeSet<&str>) = (rows.into_iter().collect(), EXPECTED.lines().skip(1).collect());
        assert!(rows == expected, "the rows are others");
        let overdue = reader
            .get("/api/v1/obligations?requirement=HV&status=lapsed&limit=500")
            .is(200)
            .json();
        let lapsed = overdue["items"].as_array().unwrap();
        assert!(lapsed.iter().any(|one| one["person_external_id"] == TECHNICIAN));
    }

    fn course_is_written(&self) {
        let trainer = self.integration(&["write_courses"]);
        let path = "/api/v1/courses/HV-101";
        // The file of completions named it; it has no content yet.
        let known = trainer.get(path).is(200).json();
        assert!(known["published"].is_null(), "{known}");
        let draft = trainer.json("POST", &format!("{path}/draft"), &json!({})).is(201).json();
        let settings = json!({
            "revision": draft["version"]["revision"], "pass_mark_percent": 80,
            "title": { "de": "Spannungsfreiheit feststellen", "en": "Proving that nothing is live" },
        });
        trainer.json("PATCH", &format!("{path}/draft"), &settings).is(200);
        let text = |german: &str| json!({ "de": { "type": "doc", "content": [{ "type": "paragraph", "content": [{ "type": "text", "text": german }] }] } });
        let read = json!({ "blocks": [
            { "id": "gefahr", "body": { "kind": "callout", "tone": "danger", "lead": { "de": "Lebensgefahr." }, "text": { "de": "Der Zwischenkreis bleibt nach dem Freischalten geladen." } } },
            { "id": "warten", "body": { "kind": "text", "text": text("Warten Sie bei der N7 zehn Minuten.") } },
        ] });
        let option = |id: &str, german: &str, right: bool| json!({ "id": id, "text": { "de": german }, "right": right });
        let ask = json!({ "reveal": "after_answer", "blocks": [
            { "id": "womit", "body": { "kind": "question", "prompt": { "de": "Womit stellen Sie die Spannungsfreiheit fest?" },
                "right": { "de": "An DC+ und DC−, zweipolig." }, "wrong": { "de": "Nur ein zweipoliger Prüfer beweist es." },
                "answer": { "kind": "single", "options": [
                    option("a", "Mit dem berührungslosen Prüfer", false), option("b", "Mit dem zweipoligen Prüfer", true) ] } } },
        ] });
        for (key, title, minutes, document) in [("warten", "Warten", 3, read), ("pruefen", "Prüfen", 4, ask)] {
            let module = json!({ "key": key, "title": { "de": title }, "minutes": minutes, "document": document });
            trainer.json("POST", &format!("{path}/draft/modules"), &module).is(201);
        }
        let review = trainer.get(&format!("{path}/draft")).is(200).json();
        let faults = review["faults"].as_array().unwrap();
        assert!(faults.iter().all(|fault| fault["stops"] == false), "{faults:?}");
        let how = json!({ "change_kind": "improvement", "change_note": "Erste Fassung" });
        let version = trainer.json("POST", &format!("{path}/versions"), &how).is(201).json();
        assert_eq!((&version["number"], &version["state"]), (&json!(1), &json!("published")));
        self.app.run_jobs();
    }

    /// Answers the path of the link in her mail.
    fn technician_is_reminded(&self) -> String {
        self.post();
        assert!(self.sink.received().is_empty(), "nobody is reminded before somebody switches it on");
        let switches = self.integration(&["manage_reminders"]);
        let since = json!({ "since_on": "2026-11-24" });
        let path = format!("/api/v1/reminders/partners/{PARTNER}");
        switches.json("PUT", &path, &since).is(200);
        self.app.run_jobs();
        self.post();
        let to_her = format!("RCPT TO:<{TECHNICIAN_ADDRESS}>");
        let mails: Vec<_> = self.sink.received().into_iter().filter(|mail| mail.to == to_her).collect();
        assert_eq!(mails.len(), 1);
        assert_eq!(mails[0].header("Auto-Submitted").as_deref(), Some("auto-generated"));
        let (text, html) = (plain(&mails[0].content), part(&mails[0].content, "text/html"));
        assert!(text.contains("Ayşe") && text.contains("Hochvolt"), "{text}");
        let notices = switches.get("/api/v1/notices?limit=500").is(200).json();
        let told = |one: &&Value| one["recipient_external_id"] == TECHNICIAN && one["requirement"] == "HV" && one["fate"] == "sent";
        assert_eq!(notices["items"].as_array().unwrap().iter().filter(told).count(), 1);
        let start = text.find("http://127.0.0.1:8080/welcome/").unwrap();
        let link = text[start..].split_whitespace().next().unwrap();
        assert!(html.contains(link), "both parts lead to the same place");
        link.strip_prefix("http://127.0.0.1:8080").unwrap().to_owned()
    }

    fn technician_learns(&self, link: &str) -> Known<'a> {
        let anybody = self.app.anonymous();
        for _ in [1, 2] {
            assert!(anybody.get(link).is(200).cookie("kundig").is_none(), "looking uses nothing up");
        }
        let arrived = anybody.post(link, &[]).is(303);
        assert_eq!(arrived.location.as_deref(), Some("/courses/HV-101/take"));
        let phone = Browser::with_cookie(self.app, &arrived.cookie("kundig").unwrap());
        assert!(anybody.post(link, &[]).cookie("kundig").is_none(), "it is used up");
        let id = phone.get("/api/v1/me").is(200).json()["id"].as_str().unwrap().to_owned();
        assert_eq!(own(&phone, "HV")["status"], "lapsed");
        let run = phone
            .json("POST", "/api/v1/registrations", &json!({ "course": "HV-101" }))
            .is(201)
            .json();
        let path = format!("/api/v1/registrations/{}", run["registration"]["id"].as_str().unwrap());
        phone
            .json("POST", &format!("{path}/steps"), &json!({ "module": "warten", "screen": 1 }))
            .is(200);

        // Another device goes on where this one left.
        let desk = self.app.signed_in(id.parse().unwrap());
        let runs = desk.get("/api/v1/registrations").is(200).json();
        assert_eq!(runs["items"][0]["id"], run["registration"]["id"]);
        let here = desk.get(&path).is(200).json()["here"].clone();
        assert_eq!(here, json!({ "module": "pruefen", "screen": 1 }));
        let shown = desk.get(&format!("{path}/modules/pruefen/screens/1")).is(200).text();
        assert!(!shown.contains("An DC+ und DC−"), "what is right is told when it is due");
        let shown: Value = serde_json::from_str(&shown).unwrap();
        let choices = shown["content"]["question"]["choices"].as_array().unwrap();
        let right = choices
            .iter()
            .find(|choice| choice["text"] == "Mit dem zweipoligen Prüfer")
            .unwrap();
        let answer = json!({
            "event_id": "00000000-0000-4000-8000-000000000001", "module": "pruefen", "block": "womit", "values": [right["place"]],
        });
        let answered = desk.json("POST", &format!("{path}/answers"), &answer).is(200).json();
        assert_eq!(answered["correct"], true);
        let end = desk.json("POST", &format!("{path}/steps"), &here).is(200).json();
        assert_eq!(
            (&end["next"], &end["registration"]["state"], &end["registration"]["score_percent"]),
            (&Value::Null, &json!("passed"), &json!(100))
        );
        self.app.run_jobs();
        Known { id, browser: desk }
    }

    /// Answers the certificate as her own list tells it.
    fn certificate_is_issued(&self, technician: &Known<'_>) -> Value {
        let hers = &technician.browser;
        let obligation = own(hers, "HV");
        assert_eq!(
            (&obligation["status"], &obligation["satisfied_on"]),
            (&json!("valid"), &json!("2026-11-24"))
        );
        let certificates = hers.get("/api/v1/me/certificates").is(200).json();
        assert_eq!(certificates.as_array().unwrap().len(), 1);
        let certificate = certificates[0].clone();
        assert_eq!((&certificate["course"], &certificate["language"]), (&json!("HV-101"), &json!("de")));
        let file = hers
            .get(&format!("/api/v1/me/certificates/{}/file", word(&certificate, "id")))
            .is(200);
        assert!(file.body.starts_with(b"%PDF"));
        assert_eq!(file.header("content-type"), Some("application/pdf"));
        let anybody = self.app.anonymous();
        let check = |code: &str| anybody.get(&format!("/api/v1/certificate-checks/{code}"));
        let checked = check(word(&certificate, "check_code")).is(200).json();
        assert_eq!(
            (&checked["standing"], &checked["name"], &checked["number"]),
            (&json!("valid"), &json!("Ayşe Y."), &certificate["number"])
        );
        check("AAAA-AAAA-AAAA-AAAA-AAAA-AAAA-AAAA").is(404);
        certificate
    }

    fn those_above_see_it_and_nobody_else(&self, technician: &Known<'_>, certificate: &Value) {
        let directory = self.integration(&["see_people"]);
        let found = self.ada.get(&format!("/api/v1/organisations?external_id={PARTNER}")).is(200).json();
        let partner = word(&found["items"][0], "id");
        let within = [
            self.known(&directory, PARTNER_ADMIN),
            self.known(&directory, TEAM_LEAD),
            self.integration_at(partner, &["see_team", "see_people"]),
        ];
        let stranger = self.known(&directory, STRANGER);
        let lists = ["obligations?requirement=HV&", "evidence?course=HV-101&", "certificates?"]
            .map(|list| format!("/api/v1/{list}person_id={}", technician.id));
        let records = [
            format!("/api/v1/people/{}", technician.id),
            format!("/api/v1/evidence/{}", word(certificate, "evidence_id")),
            format!("/api/v1/certificates/{}", word(certificate, "id")),
            format!("/api/v1/certificates/{}/file", word(certificate, "id")),
        ];
        for insider in &within {
            let [obligations, evidence, certificates] = lists.each_ref().map(|list| insider.get(list).is(200).json()["items"].clone());
            assert_eq!(obligations[0]["status"], "valid");
            assert!(
                evidence
                    .as_array()
                    .unwrap()
                    .iter()
                    .any(|proof| proof["strength"] == "marked_by_server")
            );
            assert_eq!(certificates[0]["number"], certificate["number"]);
            for record in &records {
                insider.get(record).is(200);
            }
        }
        for list in &lists {
            assert_eq!(stranger.get(list).is(200).json()["items"], json!([]), "{list}");
        }
        for record in &records {
            stranger.get(record).is(404);
        }
        let found = stranger.get(&format!("/api/v1/people?external_id={TECHNICIAN}")).is(200).json();
        assert_eq!(found["items"], json!([]));
        let exported = stranger.get("/api/v1/obligations/export").is(200).text();
        assert!(exported.lines().count() > 1 && !exported.contains(TECHNICIAN));
    }

    /// The sign-in of whoever has this number.
    fn known(&self, directory: &Browser<'_>, number: &str) -> Browser<'a> {
        let found = directory.get(&format!("/api/v1/people?external_id={number}")).is(200).json();
        assert_eq!(found["items"][0]["external_id"], number);
        self.app.signed_in(word(&found["items"][0], "id").parse().unwrap())
    }

    /// Hands over every mail that is due.
    fn post(&self) {
        let rounds = async { while !matches!(kundig::app::deliver_due_mail(&self.app.state).await.unwrap(), Turn::Idle) {} };
        actix_web::rt::System::new().block_on(rounds);
    }
}

/// What somebody owes by a requirement.
fn own(learner: &Browser<'_>, code: &str) -> Value {
    let all = learner.get("/api/v1/me/obligations").is(200).json();
    let mut all = all.as_array().unwrap().iter();
    all.find(|one| one["requirement"] == code).unwrap().clone()
}

fn word<'v>(record: &'v Value, field: &str) -> &'v str {
    record[field].as_str().unwrap()
}
