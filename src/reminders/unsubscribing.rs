//! Choosing mails away: by a link in the mail that needs no sign-in (RFC 8058), or on one's own page. What tells of a duty cannot be chosen
//! away.

use super::store::choices::{self, Optional};
use crate::people::store as people;
use crate::platform::audit::{self, By, Deed};
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::seal;
use crate::platform::state::State;
use crate::rules::id::{Id, Instant};

/// What the seals of these links are for.
const PURPOSE: &str = "unsubscribe";

/// The address that chooses a kind away for somebody; `secret` is the installation's ([`seal::secret`]).
pub fn address(state: &State, secret: &str, person_id: Id, kind: Optional) -> String {
    let text = format!("{}.{}", kind.as_str(), person_id.0.simple());
    let seal = seal::seal(secret, PURPOSE, &text);
    format!("{}/unsubscribe/{text}.{seal}", state.config.server.public_url)
}

/// The head lines that let a mail program offer to choose it away with one click.
pub fn headers(address: &str) -> [(String, String); 2] {
    [
        ("List-Unsubscribe".to_owned(), format!("<{address}>")),
        ("List-Unsubscribe-Post".to_owned(), "List-Unsubscribe=One-Click".to_owned()),
    ]
}

/// For whom and what a link is.
///
/// # Errors
///
/// [`Error::NotFound`] for every link that was not made here, whatever is wrong with it.
pub fn read(conn: &mut Conn, token: &str) -> Result<(Id, Optional), Error> {
    let (text, shown) = token.rsplit_once('.').ok_or(Error::NotFound)?;
    let (kind, person) = text.split_once('.').ok_or(Error::NotFound)?;
    let secret = seal::known(conn)?.ok_or(Error::NotFound)?;
    if !seal::holds(&secret, PURPOSE, text, shown) {
        return Err(Error::NotFound);
    }
    let person_id = Id(uuid::Uuid::try_parse(person).map_err(|_| Error::NotFound)?);
    let person = people::find_any(conn, person_id)?.ok_or(Error::NotFound)?;
    let kind = Optional::from_word(kind).ok_or(Error::NotFound)?;
    Ok((person.merged_into_id.unwrap_or(person.id), kind))
}

/// Chooses a kind away for somebody, or wants it again.
pub fn set(conn: &mut Conn, state: &State, by: &By, person_id: Id, kind: Optional, wanted: bool, now: Instant) -> Result<(), Error> {
    if !choices::set(conn, person_id, kind, wanted, now)? {
        return Ok(());
    }
    let deed = Deed {
        action: if wanted { "mail.subscribe" } else { "mail.unsubscribe" },
        subject_kind: "mail_choices",
        subject_id: person_id.to_string(),
        subject_label: kind.as_str().to_owned(),
        organisation_path: String::new(),
        before: audit::state(&!wanted),
        after: audit::state(&wanted),
    };
    Ok(audit::record(conn, &state.chance, now, by, deed)?)
}

/// Somebody who shows a link of their own: named, though not signed in.
pub fn by(conn: &mut Conn, person_id: Id, address: &str) -> Result<By, Error> {
    Ok(By {
        actor_id: Some(person_id),
        actor_name: people::name_of(conn, person_id)?,
        actor_kind: "person",
        address: Some(address.to_owned()),
        request_id: None,
    })
}
