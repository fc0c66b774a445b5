//! Reminders: planned and queued, and handed over beside bare lettre to the same server.

use crate::data::{Bed, again, network};
use crate::{Figure, told};
use diesel::connection::SimpleConnection;
use diesel::{QueryableByName, RunQueryDsl};
use kundig::app::run_due_jobs;
use kundig::obligations::Cause;
use kundig::obligations::recalculation::{Whom, recalculate_all};
use kundig::platform::clock::Clock;
use kundig::platform::config::Secret;
use kundig::platform::db::Conn;
use kundig::platform::mail::message::{Composed, compose};
use kundig::platform::mail::{body, delivery, outbox};
use kundig::reminders::{Postman, job};
use kundig::rules::import::Kind;
use lettre::address::Envelope;
use lettre::transport::smtp::client::AsyncSmtpConnection;
use lettre::transport::smtp::extension::ClientId;
use std::borrow::Borrow;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// So many notices are to be planned and queued in [`SECONDS`].
const NOTICES: f64 = 50_000.0;
const SECONDS: f64 = 20.0;

/// So many times the network of 5,000 people, for as many notices.
const ROUNDS: usize = 12;

/// Hand-overs are counted for so long.
const SPAN: Duration = Duration::from_secs(6);

/// Connections on both sides of the comparison.
const CONNECTIONS: u32 = 4;

pub fn measure(figures: &mut Vec<Figure>) {
    let mut bed = Bed::new("reminders");
    let server = Server::start();
    let config = Arc::make_mut(&mut bed.state.config);
    config.reminders.brake_number = u32::MAX;
    config.mail.tls = "none".into();
    config.mail.smtp_url = Secret::new(format!("smtp://127.0.0.1:{}", server.port));
    config.mail.connections = CONNECTIONS;
    for round in 0..ROUNDS {
        for kind in [Kind::Organisations, Kind::People, Kind::Completions] {
            let text = network(&format!("{kind}.csv"));
            bed.import(kind, if round == 0 { text } else { again(&text, round) });
        }
    }
    bed.requirements();
    // Noon in Europe: most recipients' hour has come.
    let noon = bed.state.clock.now().date_naive().and_hms_opt(11, 0, 0).unwrap().and_utc();
    bed.state.clock = Clock::fixed(noon.into());
    let (db, chance, now) = (&bed.state.db, &bed.state.chance, bed.state.clock.now());
    recalculate_all(db, chance, now, Cause::Recalculation, Whom::default(), u32::MAX).unwrap();
    // What the imports asked for is done, as it is by the time a reminder leaves: until then the rules are asked instead of the projection.
    actix_web::rt::System::new().block_on(run_due_jobs(&bed.state)).unwrap();
    sql(
        &bed,
        &format!("UPDATE organisations SET reminders_since_on = '{}'", now.date_naive()),
    );
    planning(figures, &bed);
    journal(figures, &bed);
    handing_over(figures, &bed, &server);
}

/// The first run after everybody was switched on.
fn planning(figures: &mut Vec<Figure>, bed: &Bed) {
    let spent = run(bed).as_secs_f64();
    let planned = texts(bed, "SELECT id AS a FROM notices WHERE fate = 'planned'").len();
    let queued = texts(bed, "SELECT id AS a FROM mails").len();
    figures.push(told("notices planned in one run", planned.to_string()));
    figures.push(told("mails queued with them", queued.to_string()));
    let value = spent * NOTICES / planned as f64;
    figures.push(Figure {
        what: "50,000 notices planned and queued, SQLite",
        value: format!("{value:.1} s"),
        limit: format!("at most {SECONDS} s"),
        kept: value <= SECONDS,
    });
}

/// A run in which nothing is new, before and after a long history.
fn journal(figures: &mut Vec<Figure>, bed: &Bed) {
    let before = run(bed).min(run(bed)).as_secs_f64();
    let id = "lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-7' || substr(hex(randomblob(2)), 2) || '-8' \
              || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))";
    sql(
        bed,
        &format!(
            "INSERT INTO notices (id, person_id, requirement_id, due_on, step_offset, recipient_id, role, fate, step_on, decided_at, resolved_at)
             SELECT {id}, p.id, (SELECT id FROM requirements WHERE code = 'HV'), y.due_on, -7, p.id, 'learner', 'sent', y.due_on,
               y.due_on || ' 07:00:00.000000', y.due_on || ' 07:00:00.000000'
             FROM (SELECT id FROM people LIMIT 50000) p,
                  (SELECT '2016-03-01' AS due_on UNION SELECT '2017-03-01' UNION SELECT '2018-03-01' UNION SELECT '2019-03-01') y"
        ),
    );
    let after = run(bed).min(run(bed)).as_secs_f64();
    let limit = before * 1.2 + 0.1;
    figures.push(told("an hourly run in which nothing is new", format!("{before:.2} s")));
    figures.push(Figure {
        what: "the same with 200,000 rows more in one requirement's journal",
        value: format!("{after:.2} s"),
        limit: format!("at most {limit:.2} s"),
        kept: after <= limit,
    });
}

