//! The weekly overview for a partner's administrators: what is overdue, what comes, what is new, and what the manufacturer owes. Whoever has
//! nothing of it gets none.

use super::digest;
use super::envelope;
use super::mail::overview::{Line, OverviewMail, OwedLine, Section};
use super::own_words;
use super::senders;
use super::store::choices::{self, Optional};
use super::store::network::{Known, Network, Unit};
use super::store::overview::{self as store, Owing};
use super::unsubscribing;
use super::unwritten::{Unwritten, caught};
use crate::duties;
use crate::organisations::Scope;
use crate::organisations::store::calendar;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::mail::{Urgency, domain, queue};
use crate::platform::seal;
use crate::platform::state::State;
use crate::rules::duty::Status as Kept;
use crate::rules::id::{Id, Instant};
use crate::rules::obligation::Status;
use crate::rules::overview::{Moment, due};
use chrono::{Duration, NaiveDate, Weekday};
use std::collections::BTreeSet;

/// The job that sends those that are due.
pub const RUN: &str = "reminders.overviews";

/// Lines of each section; whoever has more looks at the page.
const LINES: usize = 10;

/// Days ahead that count as soon.
const SOON_DAYS: i64 = 30;

/// Kind of these mails.
pub const MAIL_KIND: &str = "overview";

/// When overviews go out; none: never.
pub fn moment(state: &State) -> Option<Moment> {
    let settings = &state.config.reminders;
    let day = u8::try_from(settings.overview_weekday).ok()?.checked_sub(1)?;
    Some(Moment {
        weekday: Weekday::try_from(day).ok()?,
        hour: settings.overview_hour,
    })
}

/// Somebody whose overview is due.
struct Due {
    reader: Known,
    organisations: Vec<Id>,
    belongs_to: NaiveDate,
}

/// Sends every overview that is due now.
pub async fn run(state: &State) -> Result<(), Error> {
    let Some(moment) = moment(state) else { return Ok(()) };
    let now = state.clock.now();
    let (network, dues) = state
        .db
        .gather(move |conn| {
            let network = Network::load(conn, now)?;
            let calendar = calendar::load(conn, 0)?;
            let unwanted = choices::without(conn, Optional::Overview)?;
            let mut dues = Vec::new();
            for (reader, organisations) in network.partner_admins() {
                // The switch says whose people hear anything by mail.
                let on = |unit: &Unit| unit.reminders_since_on.is_some_and(|since| since <= now.date_naive());
                let units: Vec<(Id, &Unit)> = organisations
                    .into_iter()
                    .filter_map(|id| Some((id, network.units.get(&id).filter(|unit| on(unit))?)))
                    .collect();
                let Some((_, home)) = units.first() else { continue };
                let Some(belongs_to) = due(moment, &calendar, home.country(), home.zone(), now) else {
                    continue;
                };
                if unwanted.contains(&reader.recipient.id) || choices::is_told(conn, reader.recipient.id, &subject(belongs_to))? {
                    continue;
                }
                dues.push(Due {
                    reader: reader.clone(),
                    organisations: units.iter().map(|(id, _)| *id).collect(),
                    belongs_to,
                });
            }
            Ok((network, dues))
        })
        .await?;
    let network = std::sync::Arc::new(network);
    for due in dues {
        let (writing, network) = (state.clone(), std::sync::Arc::clone(&network));
        let id = due.reader.recipient.id;
        let sent = state.db.save(move |conn| send(conn, &writing, &network, &due, now)).await;
        match sent.as_ref().err().and_then(Unwritten::of) {
            Some(why) => tracing::error!(recipient = %id, %why, "somebody gets no overview: the next run tries again"),
            None => sent?,
        }
    }
    Ok(())
}

fn subject(belongs_to: NaiveDate) -> String {
    format!("overview:{belongs_to}")
}

