//! The queue under load: urgent mails, limits, and workers beside each other.

use crate::mail::{Choosy, Plain, connected, deliver, deliver_with, find, put};
use crate::support::app::{TestApp, on_both};
use crate::support::smtp::Sink;
use chrono::Duration;
use diesel::RunQueryDsl;
use diesel::connection::SimpleConnection;
use kundig::command::findings;
use kundig::platform::db::Conn;
use kundig::platform::mail::Urgency;
use kundig::platform::mail::delivery::{self, Turn};
use kundig::platform::mail::rate::Rates;
use kundig::platform::stop::Stop;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time;

/// So many reminders at once, all alike.
fn heap(app: &TestApp, count: usize) {
    let copy = "substr('00000000' || n, -8, 8)";
    let numbers = match app.state.db.backend() {
        kundig::platform::db::Backend::Sqlite => {
            format!(
                "WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {count}) SELECT {copy} AS text FROM numbers"
            )
        }
        kundig::platform::db::Backend::Postgres => {
            format!("SELECT lpad(n::text, 8, '0') AS text FROM generate_series(1, {count}) AS n")
        }
    };
    let statement = format!(
        "INSERT INTO mails (id, message_id, kind, urgency, to_name, to_address, language, subject, headers, state,
           queued_at, not_before, attempts, fence, repeats)
         SELECT text || '-0000-7000-8000-000000000000', '<' || text || '@academy.example>', 'heap', 2, 'Ada', 'ada@partner.example', 'de',
           'S', '[]', 'queued', '2026-11-24 12:00:00.000000', '2026-11-24 12:00:00.000000', 0, 0, 0 FROM ({numbers}) AS x;
         INSERT INTO mail_bodies (mail_id, text_body, html_body) SELECT id, 'T', '<p>T</p>' FROM mails WHERE kind = 'heap'"
    );
    let run = |conn: &mut Conn| {
        match conn {
            Conn::Sqlite(c) => c.batch_execute(&statement)?,
            Conn::Postgres(c) => c.batch_execute(&statement)?,
        }
        Ok(())
    };
    app.state.db.write(run).unwrap();
}

/// Lets the workers of a node run until it is enough, or for so long.
fn run_until(app: &TestApp, longest: time::Duration, enough: impl Fn() -> bool) {
    actix_web::rt::System::new().block_on(async {
        let watch = async {
            while !enough() {
                tokio::time::sleep(time::Duration::from_millis(10)).await;
            }
        };
        let run = delivery::run(app.state.clone(), Plain);
        let _ = tokio::time::timeout(longest, async {
            tokio::select! { () = watch => {}, () = run => {} }
        })
        .await;
    });
}

#[test]
fn a_sign_in_link_never_waits_behind_fifty_thousand_reminders() {
    on_both(|mut app| {
        let sink = Sink::start();
        // Every answer takes its time: a batch of twenty lasts seconds.
        sink.slow_down(time::Duration::from_millis(60));
        connected(&mut app, sink.url());
        Arc::make_mut(&mut app.state.config).mail.connections = 1;
        heap(&app, 50_000);
        app.state.clock.advance(Duration::seconds(1));
        run_until(&app, time::Duration::from_secs(20), || !sink.received().is_empty());
        // The claims of those that were stopped hold; others go on with the heap.
        let link = put(&app, "Cia", Urgency::AtOnce);
        let begun = time::Instant::now();
        let arrived = || sink.received().iter().any(|mail| mail.to.contains("cia"));
        run_until(&app, time::Duration::from_secs(20), arrived);
        let took = begun.elapsed();
        assert!(took < time::Duration::from_secs(2), "{took:?}");
        assert!(sink.received().len() < 60, "the heap is still there");
        assert!(["sent", "sending"].contains(&find(&app, link).state.as_str()));
    });
}

#[test]
fn workers_beside_each_other_hand_each_mail_over_once() {
    on_both(|mut app| {
        let sink = Sink::start();
        connected(&mut app, sink.url());
        Arc::make_mut(&mut app.state.config).mail.connections = 6;
        heap(&app, 400);
        app.state.clock.advance(Duration::seconds(1));
        run_until(&app, time::Duration::from_secs(30), || nothing_waits(&app));
        let arrived = arrivals(&sink);
        assert_eq!(arrived.len(), 400);
        assert!(arrived.values().all(|times| *times == 1));
        assert!(sink.connections() >= 2, "more than one worker");
        assert_eq!(findings(&app.state).unwrap(), Vec::<String>::new());
    });
}