/// What leaves in a while, beside what bare lettre hands over on as many connections: once of messages that lie ready, and once writing each
/// before it sends it, as every sender of mails to people has to.
fn handing_over(figures: &mut Vec<Figure>, bed: &Bed, server: &Server) {
    let some = texts(bed, "SELECT id AS a FROM mails LIMIT 2000");
    let kept = |id: &String| {
        let id = id.parse().unwrap();
        let kept = bed
            .state
            .db
            .read(|conn| Ok((outbox::find(conn, id)?.unwrap(), body::of(conn, id)?)));
        kept.unwrap()
    };
    let kept: Vec<(outbox::Mail, body::Body)> = some.iter().map(kept).collect();
    let write = |(mail, body): &(outbox::Mail, body::Body)| compose(mail, body, &bed.state.config).unwrap();
    let ready: Vec<Composed> = kept.iter().map(write).collect();
    // All once for nothing, so that none pays for what is cold.
    server.rate(Duration::from_secs(1), bare(server.port, &ready, |mail| mail));
    let sent = server.rate(SPAN, bare(server.port, &ready, |mail| mail));
    let written = server.rate(SPAN, bare(server.port, &kept, write));
    server.rate(Duration::from_secs(1), delivery::run(bed.state.clone(), Postman::new(&bed.state)));
    let ours = server.rate(SPAN, delivery::run(bed.state.clone(), Postman::new(&bed.state)));
    let of_ready = 100.0 * ours / sent;
    figures.push(told(
        "mails a second, bare lettre, messages that lie ready",
        format!("{sent:.0}, of which ours are {of_ready:.0} %"),
    ));
    figures.push(told("mails a second, bare lettre, each written and sent", format!("{written:.0}")));
    let share = 100.0 * ours / written;
    figures.push(Figure {
        what: "mails a second, looked at again, written, handed over and recorded",
        value: format!("{ours:.0} ({share:.0} %)"),
        limit: "at least 60 %".into(),
        kept: share >= 60.0,
    });
}

/// Nothing but writing and the dialogue, on as many connections.
async fn bare<'a, T, M: Borrow<Composed>>(port: u16, mails: &'a [T], write: impl Fn(&'a T) -> M) {
    let one = || async {
        let stream = tokio::net::TcpStream::connect(("127.0.0.1", port)).await.unwrap();
        stream.set_nodelay(true).unwrap();
        let hello = ClientId::Domain("bench".into());
        let mut connection = AsyncSmtpConnection::connect_with_transport(Box::new(stream), &hello).await.unwrap();
        for mail in mails.iter().cycle() {
            let mail = write(mail);
            let mail: &Composed = mail.borrow();
            let envelope = Envelope::new(Some(mail.from.clone()), vec![mail.to.clone()]).unwrap();
            connection.send(&envelope, &mail.content).await.unwrap();
        }
    };
    futures_util::future::join_all((0..CONNECTIONS).map(|_| one())).await;
}

fn run(bed: &Bed) -> Duration {
    let begun = Instant::now();
    actix_web::rt::System::new().block_on(job::run(&bed.state)).unwrap();
    begun.elapsed()
}

fn sql(bed: &Bed, statement: &str) {
    let run = |conn: &mut Conn| {
        let Conn::Sqlite(c) = conn else {
            unreachable!("measured on SQLite")
        };
        Ok(c.batch_execute(statement)?)
    };
    bed.state.db.write(run).unwrap();
}

/// One column, `a`, of a query.
fn texts(bed: &Bed, query: &str) -> Vec<String> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = diesel::sql_types::Text)]
        a: String,
    }
    let load = |conn: &mut Conn| {
        let Conn::Sqlite(c) = conn else {
            unreachable!("measured on SQLite")
        };
        Ok(diesel::sql_query(query).load::<Row>(*c)?)
    };
    bed.state.db.read(load).unwrap().into_iter().map(|row| row.a).collect()
}

/// A mail server that takes everything and counts.
struct Server {
    port: u16,
    received: Arc<Received>,
}

/// What it received.
#[derive(Default)]
struct Received {
    count: AtomicUsize,
    last: Mutex<Option<Instant>>,
}

impl Received {
    fn one(&self) {
        self.count.fetch_add(1, Ordering::SeqCst);
        *self.last.lock().unwrap() = Some(Instant::now());
    }
}

impl Server {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let server = Self {
            port: listener.local_addr().unwrap().port(),
            received: Arc::default(),
        };
        let received = Arc::clone(&server.received);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let received = Arc::clone(&received);
                // Whoever hangs up has ended the measurement.
                std::thread::spawn(move || converse(stream.unwrap(), &received).ok());
            }
        });
        server
    }

    /// Mails a second while this runs, until the last one: a queue that runs dry before the time is over ends the count.
    fn rate(&self, span: Duration, work: impl Future<Output = ()>) -> f64 {
        let (before, begun) = (self.received.count.load(Ordering::SeqCst), Instant::now());
        actix_web::rt::System::new().block_on(async {
            let _ = tokio::time::timeout(span, work).await;
        });
        let last = self.received.last.lock().unwrap().unwrap();
        let count = self.received.count.load(Ordering::SeqCst) - before;
        count as f64 / last.duration_since(begun).as_secs_f64()
    }
}

fn converse(stream: TcpStream, received: &Received) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let mut lines = BufReader::with_capacity(64 << 10, stream.try_clone()?);
    let mut out = stream;
    out.write_all(b"220 bench\r\n")?;
    let (mut line, mut inside) = (Vec::new(), false);
    loop {
        line.clear();
        if lines.read_until(b'\n', &mut line)? == 0 {
            return Ok(());
        }
        if inside {
            if line == b".\r\n" {
                inside = false;
                received.one();
                out.write_all(b"250 taken\r\n")?;
            }
            continue;
        }
        match line.first_chunk::<4>() {
            Some(b"EHLO") => out.write_all(b"250-bench\r\n250 8BITMIME\r\n")?,
            Some(b"DATA") => {
                inside = true;
                out.write_all(b"354 go on\r\n")?;
            }
            Some(b"QUIT") => return out.write_all(b"221 bye\r\n"),
            _ => out.write_all(b"250 ok\r\n")?,
        }
    }
}
