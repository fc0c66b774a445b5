//! Handing mail over: every failure by its phase, on both databases.

use crate::support::app::{TestApp, on_both};
use crate::support::smtp::{Sink, Turn};
use chrono::Duration;
use kundig::platform::config::Secret;
use kundig::platform::db::Conn;
use kundig::platform::error::Error;
use kundig::platform::mail::delivery::{self, Post, STOPPED, Verdict};
use kundig::platform::mail::outbox::{self, Lane, Mail, MailState};
use kundig::platform::mail::smtp::Patience;
use kundig::platform::mail::{Envelope, Urgency, queue};
use kundig::platform::settings;
use kundig::platform::views::Letter;
use kundig::rules::id::{Id, Instant};
use std::net::TcpListener;
use std::sync::Arc;
use std::time;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivatePkcs8KeyDer};
use tokio_rustls::rustls::{ServerConfig, ServerConnection};

/// Looks at nothing and wants to hear nothing.
#[derive(Clone)]
pub struct Plain;

impl Post for Plain {
    fn stand(&self, _: &mut Conn, mails: &[Mail], _: Instant) -> Result<Vec<bool>, Error> {
        Ok(vec![true; mails.len()])
    }

    fn look_again(&self, _: &mut Conn, mails: &[Mail], _: Instant) -> Result<Vec<Verdict>, Error> {
        Ok(mails.iter().map(|_| Verdict::StillOwed).collect())
    }

    fn settled(&self, _: &mut Conn, _: &[&Mail], _: MailState, _: Instant) -> Result<(), Error> {
        Ok(())
    }

    fn refused(&self, _: &mut Conn, _: &Mail, _: &str, _: Instant) -> Result<(), Error> {
        Ok(())
    }
}

/// Finds nothing owed any more but what is for Ada, and words that anew.
#[derive(Clone)]
pub struct Choosy;

impl Post for Choosy {
    fn stand(&self, _: &mut Conn, mails: &[Mail], _: Instant) -> Result<Vec<bool>, Error> {
        Ok(vec![false; mails.len()])
    }

    fn look_again(&self, _: &mut Conn, mails: &[Mail], _: Instant) -> Result<Vec<Verdict>, Error> {
        let reworded = || Verdict::Reworded {
            letter: Letter {
                subject: "Neu".into(),
                text: "neu".into(),
                html: "<p>neu</p>".into(),
                calendar: None,
            },
            to_address: "new@partner.example".into(),
        };
        let verdict = |mail: &Mail| if mail.to_name == "Ada" { reworded() } else { Verdict::Withdrawn };
        Ok(mails.iter().map(verdict).collect())
    }

    fn settled(&self, _: &mut Conn, _: &[&Mail], _: MailState, _: Instant) -> Result<(), Error> {
        Ok(())
    }

    fn refused(&self, _: &mut Conn, _: &Mail, _: &str, _: Instant) -> Result<(), Error> {
        Ok(())
    }
}

pub fn connected(app: &mut TestApp, url: String) {
    let config = Arc::make_mut(&mut app.state.config);
    config.mail.smtp_url = Secret::new(url);
    config.mail.tls = "none".into();
}

pub fn put(app: &TestApp, name: &str, urgency: Urgency) -> Id {
    // One after the other also in the order of the queue.
    app.state.clock.advance(Duration::milliseconds(1));
    let now = app.state.clock.now();
    let envelope = Envelope {
        kind: "reminder",
        urgency,
        recipient_id: None,
        to_name: name.into(),
        to_address: format!("{}@partner.example", name.to_lowercase()),
        language: "de".into(),
        headers: Vec::new(),
        not_before: now,
    };
    let letter = Letter {
        subject: format!("Für {name}"),
        text: "Grüße\n.\n".into(),
        html: "<p>Grüße</p>".into(),
        calendar: None,
    };
    app.state
        .db
        .write(|conn| Ok(queue(conn, &app.state.chance, "academy.example", now, envelope, &letter)?))
        .unwrap()
}

pub fn deliver(app: &TestApp) -> delivery::Turn {
    deliver_with(app, Plain)
}

pub fn deliver_with(app: &TestApp, post: impl Post) -> delivery::Turn {
    let patience = Patience {
        before_data: time::Duration::from_millis(1500),
        after_dot: time::Duration::from_millis(300),
    };
    actix_web::rt::System::new()
        .block_on(delivery::deliver_due(&app.state, post, Some(patience)))
        .unwrap()
}

pub fn find(app: &TestApp, id: Id) -> Mail {
    app.state.db.read(|conn| Ok(outbox::find(conn, id)?)).unwrap().unwrap()
}

