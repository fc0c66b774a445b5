//! The last look at a mail before it leaves.

use super::outbox::{self, Mail, MailState, Note};
use crate::platform::db::{Conn, Db};
use crate::platform::error::Error;
use crate::platform::views::Letter;
use crate::rules::id::Instant;

/// Whoever queued a mail may look at it again before it leaves, and hears what became of it.
pub trait Post: Clone + Send + 'static {
    /// Whether these claimed mails may leave word for word, in their order. Only reads, so that nobody waits for the writer meanwhile.
    fn stand(&self, conn: &mut Conn, mails: &[Mail], now: Instant) -> Result<Vec<bool>, Error>;

    /// What is to be done with the others; called in the transaction that does it, and answers one verdict for each, in their order.
    fn look_again(&self, conn: &mut Conn, mails: &[Mail], now: Instant) -> Result<Vec<Verdict>, Error>;

    /// Called in the transaction that records where these mails are now: all in the same place.
    fn settled(&self, conn: &mut Conn, mails: &[&Mail], state: MailState, now: Instant) -> Result<(), Error>;

    /// Called in the same transaction, after [`settled`](Post::settled), for a mail that was refused for good, with the
    /// server's answer, or whose address cannot be written to.
    fn refused(&self, conn: &mut Conn, mail: &Mail, reply: &str, now: Instant) -> Result<(), Error>;
}

/// What is to be done with a claimed mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Hand it over.
    StillOwed,
    /// Hand it over in these words, to this address.
    Reworded {
        /// The words.
        letter: Letter,
        /// The address, which may have changed.
        to_address: String,
    },
    /// Not at this hour: it waits until then.
    Later(Instant),
    /// It has to be worded anew and cannot be. It waits until then, and nobody else's mail waits for it.
    Unwritten {
        /// When it is tried again.
        until: Instant,
        /// What went wrong.
        why: String,
    },
    /// Nothing in it is owed any more.
    Withdrawn,
}

/// Those of these claimed mails that are to leave now. Most have not changed since they were queued, which is seen beside the writer; the
/// few others are looked at again where what follows is written.
pub(super) async fn still_owed<P: Post>(db: &Db, post: &P, turn: Vec<Mail>, now: Instant) -> Result<Vec<Mail>, Error> {
    let reader = post.clone();
    let look = move |conn: &mut Conn| {
        let stand = reader.stand(conn, &turn, now)?;
        Ok(turn.into_iter().zip(stand).partition::<Vec<_>, _>(|(_, stands)| *stands))
    };
    let (kept, changed) = db.gather(look).await?;
    let mails = |marked: Vec<(Mail, bool)>| marked.into_iter().map(|(mail, _)| mail).collect::<Vec<_>>();
    let (mut kept, changed) = (mails(kept), mails(changed));
    if !changed.is_empty() {
        let post = post.clone();
        kept.extend(db.save(move |conn| follow(conn, &post, changed, now)).await?);
    }
    Ok(kept)
}

/// Looks again at claimed mails and writes what follows; answers those that are to leave now.
fn follow<P: Post>(conn: &mut Conn, post: &P, mails: Vec<Mail>, now: Instant) -> Result<Vec<Mail>, Error> {
    let verdicts = post.look_again(conn, &mails, now)?;
    let mut kept = Vec::with_capacity(mails.len());
    for (mut mail, verdict) in mails.into_iter().zip(verdicts) {
        match verdict {
            Verdict::StillOwed => {}
            Verdict::Withdrawn => {
                outbox::drop_claimed(conn, &mail)?;
                continue;
            }
            Verdict::Later(until) => {
                outbox::postpone(conn, &mail, until)?;
                continue;
            }
            Verdict::Unwritten { until, why } => {
                outbox::postpone_unwritten(conn, &mail, &why, until)?;
                continue;
            }
            Verdict::Reworded { letter, to_address } => {
                mail.to_address = to_address;
                mail.last_error = mail.last_error.filter(|note| note != Note::Unwritten.as_str());
                mail.subject.clone_from(&letter.subject);
                outbox::rewrite(conn, &mail, &letter)?;
            }
        }
        kept.push(mail);
    }
    Ok(kept)
}
