//! How long the manufacturer has for each kind of duty: a setting of the installation, with what the kind declares as default. It counts
//! for clocks that begin from then on.

use super::declared::{self, Declared};
use crate::organisations::store as organisations;
use crate::platform::audit::{self, By, Deed};
use crate::platform::chance::Chance;
use crate::platform::db::Conn;
use crate::platform::error::{Error, Message};
use crate::platform::settings;
use crate::rules::duty::Clock;
use crate::rules::id::Instant;

/// Name under which the installation remembers it.
fn name(key: &str) -> String {
    format!("duties.{key}.clock")
}

/// Every kind of duty whose clock can be set, with the clock that counts here.
pub fn clocks(conn: &mut Conn) -> Result<Vec<(Declared, Clock)>, Error> {
    let mut clocks = Vec::new();
    for declared in declared::ALL.into_iter().filter(|declared| declared.kind.clock.can_be_set()) {
        clocks.push((declared, clock(conn, &declared)?));
    }
    Ok(clocks)
}

/// The clock of a kind of duty here.
pub fn clock(conn: &mut Conn, declared: &Declared) -> Result<Clock, Error> {
    let usual = declared.kind.clock;
    let set = settings::find(conn, &name(declared.kind.key))?.and_then(|count| count.parse().ok());
    Ok(set
        .filter(|count| usual.allowed().contains(count))
        .map_or(usual, |count| usual.with(count)))
}

/// Whether a count can be set, or what to say of it.
pub fn checked(declared: &Declared, count: Option<u32>) -> Result<u32, Message> {
    let allowed = declared.kind.clock.allowed();
    count.filter(|count| allowed.contains(count)).ok_or_else(|| {
        Message::new("duty-clock-fault")
            .with("least", allowed.start())
            .with("most", allowed.end())
    })
}

/// Sets the clock of a kind of duty; `count` is one that [`checked`] let through. False where it is so already.
pub fn set(conn: &mut Conn, chance: &Chance, by: &By, declared: &Declared, count: u32, now: Instant) -> Result<bool, Error> {
    let before = clock(conn, declared)?;
    if before.count() == count {
        return Ok(false);
    }
    settings::set(conn, &name(declared.kind.key), &count.to_string(), now)?;
    // It concerns all, so that whoever sees the top of the tree sees who changed it.
    let top = organisations::top_path(conn)?;
    let deed = Deed {
        action: "duty.clock",
        subject_kind: "duties",
        subject_id: declared.kind.key.to_owned(),
        subject_label: declared.kind.key.to_owned(),
        organisation_path: top,
        before: audit::state(&before),
        after: audit::state(&before.with(count)),
    };
    audit::record(conn, chance, now, by, deed)?;
    Ok(true)
}