#[test]
fn no_more_leaves_in_a_minute_than_was_set_and_links_do_not_wait() {
    on_both(|mut app| {
        let sink = Sink::start();
        connected(&mut app, sink.url());
        app.state.rates = Rates::new(30, 0);
        for _ in 0..12 {
            put(&app, "Ada", Urgency::Daily);
        }
        assert_eq!(deliver(&app), Turn::Paced);
        assert_eq!(sink.received().len(), 5, "the first burst");
        put(&app, "Cia", Urgency::AtOnce);
        deliver(&app);
        let received = sink.received();
        assert!(received.iter().any(|mail| mail.to.contains("cia")));
        for _ in 0..5 {
            app.state.clock.advance(Duration::minutes(1));
            deliver(&app);
        }
        assert_eq!(sink.received().len(), 13);
        assert_eq!(findings(&app.state).unwrap(), Vec::<String>::new());
    });
}

#[test]
fn a_domain_with_a_limit_holds_up_no_other() {
    on_both(|mut app| {
        let sink = Sink::start();
        connected(&mut app, sink.url());
        app.state.rates = Rates::new(0, 6);
        for _ in 0..4 {
            put(&app, "Ada", Urgency::Daily);
        }
        let other = put(&app, "Bea", Urgency::Daily);
        let moved = format!("UPDATE mails SET to_address = 'bea@elsewhere.example' WHERE id = '{other}'");
        let run = |conn: &mut Conn| {
            match conn {
                Conn::Sqlite(c) => c.batch_execute(&moved)?,
                Conn::Postgres(c) => c.batch_execute(&moved)?,
            }
            Ok(())
        };
        app.state.db.write(run).unwrap();
        assert_eq!(deliver(&app), Turn::Idle);
        let to = |part: &str| sink.received().iter().filter(|mail| mail.to.contains(part)).count();
        assert_eq!((to("partner.example"), to("elsewhere.example")), (1, 1));
        for minute in 1..=3 {
            app.state.clock.advance(Duration::seconds(11));
            deliver(&app);
            assert_eq!(to("partner.example"), 1 + minute, "one after the other, and no attempt is counted");
        }
        assert_eq!(findings(&app.state).unwrap(), Vec::<String>::new());
    });
}

/// Two nodes of one database deliver at the same time. Each knows the limits from its settings, and nothing of the other.
fn both_deliver(app: &TestApp, limits: (u32, u32)) {
    std::thread::scope(|scope| {
        for _ in 0..2 {
            let mut state = app.state.clone();
            state.rates = Rates::new(limits.0, limits.1);
            scope.spawn(move || {
                let delivering = delivery::deliver_due(&state, Plain, None);
                actix_web::rt::System::new().block_on(delivering).unwrap();
            });
        }
    });
}

#[test]
fn nodes_of_one_database_share_what_may_leave_in_a_minute() {
    on_both(|mut app| {
        let sink = Sink::start();
        connected(&mut app, sink.url());
        for _ in 0..40 {
            put(&app, "Ada", Urgency::Daily);
        }
        both_deliver(&app, (30, 0));
        assert_eq!(sink.received().len(), 5, "the first burst of both together");
        for turn in 1..=10 {
            app.state.clock.advance(Duration::seconds(2));
            both_deliver(&app, (30, 0));
            assert_eq!(sink.received().len(), 5 + turn, "one each two seconds");
        }
        // A node that starts anew does not begin with a burst.
        app.state.rates = Rates::new(30, 0);
        assert_eq!(deliver(&app), Turn::Paced);
        assert_eq!(sink.received().len(), 15);
    });
}

#[test]
fn nodes_of_one_database_share_the_limit_of_a_domain() {
    on_both(|mut app| {
        let sink = Sink::start();
        connected(&mut app, sink.url());
        for _ in 0..6 {
            put(&app, "Ada", Urgency::Daily);
        }
        both_deliver(&app, (0, 6));
        for minute in 1..=5 {
            assert_eq!(sink.received().len(), minute);
            app.state.clock.advance(Duration::seconds(11));
            both_deliver(&app, (0, 6));
        }
        assert_eq!(sink.received().len(), 6);
        assert_eq!(findings(&app.state).unwrap(), Vec::<String>::new());
    });
}

