//! Reminders from the plan to the mail server, on both databases.

use crate::support::app::{TestApp, on_both};
use crate::support::smtp::{Received, Sink, Turn, plain};
use crate::support::story::Story;
use chrono::Duration;
use diesel::RunQueryDsl;
use diesel::connection::SimpleConnection;
use diesel::sql_types::{Nullable, Text};
use kundig::app;
use kundig::people::Person;
use kundig::platform::config::Secret;
use kundig::platform::db::Conn;
use kundig::platform::mail::delivery;
use kundig::rules::id::Id;
use kundig::rules::person::Role;
use std::sync::Arc;

const HV: &str = "00000000-0000-7000-8000-0000000000aa";
const REF: &str = "00000000-0000-7000-8000-0000000000bb";

/// The story with two requirements in force and reminders switched on for the first partner.
struct Ground {
    app: TestApp,
    story: Story,
    sink: Sink,
}

impl Ground {
    fn new(mut app: TestApp) -> Self {
        let story = app.story();
        let sink = Sink::start();
        let config = Arc::make_mut(&mut app.state.config);
        config.mail.smtp_url = Secret::new(sink.url());
        config.mail.tls = "none".into();
        let ground = Self { app, story, sink };
        let ladder = r#"[{"offset_days":-30,"to":["learner"]},{"offset_days":-7,"to":["learner","supervisor"]},{"offset_days":1,"to":["learner","partner_admin"]}]"#;
        for (id, code, de, role) in [
            (HV, "HV", "Hochvolt-Sicherheit", "technician"),
            (REF, "REF", "Kältemittel", "electrician"),
        ] {
            let (rule, audience) = (rule(code, "2099-01-01", 0), format!(r#"{{"job_roles":["{role}"]}}"#));
            ground.sql(&format!(
                r#"INSERT INTO requirements (id, code, created_at) VALUES ('{id}', '{code}', '2020-01-01 00:00:00.000000');
                   INSERT INTO requirement_versions (id, requirement_id, number, state, title, basis, in_force_on, audience, rule, reminders,
                     created_at, updated_at, revision) VALUES ('{id}', '{id}', 1, 'in_force', '{{"de":"{de}","en":"{code} rule"}}', '{{}}',
                     '2020-01-01', '{audience}', '{rule}', '{ladder}', '2020-01-01 00:00:00.000000', '2020-01-01 00:00:00.000000', 0);"#
            ));
            ground.sql(&format!(
                "INSERT INTO courses (id, code, title, created_at) VALUES ('{id}', '{code}-1', '{{}}', '2020-01-01 00:00:00.000000')"
            ));
        }
        ground.switch_on(ground.story.alpha.id, "2026-01-01");
        ground
    }

    fn sql(&self, statements: &str) {
        self.app
            .state
            .db
            .write(|conn| {
                match conn {
                    Conn::Sqlite(c) => c.batch_execute(statements)?,
                    Conn::Postgres(c) => c.batch_execute(statements)?,
                }
                Ok(())
            })
            .unwrap();
    }

    fn switch_on(&self, organisation: Id, since: &str) {
        self.sql(&format!(
            "UPDATE organisations SET reminders_since_on = '{since}' WHERE id = '{organisation}'"
        ));
    }

    fn person(&self, role: Role) -> &Person {
        self.story.person(role)
    }

    /// What somebody of the first partner owes, known since January. Whoever has the requirement's job role owes it by this date.
    fn owes(&self, person: &Person, requirement: &str, status: &str, due: &str) {
        let (alpha, path, id) = (self.story.alpha.id, &self.story.alpha.path, person.id);
        let (code, role) = if requirement == HV {
            ("HV", "technician")
        } else {
            ("REF", "electrician")
        };
        let grace = if status == "overdue" { 0 } else { 30 };
        self.sql(&format!(
            r#"UPDATE requirement_versions SET rule = '{}' WHERE id = '{requirement}';
               INSERT INTO membership_job_roles (membership_id, job_role_id)
                 SELECT memberships.id, job_roles.id FROM memberships, job_roles WHERE person_id = '{id}' AND job_roles.code = '{role}'"#,
            rule(code, due, grace)
        ));
        self.sql(&format!(
            "INSERT INTO obligations (person_id, requirement_id, requirement_version_id, membership_id, organisation_id, organisation_path,
                 time_zone, start_on, status, compliant, due_on, due_known_on, assessed_at)
             SELECT '{id}', '{requirement}', '{requirement}', memberships.id, '{alpha}', '{path}', 'Europe/Berlin', '2020-01-01', '{status}',
                 {}, '{due}', '2020-01-01', '2020-01-01 00:00:00.000000' FROM memberships WHERE person_id = '{id}'",
            if self.app.state.db.backend() == kundig::platform::db::Backend::Sqlite { "1" } else { "true" }
        ));
    }

    /// Somebody passed today, which makes the next date.
    fn done(&self, person: &Person, requirement: &str, next_due: &str) {
        let id = person.id;
        self.sql(&format!(
            "INSERT INTO evidence (id, person_id, course_id, proven_on, recorded_at, means, strength)
                 VALUES ('{requirement}', '{id}', '{requirement}', '2026-11-24', '2026-11-24 12:00:00.000000', 'course', 'marked_by_server');
             UPDATE obligations SET status = 'valid', due_on = '{next_due}', due_known_on = '2026-11-24'
                 WHERE person_id = '{id}' AND requirement_id = '{requirement}'"
        ));
    }

    /// One hour: the run, and what follows from it.
    fn run(&self) {
        actix_web::rt::System::new().block_on(async {
            kundig::reminders::job::tick(&self.app.state).await.unwrap();
            app::run_due_jobs(&self.app.state).await.unwrap();
        });
        let failed = self.texts("SELECT last_error AS a, kind AS b FROM jobs WHERE attempts > 0");
        assert_eq!(failed, [], "no job fails");
    }

    fn deliver(&self) -> delivery::Turn {
        actix_web::rt::System::new()
            .block_on(app::deliver_due_mail(&self.app.state))
            .unwrap()
    }

    fn hours(&self, hours: i64) {
        self.app.state.clock.advance(Duration::hours(hours));
    }

    fn texts(&self, query: &str) -> Vec<(Option<String>, Option<String>)> {
        #[derive(diesel::QueryableByName)]
        struct Pair {
            #[diesel(sql_type = Nullable<Text>)]
            a: Option<String>,
            #[diesel(sql_type = Nullable<Text>)]
            b: Option<String>,
        }
        let rows: Vec<Pair> = self
            .app
            .state
            .db
            .read(|conn| {
                Ok(match conn {
                    Conn::Sqlite(c) => diesel::sql_query(query).load(*c)?,
                    Conn::Postgres(c) => diesel::sql_query(query).load(*c)?,
                })
            })
            .unwrap();
        rows.into_iter().map(|row| (row.a, row.b)).collect()
    }

    /// Step and fate of every notice, in order.
    fn journal(&self) -> Vec<(i32, String)> {
        let rows = self.texts("SELECT CAST(step_offset AS TEXT) AS a, fate AS b FROM notices ORDER BY step_offset, fate");
        rows.into_iter().map(|(a, b)| (a.unwrap().parse().unwrap(), b.unwrap())).collect()
    }

    /// What somebody of the story has received.
    fn mails_to(&self, name: &str) -> Vec<Received> {
        let address = format!("RCPT TO:<{name}@story.example>");
        self.sink.received().into_iter().filter(|mail| mail.to == address).collect()
    }

    /// The one-time links of reminders, as many as there are.
    fn links(&self) -> usize {
        self.texts("SELECT purpose AS a, next_path AS b FROM one_time_links WHERE purpose = 'reminder'")
            .len()
    }
}

/// A rule by which everybody has to pass by a date, and every year after that.
fn rule(code: &str, due: &str, grace_days: u32) -> String {
    format!(
        r#"{{"initial":["{code}-1"],"refresher":[],"first_due":{{"on":"{due}"}},"recurrence":{{"kind":"rolling","months":12}},"round_to_month_end":false,"notice_days":60,"grace_days":{grace_days},"lapse_months":null,"return_days":0}}"#
    )
}

fn pairs(list: &[(i32, &str)]) -> Vec<(i32, String)> {
    list.iter().map(|(offset, fate)| (*offset, (*fate).to_owned())).collect()
}

#[test]
fn a_reminder_goes_out_once_with_a_link_that_signs_in() {
    on_both(|app| {
        let ground = Ground::new(app);
        let learner = ground.person(Role::Learner);
        ground.owes(learner, HV, "due", "2026-12-01");
        for _ in 0..3 {
            ground.run();
            ground.deliver();
            ground.hours(1);
        }
        let received = ground.mails_to("learner");
        assert_eq!(received.len(), 1);
        assert_eq!(received[0].header("Auto-Submitted").as_deref(), Some("auto-generated"));
        assert_eq!(received[0].header("List-Id").as_deref(), Some("<reminders.127.0.0.1>"));
        let text = plain(&received[0].content);
        assert!(
            text.contains("Hochvolt-Sicherheit ist in 7\u{a0}Tagen fällig, am 1. Dezember"),
            "{text}"
        );
        // Nobody leads the learner, so the lead's notice goes to the administrator.
        assert_eq!(ground.journal(), pairs(&[(-30, "superseded"), (-7, "sent"), (-7, "sent")]));
        assert_eq!(ground.mails_to("partner_admin").len(), 1);
        let token = text.split("/welcome/").nth(1).unwrap().split_whitespace().next().unwrap();
        let page = ground.app.anonymous().get(&format!("/welcome/{token}")).is(200);
        assert!(page.text().contains("Vera"));
        let answer = ground.app.anonymous().post(&format!("/welcome/{token}"), &[]).is(303);
        assert_eq!(answer.location.as_deref(), Some("/training"));
        assert_eq!(ground.links(), 1);
    });
}

#[test]
fn nothing_is_sent_before_the_hour_and_nothing_twice_a_day() {
    on_both(|app| {
        let ground = Ground::new(app);
        ground.owes(ground.person(Role::Learner), HV, "due", "2026-12-02");
        ground.hours(17);
        ground.run();
        ground.deliver();
        assert_eq!(ground.sink.received().len(), 0, "06:00 in Berlin");
        ground.hours(1);
        ground.run();
        ground.deliver();
        assert_eq!(ground.mails_to("learner").len(), 1, "07:00");
        ground.owes(ground.person(Role::Learner), REF, "due", "2026-12-02");
        ground.hours(1);
        ground.run();
        ground.deliver();
        assert_eq!(ground.mails_to("learner").len(), 1, "one mail a day");
        ground.hours(23);
        ground.run();
        ground.deliver();
        let received = ground.mails_to("learner");
        assert_eq!(received.len(), 2);
        assert!(plain(&received[1].content).contains("Kältemittel"));
    });
}

#[test]
fn all_that_one_recipient_is_owed_is_one_mail_in_their_language() {
    on_both(|app| {
        let ground = Ground::new(app);
        let (learner, lead) = (ground.person(Role::Learner), ground.person(Role::TeamLead));
        ground.sql(&format!(
            "UPDATE memberships SET supervisor_id = '{}' WHERE person_id = '{}'; UPDATE people SET language = 'sv' WHERE id = '{}';",
            lead.id, learner.id, lead.id
        ));
        ground.sql("UPDATE memberships SET updated_at = '2026-01-01 00:00:00.000000'");
        ground.owes(learner, HV, "due", "2026-12-01");
        ground.owes(learner, REF, "overdue", "2026-11-23");
        ground.owes(lead, HV, "due", "2026-12-01");
        ground.run();
        ground.deliver();
        let mut received = ground.sink.received();
        received.sort_by_key(|mail| mail.to.clone());
        let to: Vec<_> = received.iter().map(|mail| mail.to.as_str()).collect();
        assert_eq!(
            to,
            [
                "RCPT TO:<learner@story.example>",
                "RCPT TO:<partner_admin@story.example>",
                "RCPT TO:<team_lead@story.example>"
            ]
        );
        let learner = plain(&received[0].content);
        assert!(learner.contains("Kältemittel ist überfällig seit 23. November"), "{learner}");
        assert!(learner.contains("◆ Fällig: Hochvolt-Sicherheit, bis 01.12."), "{learner}");
        let admin = plain(&received[1].content);
        assert!(admin.contains("Eine Person im Rückstand"), "{admin}");
        // Swedish falls back to English.
        let lead = plain(&received[2].content);
        assert!(lead.contains("HV rule is due in 7\u{a0}days, on 1 December"), "{lead}");
        assert!(lead.contains("Among your people") && lead.contains("Vera learner"), "{lead}");
        assert!(received[2].header("Subject").unwrap().starts_with("Due in 7 days"));
    });
}

#[test]
fn what_is_done_before_it_leaves_is_withdrawn() {
    on_both(|app| {
        let ground = Ground::new(app);
        let learner = ground.person(Role::Learner);
        ground.owes(learner, HV, "due", "2026-12-01");
        ground.owes(learner, REF, "due", "2026-12-01");
        ground.run();
        ground.done(learner, HV, "2027-11-24");
        ground.deliver();
        let received = ground.sink.received();
        assert_eq!(received.len(), 2, "learner and administrator");
        for mail in &received {
            let text = plain(&mail.content);
            assert!(text.contains("Kältemittel") && !text.contains("Hochvolt"), "{text}");
        }
        let journal = ground.journal();
        assert!(
            journal.contains(&(-7, "withdrawn".into())) && journal.contains(&(-7, "sent".into())),
            "{journal:?}"
        );
    });
}

#[test]
fn a_mail_in_which_nothing_is_owed_any_more_never_leaves() {
    on_both(|app| {
        let ground = Ground::new(app);
        let learner = ground.person(Role::Learner);
        ground.owes(learner, HV, "due", "2026-12-01");
        ground.run();
        ground.done(learner, HV, "2027-11-24");
        ground.deliver();
        assert_eq!(ground.sink.received().len(), 0);
        ground.hours(24);
        ground.run();
        ground.deliver();
        assert_eq!(ground.sink.received().len(), 0);
    });
}

#[test]
fn after_an_outage_somebody_gets_one_mail_and_nothing_is_lost() {
    on_both(|app| {
        let ground = Ground::new(app);
        let learner = ground.person(Role::Learner);
        ground.owes(learner, HV, "due", "2026-12-01");
        ground.owes(learner, REF, "due", "2026-12-03");
        // The server is away for days.
        ground.sql("INSERT INTO settings (name, value, updated_at) VALUES ('mail.paused', 'test', '2026-11-24 12:00:00.000000')");
        for _ in 0..10 {
            ground.run();
            ground.deliver();
            ground.hours(24);
        }
        ground.sql("UPDATE obligations SET status = 'grace'");
        ground.sql("UPDATE settings SET value = '' WHERE name = 'mail.paused'");
        ground.deliver();
        let to_learner = ground.mails_to("learner");
        assert_eq!(to_learner.len(), 1);
        let text = plain(&to_learner[0].content);
        assert!(text.contains("Hochvolt-Sicherheit") && text.contains("Kältemittel"), "{text}");
        // Worded for the day on which it leaves.
        assert!(text.contains("die Nachfrist läuft"), "{text}");
    });
}

#[test]
fn a_lost_answer_is_repeated_and_the_journal_says_sent_once() {
    on_both(|app| {
        let ground = Ground::new(app);
        ground.owes(ground.person(Role::Learner), HV, "overdue", "2026-11-10");
        ground.sink.script(&[Turn::HangUpAfterMessage]);
        ground.run();
        ground.deliver();
        ground.app.state.clock.advance(Duration::minutes(5));
        ground.deliver();
        let received = ground.sink.received();
        assert_eq!(received.len(), 3, "two recipients, one of them twice");
        let mut numbers: Vec<_> = received.iter().map(|mail| mail.header("Message-ID").unwrap()).collect();
        numbers.sort();
        numbers.dedup();
        assert_eq!(numbers.len(), 2);
        assert!(ground.journal().iter().all(|(_, fate)| fate == "sent" || fate == "superseded"));
    });
}

#[test]
fn nobody_of_a_partner_that_is_switched_off_hears_anything() {
    on_both(|app| {
        let ground = Ground::new(app);
        ground.sql("UPDATE organisations SET reminders_since_on = NULL");
        ground.owes(ground.person(Role::Learner), HV, "overdue", "2026-11-10");
        ground.run();
        ground.deliver();
        assert_eq!(ground.journal(), []);
        assert_eq!(ground.sink.received().len(), 0);
    });
}

#[test]
fn whoever_has_no_address_is_told_through_the_partners_administrator() {
    on_both(|app| {
        let ground = Ground::new(app);
        let learner = ground.person(Role::Learner);
        ground.sql(&format!(
            "UPDATE people SET email = NULL, email_key = NULL WHERE id = '{}'",
            learner.id
        ));
        ground.owes(learner, HV, "due", "2026-12-01");
        ground.run();
        ground.deliver();
        let received = ground.sink.received();
        assert_eq!(received.len(), 1);
        assert_eq!(received[0].to, "RCPT TO:<partner_admin@story.example>");
        assert!(plain(&received[0].content).contains("bitte weitersagen"));
        assert_eq!(ground.links(), 0);
    });
}

#[test]
fn too_many_at_once_are_held_and_the_training_managers_told() {
    on_both(|mut app| {
        Arc::make_mut(&mut app.state.config).reminders.brake_number = 1;
        let ground = Ground::new(app);
        ground.owes(ground.person(Role::Learner), HV, "due", "2026-12-01");
        ground.owes(ground.person(Role::TeamLead), HV, "due", "2026-12-01");
        ground.run();
        ground.deliver();
        let received = ground.sink.received();
        assert_eq!(received.len(), 1);
        assert_eq!(received[0].to, "RCPT TO:<training_manager@story.example>");
        assert!(plain(&received[0].content).contains("warten auf Ihre Freigabe"));
        let held = ground.journal().into_iter().filter(|(_, fate)| fate == "held").count();
        assert_eq!(held, 4);
    });
}

#[test]
fn a_partner_is_switched_on_after_a_look_at_what_goes_out() {
    on_both(|app| {
        let ground = Ground::new(app);
        ground.sql("UPDATE organisations SET reminders_since_on = NULL");
        ground.owes(ground.person(Role::Learner), HV, "due", "2026-12-02");
        let manager = ground.app.signed_in(ground.person(Role::TrainingManager).id);
        let page = manager.get("/reminders").is(200);
        assert_eq!(page.select("h1").as_deref(), Some("0 von 3 Partnern werden erinnert"));
        let path = format!("/reminders/partners/{}", ground.story.alpha.id);
        let page = manager.get(&path).is(200);
        assert!(page.text().contains("am ersten Tag 1"), "{}", page.text());
        let wrong = manager.post(&path, &[("since_on", "2026-11-23")]).is(422);
        assert!(wrong.text().contains("Heute ist der früheste"));
        assert!(wrong.text().contains("2026-11-23"), "what was typed stays");
        manager.post(&path, &[("since_on", "24.11.2026")]).is(303);
        let page = manager.get("/reminders?only=on").is(200);
        assert!(page.text().contains("ein seit 24.11.2026"));
        ground.run();
        ground.deliver();
        assert_eq!(ground.mails_to("learner").len(), 1);
        manager.post(&path, &[("switch", "off")]).is(303);
        assert!(manager.get("/reminders?only=on").is(200).text().contains("Kein Partner passt"));
        let audited =
            ground.texts("SELECT action AS a, before_json AS b FROM audit_entries WHERE action LIKE 'reminders.%' ORDER BY action");
        assert_eq!(audited.len(), 2);
        manager.post(&format!("/reminders/partners/{HV}"), &[("switch", "off")]).is(404);
        ground
            .app
            .signed_in(ground.story.stranger.id)
            .post(&path, &[("switch", "off")])
            .is(403);
    });
}

#[test]
fn the_forecast_tells_what_will_happen() {
    on_both(|app| {
        let ground = Ground::new(app);
        let learner = ground.person(Role::Learner);
        ground.sql(&format!("UPDATE people SET external_id = 'E-1' WHERE id = '{}'", learner.id));
        ground.owes(learner, HV, "due", "2026-12-01");
        let manager = ground.app.signed_in(ground.person(Role::TrainingManager).id);
        let file = manager.get("/reminders/forecast.csv?from=2026-11-24&to=2026-12-05").is(200);
        assert_eq!(file.header("content-type"), Some("text/csv; charset=utf-8"));
        let expected = "date,recipient_external_id,role,person_external_id,requirement,due,offset_days\n\
                        2026-11-24,,partner_admin,E-1,HV,2026-12-01,-7\n\
                        2026-11-24,E-1,learner,E-1,HV,2026-12-01,-7\n\
                        2026-12-02,,partner_admin,E-1,HV,2026-12-01,1\n\
                        2026-12-02,E-1,learner,E-1,HV,2026-12-01,1\n";
        assert_eq!(file.text(), expected);
        let json = manager
            .get("/api/v1/reminders/forecast?from=2026-11-24&to=2026-12-05&organisation=P-A")
            .is(200)
            .json();
        assert_eq!(json["items"].as_array().unwrap().len(), 4);
        assert_eq!(json["items"][1]["recipient_external_id"], "E-1");
        let elsewhere = manager
            .get("/api/v1/reminders/forecast?from=2026-11-24&to=2026-12-05&organisation=P-B")
            .is(200)
            .json();
        assert_eq!(elsewhere["items"].as_array().unwrap().len(), 0);
        manager.get("/reminders/forecast?from=2026-11-24&to=2026-12-05").is(200);
        let wrong = manager.get("/reminders/forecast?from=2026-12-05&to=2026-11-24").is(422);
        assert!(wrong.text().contains("Der letzte Tag liegt vor dem ersten."));
        manager.get("/reminders/forecast?from=0000-00-00&to=x").is(422);
        manager.get("/reminders/forecast.csv?from=2026-01-01&to=2029-01-01").is(422);
        manager
            .get("/api/v1/reminders/forecast?from=2026-11-24&to=2026-12-05&organisation=nobody")
            .is(404);
        manager.get("/api/v1/reminders/forecast?from=2026-11-24").is(422);
        manager.get("/api/v1/reminders/forecast?from=x&to=2026-11-24").is(400);
    });
}

#[test]
fn what_the_brake_holds_is_approved_or_discarded_by_somebody() {
    on_both(|mut app| {
        Arc::make_mut(&mut app.state.config).reminders.brake_number = 1;
        let ground = Ground::new(app);
        let (learner, lead) = (ground.person(Role::Learner), ground.person(Role::TeamLead));
        ground.owes(learner, HV, "due", "2026-12-01");
        ground.owes(lead, HV, "due", "2026-12-01");
        ground.owes(learner, REF, "overdue", "2026-11-01");
        ground.owes(lead, REF, "overdue", "2026-11-01");
        ground.run();
        let manager = ground.app.signed_in(ground.person(Role::TrainingManager).id);
        let page = manager.get("/reminders/held").is(200);
        assert_eq!(page.select("h1").as_deref(), Some("8 Erinnerungen warten auf Freigabe"));
        let decide = |requirement: &str, decision: &str| {
            let run = "2026-11-24T12:00:00Z";
            manager.post(
                "/reminders/held",
                &[("run", run), ("requirement", requirement), ("decision", decision)],
            )
        };
        decide(HV, "maybe").is(422);
        decide("nothing", "approve").is(409);
        // Somebody is done before it is approved: that one drops out.
        ground.done(lead, HV, "2027-11-24");
        decide(HV, "approve").is(303);
        decide(REF, "discard").is(303);
        decide(REF, "discard").is(409);
        ground.run();
        ground.deliver();
        let mail = ground.mails_to("learner");
        assert_eq!(mail.len(), 1);
        let text = plain(&mail[0].content);
        assert!(text.contains("Hochvolt") && !text.contains("Kältemittel"), "{text}");
        assert_eq!(ground.mails_to("team_lead").len(), 0);
    });
}

#[test]
fn the_mailbox_shows_every_mail_and_secrets_to_nobody_who_could_do_without() {
    on_both(|mut app| {
        let story_smtp = |app: &mut TestApp, url: String| Arc::make_mut(&mut app.state.config).mail.smtp_url = Secret::new(url);
        story_smtp(&mut app, String::new());
        let mut ground = Ground::new(app);
        story_smtp(&mut ground.app, String::new());
        ground.owes(ground.person(Role::Learner), HV, "due", "2026-12-01");
        ground.run();
        ground.deliver();
        let manager = ground.app.signed_in(ground.person(Role::TrainingManager).id);
        let admin = ground.app.signed_in(ground.person(Role::PlatformAdmin).id);
        let list = manager.get("/mailbox").is(200);
        assert!(list.text().contains("In 7 Tagen fällig: Hochvolt-Sicherheit") && list.text().contains("hier aufgehoben"));
        let rows = ground.texts("SELECT id AS a, to_address AS b FROM mails ORDER BY to_address");
        let id = rows[0].0.clone().unwrap();
        assert_eq!(rows[0].1.as_deref(), Some("learner@story.example"));
        let secret = |text: &str| text.contains("/welcome/") && !text.contains("/welcome/…");
        for page in [format!("/mailbox/{id}"), format!("/mailbox/{id}/html")] {
            assert!(!secret(&manager.get(&page).is(200).text()), "{page}");
            assert!(secret(&admin.get(&page).is(200).text()), "{page}");
        }
        let frame = admin.get(&format!("/mailbox/{id}/html")).is(200);
        assert!(frame.header("content-security-policy").unwrap().contains("sandbox"));
        // With a server, links reach people by themselves and are nobody's to see.
        story_smtp(&mut ground.app, ground.sink.url());
        let admin = ground.app.signed_in(ground.person(Role::PlatformAdmin).id);
        assert!(!secret(&admin.get(&format!("/mailbox/{id}")).is(200).text()));
        for found in ["?search=LEARNER", "?kind=reminder", "?state=kept", "?search=hochvolt"] {
            assert!(admin.get(&format!("/mailbox{found}")).is(200).text().contains(&id), "{found}");
        }
        for missed in ["?search=%25", "?search=nobody", "?kind=invitation", "?state=sent", "?search=%00"] {
            let page = admin.get(&format!("/mailbox{missed}")).is(200);
            assert!(missed.contains("%00") || !page.text().contains(&id), "{missed}");
        }
        let mails = admin.get("/api/v1/mails?limit=1").is(200);
        assert!(!mails.text().contains("welcome"));
        let next = mails.json()["next_cursor"].as_str().unwrap().to_owned();
        let rest = admin.get(&format!("/api/v1/mails?cursor={next}")).is(200).json();
        assert_eq!(rest["items"].as_array().unwrap().len(), 1);
        admin.get(&format!("/mailbox/{HV}")).is(404);
        admin.get("/mailbox/nonsense").is(404);
        ground.app.signed_in(ground.story.stranger.id).get("/mailbox").is(403);
    });
}

#[test]
fn a_reminder_is_sent_again_only_while_it_is_owed() {
    on_both(|app| {
        let ground = Ground::new(app);
        let learner = ground.person(Role::Learner);
        ground.owes(learner, HV, "due", "2026-12-01");
        ground.run();
        ground.deliver();
        let manager = ground.app.signed_in(ground.person(Role::TrainingManager).id);
        let log = manager.get("/reminders/log?fate=sent").is(200);
        assert!(log.text().contains("7 Tage vorher") && log.text().contains("Vera learner"));
        let query = format!(
            "SELECT id AS a, fate AS b FROM notices WHERE fate = 'sent' AND recipient_id = '{}'",
            learner.id
        );
        let id = ground.texts(&query)[0].0.clone().unwrap();
        manager.post(&format!("/reminders/log/{id}/resend"), &[]).is(303);
        ground.deliver();
        let mails = ground.mails_to("learner");
        assert_eq!(mails.len(), 2);
        assert_ne!(mails[0].header("Message-ID"), mails[1].header("Message-ID"));
        ground.done(learner, HV, "2027-11-24");
        manager.post(&format!("/reminders/log/{id}/resend"), &[]).is(409);
        let notices = manager.get("/api/v1/notices").is(200).json();
        assert_eq!(notices["items"].as_array().unwrap().len(), 3);
    });
}

#[test]
fn a_holiday_moves_a_step() {
    on_both(|app| {
        let ground = Ground::new(app);
        let manager = ground.app.signed_in(ground.person(Role::TrainingManager).id);
        assert!(manager.get("/reminders/calendar").is(200).text().contains("Samstag, Sonntag"));
        let wrong = manager
            .post("/reminders/calendar/DE", &[("weekend", "6"), ("holidays", "Weihnachten")])
            .is(422);
        assert!(wrong.text().contains("Zeile 1") && wrong.text().contains("Weihnachten"));
        manager.post("/reminders/calendar/DE", &[("weekend", "9")]).is(422);
        manager
            .post(
                "/reminders/calendar/DE",
                &[("weekend", "6"), ("weekend", "7"), ("holidays", "2026-11-25 Bettag\n2026-11-24")],
            )
            .is(303);
        assert!(manager.get("/reminders/calendar/DE").is(200).text().contains("2026-11-25 Bettag"));
        ground.owes(ground.person(Role::Learner), HV, "due", "2026-12-02");
        ground.run();
        // The 25th and the 24th are free, so the step of the 25th moves back to the 23rd and is told at once.
        let rows = ground.texts("SELECT CAST(step_on AS TEXT) AS a, reason AS b FROM notices WHERE step_offset = -7");
        assert!(rows.iter().all(|row| row.0.as_deref() == Some("2026-11-23")), "{rows:?}");
        manager.get("/reminders/calendar/de").is(404);
        manager.get("/reminders/calendar/..").is(404);
    });
}

#[test]
fn a_switch_is_set_by_the_api_too() {
    on_both(|app| {
        let ground = Ground::new(app);
        let manager = ground.app.signed_in(ground.person(Role::TrainingManager).id);
        let put = |path: &str, body: serde_json::Value| manager.json("PUT", path, &body);
        let answer = put("/api/v1/reminders/partners/P-B", serde_json::json!({ "since_on": "2026-12-01" }))
            .is(200)
            .json();
        assert_eq!(answer["since_on"], "2026-12-01");
        put("/api/v1/reminders/partners/P-B", serde_json::json!({ "since_on": "2020-12-01" })).is(422);
        put("/api/v1/reminders/partners/P-B", serde_json::json!({ "on": true })).is(400);
        put("/api/v1/reminders/partners/nobody", serde_json::json!({ "since_on": null })).is(404);
        let all = manager.get("/api/v1/reminders/partners").is(200).json();
        assert!(
            all.as_array()
                .unwrap()
                .iter()
                .any(|one| one["external_id"] == "P-B" && one["since_on"] == "2026-12-01")
        );
    });
}

/// Both requirements tell from the beginning when nothing is owed any more.
fn telling(ground: &Ground) {
    ground.sql(r#"UPDATE requirement_versions SET reminders = '{"steps":' || reminders || ',"tell_when_done":true}'"#);
}

/// The learner was reminded of the first requirement, as was the administrator.
fn reminded(ground: &Ground) {
    ground.owes(ground.person(Role::Learner), HV, "due", "2026-12-01");
    ground.run();
    ground.deliver();
    assert_eq!((ground.mails_to("learner").len(), ground.mails_to("partner_admin").len()), (1, 1));
}

fn next_day(ground: &Ground) {
    ground.hours(24);
    ground.run();
    ground.deliver();
}

#[test]
fn whoever_was_reminded_is_told_once_that_nothing_is_owed_any_more() {
    on_both(|app| {
        let ground = Ground::new(app);
        telling(&ground);
        reminded(&ground);
        ground.done(ground.person(Role::Learner), HV, "2027-11-24");
        ground.run();
        ground.deliver();
        assert_eq!(ground.mails_to("learner").len(), 1, "one mail a day");
        for _ in 0..3 {
            next_day(&ground);
        }
        let learner = ground.mails_to("learner");
        assert_eq!(learner.len(), 2, "once");
        assert_eq!(
            learner[1].header("Subject").as_deref(),
            Some("Nichts mehr zu tun: Hochvolt-Sicherheit")
        );
        let text = plain(&learner[1].content);
        assert!(
            text.contains("● Hochvolt-Sicherheit: nachgewiesen") && text.contains("/training"),
            "{text}"
        );
        let admin = ground.mails_to("partner_admin");
        assert_eq!(admin.len(), 2);
        let text = plain(&admin[1].content);
        // Why somebody else owes nothing any more stands in no mail.
        assert!(
            text.contains("● Hochvolt-Sicherheit, Vera learner") && !text.contains("nachgewiesen"),
            "{text}"
        );
        let released = ground.texts("SELECT fate AS a, reason AS b FROM notices WHERE step_offset IS NULL");
        assert_eq!(released, vec![(Some("sent".into()), Some("done".into())); 2]);
        let log = ground
            .app
            .signed_in(ground.person(Role::TrainingManager).id)
            .get("/reminders/log")
            .is(200);
        assert!(log.text().contains("nichts mehr offen"), "{}", log.text());
    });
}

#[test]
fn the_word_that_nothing_is_owed_shares_the_mail_of_the_day() {
    on_both(|app| {
        let ground = Ground::new(app);
        telling(&ground);
        reminded(&ground);
        let learner = ground.person(Role::Learner);
        ground.done(learner, HV, "2027-11-24");
        ground.owes(learner, REF, "due", "2026-12-02");
        next_day(&ground);
        let mails = ground.mails_to("learner");
        assert_eq!(mails.len(), 2);
        let text = plain(&mails[1].content);
        assert!(text.contains("Kältemittel ist in 7\u{a0}Tagen fällig"), "{text}");
        assert!(
            text.contains("Nicht mehr offen") && text.contains("● Hochvolt-Sicherheit: nachgewiesen"),
            "{text}"
        );
    });
}

#[test]
fn whoever_leaves_the_audience_is_told_and_whoever_leaves_altogether_is_not() {
    on_both(|app| {
        let ground = Ground::new(app);
        telling(&ground);
        reminded(&ground);
        ground.sql(&format!(
            "DELETE FROM membership_job_roles; DELETE FROM obligations; UPDATE people SET disabled_at = '2026-11-24 13:00:00.000000' WHERE id = '{}'",
            ground.person(Role::PartnerAdmin).id
        ));
        next_day(&ground);
        let mails = ground.mails_to("learner");
        assert_eq!(mails.len(), 2);
        assert!(plain(&mails[1].content).contains("Hochvolt-Sicherheit: nicht mehr verlangt"));
        assert_eq!(ground.mails_to("partner_admin").len(), 1);
        let rows = ground.texts("SELECT fate AS a, reason AS b FROM notices WHERE step_offset IS NULL ORDER BY fate");
        let row = |fate: &str, reason: &str| (Some(fate.to_owned()), Some(reason.to_owned()));
        assert_eq!(rows, [row("sent", "left"), row("skipped", "not_theirs")]);
    });
}

#[test]
fn nothing_is_told_of_what_was_reminded_before_the_requirement_said_so() {
    on_both(|app| {
        let ground = Ground::new(app);
        reminded(&ground);
        ground.done(ground.person(Role::Learner), HV, "2027-11-24");
        next_day(&ground);
        telling(&ground);
        ground.sql("UPDATE requirement_versions SET put_in_force_at = '2026-11-25 12:30:00.000000'");
        next_day(&ground);
        assert_eq!(ground.mails_to("learner").len(), 1);
        assert_eq!(
            ground.texts("SELECT fate AS a, reason AS b FROM notices WHERE step_offset IS NULL"),
            []
        );
    });
}

#[test]
fn what_is_owed_again_before_the_word_leaves_is_not_called_off() {
    on_both(|app| {
        let ground = Ground::new(app);
        telling(&ground);
        reminded(&ground);
        ground.done(ground.person(Role::Learner), HV, "2027-11-24");
        ground.hours(24);
        ground.run();
        // The proof is revoked while the mail waits.
        ground.sql(
            "UPDATE evidence SET revoked_at = '2026-11-25 12:00:00.000000'; UPDATE obligations SET status = 'due', due_on = '2026-12-01'",
        );
        ground.deliver();
        assert_eq!(ground.mails_to("learner").len(), 1);
        let rows = ground.texts("SELECT fate AS a, reason AS b FROM notices WHERE step_offset IS NULL");
        assert_eq!(rows, vec![(Some("withdrawn".into()), Some("owed_again".into())); 2]);
    });
}

#[test]
fn after_an_outage_at_night_a_mail_waits_for_the_hour_and_the_day_has_had_its_mail() {
    on_both(|app| {
        let ground = Ground::new(app);
        let learner = ground.person(Role::Learner);
        ground.owes(learner, HV, "due", "2026-12-01");
        ground.sql("INSERT INTO settings (name, value, updated_at) VALUES ('mail.paused', 'test', '2026-11-24 12:00:00.000000')");
        ground.run();
        ground.hours(14);
        ground.sql("UPDATE settings SET value = '' WHERE name = 'mail.paused'");
        ground.deliver();
        assert_eq!(ground.sink.received().len(), 0, "03:00 in Berlin");
        ground.hours(4);
        ground.deliver();
        assert_eq!(ground.mails_to("learner").len(), 1, "07:00");
        ground.owes(learner, REF, "due", "2026-12-02");
        ground.run();
        ground.deliver();
        assert_eq!(ground.mails_to("learner").len(), 1, "one mail a day");
    });
}

#[test]
fn verify_names_what_the_journal_and_the_queue_of_mails_must_not_say() {
    use kundig::reminders::{Fault, at_odds};
    on_both(|app| {
        let ground = Ground::new(app);
        let learner = ground.person(Role::Learner);
        ground.owes(learner, HV, "due", "2026-12-01");
        let found = || ground.app.state.db.read(|conn| Ok(at_odds(conn)?)).unwrap();
        assert_eq!(found(), []);
        ground.run();
        assert_eq!(found(), [], "a mail that waits");
        ground.deliver();
        assert_eq!(found(), [], "a mail that went out");
        let sent = ground.texts(&format!(
            "SELECT id AS a, mail_id AS b FROM notices WHERE fate = 'sent' AND recipient_id = '{}'",
            learner.id
        ));
        let (notice, mail) = (sent[0].0.clone().unwrap(), sent[0].1.clone().unwrap());
        let notice_id: Id = notice.parse().unwrap();
        let broken = |how: &str, fault: Fault, mended: &str| {
            ground.sql(how);
            assert_eq!(found(), [fault], "{how}");
            ground.sql(mended);
            assert_eq!(found(), [], "{mended}");
        };
        broken(
            &format!("UPDATE notices SET mail_id = NULL WHERE id = '{notice}'"),
            Fault::WithoutMail(notice_id),
            &format!("UPDATE notices SET mail_id = '{mail}' WHERE id = '{notice}'"),
        );
        broken(
            &format!("UPDATE mails SET state = 'dropped' WHERE id = '{mail}'"),
            Fault::WithoutMail(notice_id),
            &format!("UPDATE mails SET state = 'sent' WHERE id = '{mail}'"),
        );
        broken(
            &format!("UPDATE notices SET fate = 'planned' WHERE id = '{notice}'"),
            Fault::Stuck(notice_id),
            &format!("UPDATE notices SET fate = 'sent' WHERE id = '{notice}'"),
        );
        broken(
            &format!("UPDATE notices SET fate = 'withdrawn' WHERE id = '{notice}'; UPDATE mails SET state = 'queued' WHERE id = '{mail}'"),
            Fault::Empty(mail.parse().unwrap()),
            &format!("UPDATE notices SET fate = 'sent' WHERE id = '{notice}'; UPDATE mails SET state = 'sent' WHERE id = '{mail}'"),
        );
        broken(
            &format!(
                "UPDATE people SET disabled_at = '2026-11-20 12:00:00.000000' WHERE id = '{}'",
                learner.id
            ),
            Fault::ToSomebodyGone(notice_id),
            "UPDATE people SET disabled_at = NULL",
        );
        // An end that is entered afterwards was not known when the mail left.
        let left = |recorded: &str| {
            format!(
                "UPDATE memberships SET end_on = '2026-11-01', updated_at = '{recorded} 12:00:00.000000' WHERE person_id = '{}'",
                learner.id
            )
        };
        ground.sql(&left("2026-11-30"));
        assert_eq!(found(), []);
        ground.sql(&left("2026-11-01"));
        let others = ground.texts("SELECT id AS a, fate AS b FROM notices WHERE role = 'partner_admin'");
        let about = Fault::AboutSomebodyGone(others[0].0.as_deref().unwrap().parse().unwrap());
        assert_eq!(found(), [Fault::ToSomebodyGone(notice_id), about]);
        ground.sql("UPDATE memberships SET end_on = NULL");
        ground.sql("DROP INDEX notices_by_key_standing");
        ground.sql(&format!(
            "INSERT INTO notices (id, person_id, requirement_id, due_on, step_offset, recipient_id, role, fate, step_on, decided_at)
                 SELECT '{REF}', person_id, requirement_id, due_on, step_offset, recipient_id, role, 'skipped', step_on, decided_at
                 FROM notices WHERE id = '{notice}'"
        ));
        assert_eq!(found(), [Fault::Twice(learner.id)]);
        let said = std::process::Command::new(env!("CARGO_BIN_EXE_kundig"))
            .arg("verify")
            .env("KUNDIG_DATABASE_URL", ground.app.state.config.database.url.expose())
            .env("KUNDIG_FILES_FOLDER", &ground.app.state.config.files.folder)
            .output()
            .unwrap();
        assert_eq!(said.status.code(), Some(1));
        let line = format!("notices about {}: the same one stands twice", learner.id);
        assert!(String::from_utf8_lossy(&said.stdout).contains(&line), "{said:?}");
    });
}