pub fn stands(app: &TestApp, id: Id) -> (String, Option<String>) {
    let mail = find(app, id);
    (mail.state, mail.last_error)
}

pub fn at(state: &str, note: Option<&str>) -> (String, Option<String>) {
    (state.into(), note.map(Into::into))
}

#[test]
fn a_mail_is_handed_over_once_with_its_own_number_and_the_answer_is_kept() {
    on_both(|mut app| {
        let sink = Sink::start();
        connected(&mut app, sink.url());
        let id = put(&app, "Ada", Urgency::Daily);
        assert_eq!(deliver(&app), delivery::Turn::Idle);
        assert_eq!(deliver(&app), delivery::Turn::Idle);
        let received = sink.received();
        assert_eq!(received.len(), 1);
        assert_eq!(received[0].header("Message-ID"), Some(format!("<{id}@academy.example>")));
        assert_eq!(received[0].to, "RCPT TO:<ada@partner.example>");
        assert_eq!(stands(&app, id), at("sent", None));
        assert_eq!(find(&app, id).reply.as_deref(), Some("250 2.0.0 queued as 4711"));
    });
}

#[test]
fn without_a_server_mail_stays_in_the_mailbox() {
    on_both(|app| {
        let id = put(&app, "Ada", Urgency::Daily);
        assert_eq!(deliver(&app), delivery::Turn::Idle);
        assert_eq!(stands(&app, id), at("kept", None));
    });
}

#[test]
fn two_hundred_mails_go_down_one_connection_in_under_two_seconds() {
    on_both(|mut app| {
        let sink = Sink::start();
        connected(&mut app, sink.url());
        for _ in 0..200 {
            put(&app, "Ada", Urgency::Daily);
        }
        let begun = time::Instant::now();
        deliver(&app);
        let took = begun.elapsed();
        assert_eq!((sink.received().len(), sink.connections()), (200, 1));
        // With Nagle's algorithm a mail waits 40 ms: 8 seconds.
        assert!(took < time::Duration::from_secs(2), "{took:?}");
    });
}

#[test]
fn what_is_refused_for_now_comes_again_later_and_the_others_are_not_held_up() {
    on_both(|mut app| {
        let sink = Sink::start();
        connected(&mut app, sink.url());
        let (first, second, third) = (
            put(&app, "Ada", Urgency::Daily),
            put(&app, "Bea", Urgency::Daily),
            put(&app, "Cia", Urgency::Daily),
        );
        sink.script(&[Turn::LaterAtRecipient, Turn::Accept, Turn::LaterAfterMessage]);
        assert_eq!(deliver(&app), delivery::Turn::Idle);
        assert_eq!(stands(&app, first), at("queued", Some("deferred")));
        assert_eq!(stands(&app, second), at("sent", None));
        assert_eq!(stands(&app, third), at("queued", Some("deferred")));
        assert!(find(&app, first).reply.unwrap().contains("450"));
        app.state.clock.advance(Duration::minutes(2));
        deliver(&app);
        assert_eq!(stands(&app, first).0, "sent");
        assert_eq!(stands(&app, third).0, "sent");
        assert_eq!(sink.received().len(), 3);
    });
}

#[test]
fn what_is_refused_for_good_is_set_aside_with_the_answer_and_can_be_tried_again() {
    on_both(|mut app| {
        let sink = Sink::start();
        connected(&mut app, sink.url());
        let (first, second) = (put(&app, "Ada", Urgency::Daily), put(&app, "Bea", Urgency::Daily));
        sink.script(&[Turn::NeverAtRecipient]);
        deliver(&app);
        assert_eq!(stands(&app, first), at("set_aside", Some("refused")));
        assert!(find(&app, first).reply.unwrap().contains("no such person"));
        assert_eq!(stands(&app, second), at("sent", None));
        let now = app.state.clock.now();
        assert!(app.state.db.write(|conn| Ok(outbox::requeue(conn, first, now)?)).unwrap());
        deliver(&app);
        assert_eq!(stands(&app, first).0, "sent");
        assert_eq!(sink.received().len(), 2);
    });
}

