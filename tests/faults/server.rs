//! The mail server refuses, delays, hangs, hangs up and talks nonsense in every phase of the dialogue.

use crate::mail::{Plain, at, connected, deliver, put, stands};
use crate::support::app::on_both;
use crate::support::smtp::{Deed, Phase, Sink, Turn};
use chrono::Duration;
use kundig::command::findings;
use kundig::platform::mail::Urgency;
use kundig::platform::mail::delivery::{self, STOPPED};
use kundig::platform::mail::outbox::{self, Lane};
use kundig::platform::settings;
use std::collections::HashMap;

/// Which phases tell of one mail, and not of the connection.
fn is_of_a_mail(phase: Phase) -> bool {
    matches!(phase, Phase::Sender | Phase::Recipient | Phase::Data | Phase::Message)
}

#[test]
fn whatever_the_server_does_in_any_phase_nothing_is_lost_and_every_double_is_named() {
    on_both(|mut app| {
        for phase in Phase::ALL {
            for deed in Deed::ALL {
                let how = format!("{deed:?} at {phase:?}");
                let sink = Sink::start();
                connected(&mut app, sink.url_with_password());
                sink.script(&[Turn::At(phase, deed)]);
                let (first, second) = (put(&app, "Ada", Urgency::Daily), put(&app, "Bea", Urgency::Daily));
                deliver(&app);
                let now = app.state.clock.now();
                let stopped = app.state.db.read(|conn| Ok(settings::find(conn, STOPPED)?)).unwrap();
                let stopped = stopped.is_some_and(|text| !text.is_empty());
                // Only a refusal for good says that it is our sign-in; nonsense may pass.
                assert_eq!(stopped, phase == Phase::SignIn && deed == Deed::Never, "{how}");
                app.state.db.write(|conn| delivery::resume(conn, now)).unwrap();
                for _ in 0..3 {
                    app.state.clock.advance(Duration::minutes(4));
                    deliver(&app);
                }
                let lost = phase == Phase::Message && matches!(deed, Deed::HangUp | Deed::Silence | Deed::Garbage);
                let gone = deed == Deed::Never && is_of_a_mail(phase) && phase != Phase::Sender;
                let (place, _) = stands(&app, first);
                assert_eq!(place, if gone { "set_aside" } else { "sent" }, "{how}");
                assert_eq!(stands(&app, second).0, "sent", "{how}: the others are not held up");
                let repeats = app.state.db.read(|conn| Ok(outbox::find(conn, first)?)).unwrap().unwrap().repeats;
                assert_eq!(repeats, i32::from(lost), "{how}");
                let mut arrived: HashMap<String, usize> = HashMap::new();
                for mail in sink.received() {
                    *arrived.entry(mail.header("Message-ID").unwrap()).or_default() += 1;
                }
                assert_eq!(arrived.get(&format!("<{second}@academy.example>")), Some(&1), "{how}");
                let times = arrived.get(&format!("<{first}@academy.example>")).copied().unwrap_or(0);
                assert_eq!(times, if gone { 0 } else { 1 + usize::from(lost) }, "{how}");
            }
        }
        assert_eq!(findings(&app.state).unwrap(), Vec::<String>::new());
    });
}

#[test]
fn a_link_for_one_use_never_arrives_twice_whatever_happens_after_it() {
    on_both(|mut app| {
        for deed in [Deed::HangUp, Deed::Silence, Deed::Garbage] {
            let sink = Sink::start();
            connected(&mut app, sink.url());
            sink.script(&[Turn::At(Phase::Message, deed)]);
            let link = put(&app, "Ada", Urgency::AtOnce);
            for _ in 0..3 {
                deliver(&app);
                app.state.clock.advance(Duration::minutes(20));
            }
            assert_eq!(stands(&app, link), at("set_aside", Some("unknown_kept")), "{deed:?}");
            assert_eq!(sink.received().len(), 1, "{deed:?}");
        }
        assert_eq!(findings(&app.state).unwrap(), Vec::<String>::new());
    });
}

#[test]
fn a_mail_over_which_workers_die_takes_no_others_along_and_is_set_aside() {
    on_both(|mut app| {
        let sink = Sink::start();
        connected(&mut app, sink.url());
        let (bad, good) = (put(&app, "Ada", Urgency::Daily), put(&app, "Bea", Urgency::Daily));
        let claim = || {
            let now = app.state.clock.now();
            let claimed = app.state.db.write(|conn| Ok(outbox::claim(conn, "dies", Lane::All, 20, now)?));
            let claimed = claimed.unwrap();
            app.state.clock.advance(Duration::minutes(16));
            (claimed.mails.iter().map(|mail| mail.id).collect::<Vec<_>>(), claimed.given_up.len())
        };
        assert_eq!(claim(), (vec![bad, good], 0));
        assert_eq!(claim(), (vec![bad, good], 0));
        for _ in 0..4 {
            assert_eq!(claim(), (vec![bad], 0), "alone");
        }
        assert_eq!(claim(), (vec![good], 1));
        app.state.clock.advance(Duration::minutes(16));
        crate::mail::deliver_with(&app, Plain);
        assert_eq!(stands(&app, bad), at("set_aside", Some("unknown_given_up")));
        assert_eq!(stands(&app, good).0, "sent");
        assert_eq!(findings(&app.state).unwrap(), Vec::<String>::new());
    });
}

#[test]
fn a_claim_that_ran_out_is_still_recorded_while_nobody_else_has_the_mail() {
    on_both(|mut app| {
        let sink = Sink::start();
        connected(&mut app, sink.url());
        let id = put(&app, "Ada", Urgency::Daily);
        let claim = |worker| {
            let now = app.state.clock.now();
            let claimed = app.state.db.write(|conn| Ok(outbox::claim(conn, worker, Lane::All, 20, now)?));
            claimed.unwrap().mails
        };
        let slow = claim("slow");
        app.state.clock.advance(Duration::minutes(16));
        let now = app.state.clock.now();
        let late = app
            .state
            .db
            .write(|conn| Ok(outbox::record_accepted(conn, &[(&slow[0], Some("250 ok"))], now)?.len()));
        assert_eq!(late.unwrap(), 0);
        assert_eq!(stands(&app, id), at("sent", None));
        // Where another one has it, the late word changes nothing but the note.
        let id = put(&app, "Bea", Urgency::Daily);
        let slow = claim("slow");
        app.state.clock.advance(Duration::minutes(16));
        assert_eq!(claim("quick").len(), 1);
        let now = app.state.clock.now();
        let late = app
            .state
            .db
            .write(|conn| Ok(outbox::record_accepted(conn, &[(&slow[0], Some("250 ok"))], now)?.len()));
        assert_eq!(late.unwrap(), 1);
        assert_eq!(stands(&app, id), at("sending", Some("unknown_repeated")));
    });
}