#[test]
fn what_is_withdrawn_uses_up_no_place() {
    on_both(|mut app| {
        let sink = Sink::start();
        connected(&mut app, sink.url());
        app.state.rates = Rates::new(30, 0);
        for name in ["Bea", "Bea", "Bea", "Bea", "Bea", "Ada", "Ada", "Ada", "Ada", "Ada", "Ada"] {
            put(&app, name, Urgency::Daily);
        }
        deliver_with(&app, Choosy);
        assert_eq!(sink.received().len(), 5, "a whole burst of what is still owed");
    });
}

/// How often each mail arrived, by its Message-ID.
fn arrivals(sink: &Sink) -> BTreeMap<String, usize> {
    let mut arrived: BTreeMap<String, usize> = BTreeMap::new();
    for mail in sink.received() {
        *arrived.entry(mail.header("Message-ID").unwrap()).or_default() += 1;
    }
    arrived
}

/// How many mails are in this state, or were repeated, where none is named.
fn count(app: &TestApp, state: Option<&str>) -> i64 {
    #[derive(diesel::QueryableByName)]
    struct Count {
        #[diesel(sql_type = diesel::sql_types::BigInt)]
        many: i64,
    }
    let which = state.map_or("repeats > 0".to_owned(), |state| format!("state = '{state}'"));
    let query = format!("SELECT count(*) AS many FROM mails WHERE {which}");
    let run = |conn: &mut Conn| {
        Ok(match conn {
            Conn::Sqlite(c) => diesel::sql_query(&query).get_result::<Count>(*c)?,
            Conn::Postgres(c) => diesel::sql_query(&query).get_result::<Count>(*c)?,
        }
        .many)
    };
    app.state.db.read(run).unwrap()
}

fn nothing_waits(app: &TestApp) -> bool {
    let waiting = app.state.db.read(|conn| Ok(kundig::platform::mail::outbox::waiting(conn)?.0));
    waiting.unwrap() == 0
}

#[test]
fn a_process_that_is_told_to_stop_gives_back_what_it_has_not_handed_over() {
    on_both(|mut app| {
        let sink = Sink::start();
        connected(&mut app, sink.url());
        heap(&app, 1_500);
        app.state.clock.advance(Duration::seconds(1));
        actix_web::rt::System::new().block_on(async {
            let stopping = async {
                // By then batches are large, and the next one lies ready.
                while sink.received().len() < 500 {
                    tokio::time::sleep(time::Duration::from_millis(2)).await;
                }
                app.state.stop.request();
            };
            let ended = futures_util::future::join(stopping, delivery::run(app.state.clone(), Plain));
            tokio::time::timeout(time::Duration::from_secs(60), ended).await.unwrap();
        });
        let handed_over = sink.received().len();
        assert!(handed_over < 1_500, "it stopped in the middle");
        assert_eq!(count(&app, Some("sending")), 0);
        assert_eq!(count(&app, Some("sent")), i64::try_from(handed_over).unwrap());
        app.state.stop = Stop::default();
        run_until(&app, time::Duration::from_secs(60), || nothing_waits(&app));
        let arrived = arrivals(&sink);
        assert_eq!(arrived.len(), 1_500);
        assert!(arrived.values().all(|times| *times == 1));
        assert_eq!(count(&app, None), 0);
        assert_eq!(findings(&app.state).unwrap(), Vec::<String>::new());
    });
}

#[test]
fn whoever_dies_over_a_heap_loses_nothing_and_every_possible_double_is_named() {
    on_both(|mut app| {
        let sink = Sink::start();
        connected(&mut app, sink.url());
        heap(&app, 1_500);
        app.state.clock.advance(Duration::seconds(1));
        run_until(&app, time::Duration::from_secs(60), || sink.received().len() >= 500);
        // Nobody gave anything back; when the claims have run out others take over.
        app.state.clock.advance(Duration::minutes(16));
        run_until(&app, time::Duration::from_secs(60), || nothing_waits(&app));
        let arrived = arrivals(&sink);
        assert_eq!(arrived.len(), 1_500);
        let doubles = arrived.values().filter(|times| **times > 1).count();
        assert!(i64::try_from(doubles).unwrap() <= count(&app, None), "{doubles}");
        assert_eq!(findings(&app.state).unwrap(), Vec::<String>::new());
    });
}