#[test]
fn a_lost_answer_repeats_a_reminder_under_its_number_but_never_a_secret() {
    on_both(|mut app| {
        for turn in [Turn::HangUpAfterMessage, Turn::SilentAfterMessage] {
            let sink = Sink::start();
            connected(&mut app, sink.url());
            let (secret, reminder) = (put(&app, "Ada", Urgency::AtOnce), put(&app, "Bea", Urgency::Daily));
            sink.script(&[turn, turn]);
            deliver(&app);
            assert_eq!(stands(&app, secret), at("set_aside", Some("unknown_kept")));
            assert_eq!(stands(&app, reminder), at("queued", Some("unknown_repeated")));
            app.state.clock.advance(Duration::minutes(2));
            deliver(&app);
            assert_eq!(stands(&app, reminder), at("sent", Some("unknown_repeated")));
            let received = sink.received();
            assert_eq!(received.len(), 3);
            assert_eq!(received[1].header("Message-ID"), received[2].header("Message-ID"));
            assert_eq!(received[1].content, received[2].content);
        }
    });
}

#[test]
fn a_worker_that_died_leaves_its_mails_to_the_next_one() {
    on_both(|mut app| {
        let sink = Sink::start();
        connected(&mut app, sink.url());
        let (secret, reminder) = (put(&app, "Ada", Urgency::AtOnce), put(&app, "Bea", Urgency::Daily));
        let now = app.state.clock.now();
        let claim = || {
            app.state
                .db
                .write(|conn| Ok(outbox::claim(conn, "dead", Lane::All, 20, now)?))
                .unwrap()
                .mails
        };
        assert_eq!(claim().iter().map(|mail| mail.id).collect::<Vec<_>>(), [secret]);
        let dead = claim();
        assert_eq!(dead.iter().map(|mail| mail.id).collect::<Vec<_>>(), [reminder]);
        deliver(&app);
        assert!(sink.received().is_empty(), "the claims hold");
        app.state.clock.advance(Duration::minutes(16));
        deliver(&app);
        assert_eq!(stands(&app, secret), at("set_aside", Some("unknown_kept")));
        assert_eq!(stands(&app, reminder), at("sent", Some("unknown_repeated")));
        assert_eq!(sink.received().len(), 1);
        // The dead one comes back: its word about the mail does not count any more.
        let late = outbox::Outcome::Deferred("late".into());
        let now = app.state.clock.now();
        let recorded = app
            .state
            .db
            .write(|conn| Ok(outbox::record(conn, &app.state.chance, &dead[0], &late, now)?))
            .unwrap();
        assert_eq!(recorded, None);
        assert_eq!(stands(&app, reminder).0, "sent");
    });
}

#[test]
fn an_invitation_never_waits_behind_reminders() {
    on_both(|mut app| {
        let sink = Sink::start();
        connected(&mut app, sink.url());
        for _ in 0..30 {
            put(&app, "Ada", Urgency::Daily);
        }
        put(&app, "Bea", Urgency::Soon);
        put(&app, "Cia", Urgency::AtOnce);
        deliver(&app);
        let order: Vec<_> = sink.received().iter().take(3).map(|mail| mail.to.clone()).collect();
        assert!(
            order[0].contains("cia") && order[1].contains("bea") && order[2].contains("ada"),
            "{order:?}"
        );
    });
}

#[test]
fn a_refused_sign_in_stops_everything_and_loses_nothing() {
    on_both(|mut app| {
        let sink = Sink::start();
        connected(&mut app, sink.url_with_password());
        let id = put(&app, "Ada", Urgency::Daily);
        sink.script(&[Turn::RefuseSignIn]);
        assert_eq!(deliver(&app), delivery::Turn::Unreachable);
        assert_eq!(stands(&app, id), at("queued", Some("unreachable")));
        assert_eq!(deliver(&app), delivery::Turn::Idle, "nothing more is tried");
        assert_eq!(sink.connections(), 1);
        let stopped = app.state.db.read(|conn| Ok(settings::find(conn, STOPPED)?)).unwrap();
        assert!(stopped.unwrap().contains("535"));
        let now = app.state.clock.now();
        app.state.db.write(|conn| delivery::resume(conn, now)).unwrap();
        deliver(&app);
        assert_eq!(stands(&app, id).0, "sent");
    });
}

#[test]
fn a_server_that_is_not_there_keeps_everything_waiting_without_a_mark() {
    on_both(|mut app| {
        let url = Sink::start().url();
        connected(&mut app, url);
        let id = put(&app, "Ada", Urgency::Daily);
        assert_eq!(deliver(&app), delivery::Turn::Unreachable);
        let mail = find(&app, id);
        assert_eq!((mail.state.as_str(), mail.attempts), ("queued", 0));
    });
}

