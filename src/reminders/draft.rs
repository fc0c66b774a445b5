//! Letters are written before they are queued: on all cores, without the database, so that nobody waits for the writer meanwhile.

use super::digest::{self, Line, Others, Worded};
use super::envelope;
use super::store::material::Material;
use super::store::network::Known;
use super::store::notices;
use super::unwritten::{Unwritten, caught};
use crate::platform::cores;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::mail::{Envelope, domain, queue};
use crate::platform::seal;
use crate::platform::state::State;
use crate::rules::id::{Id, Instant};
use crate::rules::reminder::{Decision, Fate};
use std::sync::Arc;

/// What letters are written with.
pub struct Desk {
    /// The installation.
    pub state: State,
    /// What the plan was made of.
    pub material: Arc<Material>,
    /// Who else is told.
    pub others: Arc<Others>,
    /// The installation's secret ([`seal::secret`]).
    pub secret: String,
    /// When the plan was made.
    pub now: Instant,
}

/// What was decided about one recipient.
pub struct Draft {
    /// Who.
    pub recipient_id: Id,
    /// What.
    pub decisions: Vec<Decision>,
    /// The mail with all that is planned among it; none where nothing is, nobody can be told, or it cannot be worded.
    pub mail: Option<DraftMail>,
    /// Why it cannot.
    pub unwritten: Option<Unwritten>,
}

/// A mail that is ready to be queued.
pub struct DraftMail {
    envelope: Envelope,
    worded: Worded,
}

impl Desk {
    /// Writes the mails of these recipients; one that cannot be worded says so, and keeps no other back. Call it where a thread may wait.
    pub fn draft_all(&self, told: Vec<(Id, Vec<Decision>)>) -> Result<Vec<Draft>, Error> {
        cores::map(told, |(recipient_id, decisions)| {
            let planned = decisions.iter().filter(|decision| decision.fate == Fate::Planned);
            let lines: Vec<Line> = planned.map(|decision| Line::of(decision, self.now)).collect();
            let recipient = self.material.network.person(recipient_id).filter(|_| !lines.is_empty());
            let of = (&self.state, self.secret.as_str(), &*self.material);
            let mail = recipient.map(|recipient| draft(of, recipient, &lines, &self.others, (self.now, self.now)));
            let (mail, unwritten) = match mail.transpose() {
                Ok(mail) => (mail.flatten(), None),
                Err(why) => (None, Some(why)),
            };
            Ok(Draft {
                recipient_id,
                decisions,
                mail,
                unwritten,
            })
        })
    }
}

/// The mail with these lines, which leaves from the second instant on; none: nobody is left to tell, or nothing to say.
///
/// # Errors
///
/// [`Unwritten`], whatever goes wrong.
fn draft(
    (state, secret, material): (&State, &str, &Material),
    recipient: &Known,
    lines: &[Line],
    others: &Others,
    (now, not_before): (Instant, Instant),
) -> Result<Option<DraftMail>, Unwritten> {
    caught(|| {
        let envelope = envelope::envelope(state, secret, material, recipient, lines, not_before);
        let words = digest::compose(material, recipient, lines, others, now);
        let Some((envelope, words)) = envelope.zip(words) else {
            return Ok(None);
        };
        let worded = digest::write(state, secret, material, recipient, words, now)?;
        Ok(Some(DraftMail { envelope, worded }))
    })
}

impl DraftMail {
    /// Queues it and answers its number.
    pub fn keep(self, conn: &mut Conn, state: &State, now: Instant) -> Result<Id, Error> {
        let letter = self.worded.keep(conn)?;
        Ok(queue(conn, &state.chance, domain(&state.config), now, self.envelope, &letter)?)
    }
}

/// Queues a mail with these notices, which leaves from the second instant on. False where there is none: nobody is left to tell, or nothing to
/// say.
///
/// # Errors
///
/// [`Unwritten`] as [`Error::Internal`] where it cannot be worded.
pub fn post(
    conn: &mut Conn,
    state: &State,
    material: &Material,
    recipient: &Known,
    entered: &[(Id, Line)],
    others: &Others,
    at: (Instant, Instant),
) -> Result<bool, Error> {
    let secret = seal::secret(conn, &state.chance, at.0)?;
    let lines: Vec<Line> = entered.iter().map(|(_, line)| *line).collect();
    let Some(mail) = draft((state, &secret, material), recipient, &lines, others, at)? else {
        return Ok(false);
    };
    let mail_id = mail.keep(conn, state, at.0)?;
    let ids: Vec<Id> = entered.iter().map(|(id, _)| *id).collect();
    notices::attach(conn, &ids, mail_id)?;
    Ok(true)
}