/// Queues one overview, or only notes that there was nothing to say, in one transaction.
///
/// # Errors
///
/// [`Unwritten`] as [`Error::Internal`] where it cannot be worded: then nothing is noted.
fn send(conn: &mut Conn, state: &State, network: &Network, due: &Due, now: Instant) -> Result<(), Error> {
    let subject = subject(due.belongs_to);
    let reader = &due.reader;
    if !choices::tell(conn, &state.chance, reader.recipient.id, &subject, None, now)? {
        return Ok(());
    }
    let Some(mut mail) = compose(conn, state, network, reader, &due.organisations, now)? else {
        return Ok(());
    };
    let Some(to_address) = reader.email.clone() else { return Ok(()) };
    let secret = seal::secret(conn, &state.chance, now)?;
    let address = unsubscribing::address(state, &secret, reader.recipient.id, Optional::Overview);
    mail.unsubscribe_url.clone_from(&address);
    let letter = caught(|| {
        let frame = envelope::frame(state, reader, now);
        state.views.mail(&frame, &mail).map_err(Error::internal)
    })?;
    let mut headers = vec![("List-Id".to_owned(), format!("<overviews.{}>", envelope::list_domain(state)))];
    headers.extend(senders::headers_for(conn, network, reader.home)?);
    headers.extend(unsubscribing::headers(&address));
    let envelope = envelope::to_reader((MAIL_KIND, Urgency::Daily), reader, to_address, headers, now);
    let mail_id = queue(conn, &state.chance, domain(&state.config), now, envelope, &letter)?;
    Ok(choices::name_mail(conn, reader.recipient.id, &subject, mail_id)?)
}

/// What an administrator of these organisations is told today; none where there is nothing.
pub fn compose(
    conn: &mut Conn,
    state: &State,
    network: &Network,
    reader: &Known,
    organisations: &[Id],
    now: Instant,
) -> Result<Option<OverviewMail>, Error> {
    let today = digest::today(reader, now);
    let locale = digest::locale(reader);
    let units: Vec<&Unit> = organisations.iter().filter_map(|id| network.units.get(id)).collect();
    let scope = Scope::branches(units.iter().map(|unit| unit.path.clone()).collect());
    let owing = store::owing(conn, &scope, locale.code())?;
    let section = |wanted: &dyn Fn(&Owing) -> bool| section(owing.iter().filter(|one| wanted(one)));
    let late = |one: &Owing| matches!(one.status, Status::Overdue | Status::Lapsed);
    let soon = today + Duration::days(SOON_DAYS);
    let since = today - Duration::days(7);
    let owed: Vec<OwedLine> = duties::entries(conn, &scope, today)?
        .iter()
        .filter(|entry| matches!(entry.standing.status, Kept::Breached | Kept::DueSoon))
        .filter_map(|entry| {
            Some(OwedLine {
                kind: entry.declared.kind.key,
                title: entry.title(locale.code()).to_owned(),
                late: entry.standing.status == Kept::Breached,
                due_on: entry.standing.breached_on.or(entry.standing.due_on)?,
            })
        })
        .collect();
    let mail = OverviewMail {
        name: reader.name.clone(),
        partner: units.iter().map(|unit| unit.name.as_str()).collect::<Vec<_>>().join(", "),
        overdue: section(&late),
        soon: section(&|one: &Owing| !late(one) && one.due_on <= soon),
        fresh: section(&|one: &Owing| !late(one) && one.due_on > soon && one.due_known_on > since),
        owed_count: owed.len(),
        owed_more: owed.len().saturating_sub(LINES),
        owed: owed.into_iter().take(LINES).collect(),
        url: format!("{}/obligations", state.config.server.public_url),
        unsubscribe_url: String::new(),
        fallback: own_words::unspoken(&reader.language),
    };
    Ok((!mail.is_empty()).then_some(mail))
}

fn section<'a>(found: impl Iterator<Item = &'a Owing>) -> Section {
    let found: Vec<&Owing> = found.collect();
    let people: BTreeSet<Id> = found.iter().map(|one| one.person_id).collect();
    let line = |one: &&Owing| Line {
        person: one.person.clone(),
        requirement: one.requirement.clone(),
        due_on: one.on,
    };
    Section {
        people: people.len(),
        count: found.len(),
        more: found.len().saturating_sub(LINES),
        lines: found.iter().take(LINES).map(line).collect(),
    }
}
