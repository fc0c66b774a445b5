//! The sender of mails per branch, read, kept and put into the head of mails.

use super::store::network::Network;
use crate::organisations::store::sender::{self, Headers, Sender};
use crate::organisations::{Organisation, Scope, store as organisations};
use crate::platform::audit::{self, By, Deed};
use crate::platform::chance::Chance;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::form::Faults;
use crate::rules::email_address::EmailAddress;
use crate::rules::id::{Id, Instant};

/// Longest name, in characters.
const LONGEST_NAME: usize = 80;

/// Name and address as they are typed.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    /// The name before the address.
    pub from_name: Option<String>,
    /// Where answers go.
    pub reply_to: Option<String>,
}

/// Reads what was typed.
///
/// # Errors
///
/// [`Error::Invalid`] with the fields that cannot be used.
pub fn read(from_name: &str, reply_to: &str) -> Result<Typed, Error> {
    let mut faults = Faults::new();
    let from_name = faults.text("from_name", from_name, LONGEST_NAME, false);
    if from_name.as_deref().is_some_and(|name| name.contains(['\n', '\r', '\t'])) {
        faults.note("from_name", "fault-control");
    }
    let typed = reply_to.trim();
    let usable = typed.is_empty() || (typed.parse::<EmailAddress>().is_ok() && typed.parse::<lettre::Address>().is_ok());
    if !usable {
        faults.note("reply_to", "fault-no-address");
    }
    faults.done().map(|()| Typed {
        from_name,
        reply_to: (!typed.is_empty()).then(|| typed.to_owned()),
    })
}

/// Keeps it for an organisation within the scope and those below it.
///
/// # Errors
///
/// [`Error::NotFound`] outside of the scope.
pub fn set(
    conn: &mut Conn,
    chance: &Chance,
    by: &By,
    scope: &Scope,
    external_id: &str,
    typed: &Typed,
    now: Instant,
) -> Result<Organisation, Error> {
    let unit = organisations::find_by_external_id(conn, scope, external_id)?.ok_or(Error::NotFound)?;
    let before = sender::list(conn)?.into_iter().find(|sender| sender.organisation_id == unit.id);
    let after = Sender {
        organisation_id: unit.id,
        from_name: typed.from_name.clone(),
        reply_to: typed.reply_to.clone(),
    };
    sender::set(conn, &after, now)?;
    let state = |sender: &Sender| serde_json::json!({ "from_name": sender.from_name, "reply_to": sender.reply_to });
    let deed = Deed {
        action: "mail_sender.set",
        subject_kind: "mail_senders",
        subject_id: unit.id.to_string(),
        subject_label: unit.name.clone(),
        organisation_path: unit.path.clone(),
        before: before.as_ref().map(state),
        after: Some(state(&after)),
    };
    audit::record(conn, chance, now, by, deed)?;
    Ok(unit)
}

/// The head lines by which a mail to somebody of this organisation differs from the installation's, as they stand now.
pub fn headers_for(conn: &mut Conn, network: &Network, home: Option<Id>) -> Result<Headers, Error> {
    Ok(headers(&sender::list(conn)?, network, home))
}

/// The same of senders that were loaded before.
pub fn headers(all: &[Sender], network: &Network, home: Option<Id>) -> Headers {
    let above = home.map(|id| network.upwards(id)).unwrap_or_default();
    sender::headers(
        above
            .iter()
            .filter_map(|id| all.iter().find(|sender| sender.organisation_id == *id)),
    )
}