#[test]
fn without_tls_nothing_leaves_where_it_is_required() {
    on_both(|mut app| {
        let sink = Sink::start();
        connected(&mut app, sink.url());
        Arc::make_mut(&mut app.state.config).mail.tls = "required".into();
        let id = put(&app, "Ada", Urgency::Daily);
        assert_eq!(deliver(&app), delivery::Turn::Unreachable);
        assert!(find(&app, id).reply.unwrap().contains("STARTTLS"));
        assert!(sink.received().is_empty());
    });
}

/// A server with a certificate that it made for itself. Answers its address, and in the end whether somebody went past that certificate.
fn with_a_certificate_of_its_own() -> (String, std::thread::JoinHandle<bool>) {
    let certificate = CertificateDer::from(include_bytes!("data/tls/self-signed.crt.der").to_vec());
    let key = PrivatePkcs8KeyDer::from(include_bytes!("data/tls/self-signed.key.der").to_vec());
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key.into())
        .unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("smtps://localhost:{}", listener.local_addr().unwrap().port());
    let serving = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut connection = ServerConnection::new(Arc::new(config)).unwrap();
        let shaken = connection.complete_io(&mut stream).is_ok() && !connection.is_handshaking();
        // Whoever believes the certificate says hello next.
        shaken && connection.complete_io(&mut stream).is_ok_and(|(read, _)| read > 0)
    });
    (url, serving)
}

#[test]
fn nothing_is_handed_to_a_server_whose_certificate_nobody_vouches_for() {
    on_both(|mut app| {
        let (url, serving) = with_a_certificate_of_its_own();
        connected(&mut app, url);
        let id = put(&app, "Ada", Urgency::Daily);
        assert_eq!(deliver(&app), delivery::Turn::Unreachable);
        assert!(!serving.join().unwrap());
        assert_eq!(stands(&app, id), at("queued", Some("unreachable")));
        let why = find(&app, id).reply.unwrap();
        assert!(why.contains("certificate"), "{why}");
    });
}

#[test]
fn a_server_that_hangs_up_or_talks_without_end_costs_only_time() {
    on_both(|mut app| {
        for turn in [Turn::HangUpAtSender, Turn::EndlessLine] {
            let sink = Sink::start();
            connected(&mut app, sink.url());
            let (first, second) = (put(&app, "Ada", Urgency::Daily), put(&app, "Bea", Urgency::Daily));
            sink.script(&[turn]);
            deliver(&app);
            assert_eq!(stands(&app, first), at("queued", Some("deferred")));
            assert_eq!(stands(&app, second), at("sent", None));
            app.state.clock.advance(Duration::minutes(2));
            deliver(&app);
            assert_eq!(stands(&app, first).0, "sent");
        }
    });
}

#[test]
fn a_mail_is_looked_at_again_before_it_leaves() {
    on_both(|mut app| {
        let sink = Sink::start();
        connected(&mut app, sink.url());
        let (ada, bea) = (put(&app, "Ada", Urgency::Daily), put(&app, "Bea", Urgency::Daily));
        deliver_with(&app, Choosy);
        assert_eq!(stands(&app, bea), at("dropped", Some("withdrawn")));
        assert_eq!(find(&app, ada).subject, "Neu");
        assert_eq!(sink.received().len(), 1);
        assert_eq!(sink.received()[0].header("Subject").as_deref(), Some("Neu"));
        assert_eq!(sink.received()[0].to, "RCPT TO:<new@partner.example>");
    });
}

#[test]
fn a_restored_database_hands_nothing_over_until_told_to() {
    on_both(|mut app| {
        let sink = Sink::start();
        connected(&mut app, sink.url());
        let id = put(&app, "Ada", Urgency::AtOnce);
        let now = app.state.clock.now();
        app.state
            .db
            .write(|conn| Ok(settings::set(conn, delivery::PAUSED, "restored", now)?))
            .unwrap();
        deliver(&app);
        assert_eq!(stands(&app, id), at("queued", None));
        app.state.db.write(|conn| delivery::resume(conn, now)).unwrap();
        deliver(&app);
        assert_eq!(stands(&app, id).0, "sent");
    });
}

#[test]
fn nobodys_address_stops_the_queue() {
    on_both(|mut app| {
        let sink = Sink::start();
        connected(&mut app, sink.url());
        let odd = put(&app, "no body\r\nRCPT TO:<x@y>", Urgency::Daily);
        let far = put(&app, "Jürgen", Urgency::Daily);
        let good = put(&app, "Ada", Urgency::Daily);
        deliver(&app);
        assert_eq!(stands(&app, odd), at("set_aside", Some("bad_address")));
        assert_eq!(stands(&app, far), at("set_aside", Some("bad_address")));
        assert_eq!(stands(&app, good), at("sent", None));
    });
}
