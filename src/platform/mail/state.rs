//! The words of the queue: where a mail is, what is worth noting about it, how a hand-over ended.

use super::message::CannotCompose;

/// Where a mail is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MailState {
    /// Waits.
    Queued,
    /// In a worker's hands.
    Sending,
    /// Accepted by the mail server.
    Sent,
    /// No mail server is set up: the mailbox is where it went.
    Kept,
    /// Nobody tries any more; a person has to look.
    SetAside,
    /// Not owed any more before it was handed over.
    Dropped,
}

impl MailState {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Queued, Self::Sending, Self::Sent, Self::Kept, Self::SetAside, Self::Dropped];

    /// The stable word, as the database has it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Sending => "sending",
            Self::Sent => "sent",
            Self::Kept => "kept",
            Self::SetAside => "set_aside",
            Self::Dropped => "dropped",
        }
    }
}

/// What is worth knowing about the last hand-over, as a stable word; the server's words stand in `reply`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Note {
    /// No connection; the mail was not touched.
    Unreachable,
    /// Not accepted for now.
    Deferred,
    /// Refused for good.
    Refused,
    /// The address cannot be written to.
    BadAddress,
    /// Something else of the mail cannot be written.
    Unwritable,
    /// The answer after the message was lost: repeated under the same Message-ID.
    UnknownRepeated,
    /// The answer after the message was lost, and a secret for one use is not sent twice.
    UnknownKept,
    /// Tried for days.
    GivenUp,
    /// The answer was lost too often: nobody knows how often it arrived.
    UnknownGivenUp,
    /// A later mail to the same person took its lines over.
    Folded,
    /// Nothing in it was owed any more.
    Withdrawn,
    /// Somebody asked for another hand-over.
    Resent,
    /// It was handed over and came back.
    CameBack,
    /// It has to be worded anew and cannot be: it waits, and is tried again.
    Unwritten,
}

impl Note {
    /// The stable word, as the database has it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Unreachable => "unreachable",
            Self::Deferred => "deferred",
            Self::Refused => "refused",
            Self::BadAddress => "bad_address",
            Self::Unwritable => "unwritable",
            Self::UnknownRepeated => "unknown_repeated",
            Self::UnknownKept => "unknown_kept",
            Self::GivenUp => "given_up",
            Self::UnknownGivenUp => "unknown_given_up",
            Self::Folded => "folded",
            Self::Withdrawn => "withdrawn",
            Self::Resent => "resent",
            Self::CameBack => "came_back",
            Self::Unwritten => "unwritten",
        }
    }
}

/// How a hand-over ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The server accepted it; its answer.
    Sent(String),
    /// There is no server: it stays in the mailbox.
    Kept,
    /// Not accepted for now.
    Deferred(String),
    /// Refused for good.
    Refused(Note, String),
    /// The message was sent and no answer came.
    Unknown(String),
    /// Not begun; why.
    NotBegun(Option<String>),
}

impl Outcome {
    /// A mail that cannot be written was not handed over: what is its own fault is final, the settings' may be mended. An address is told by
    /// its code (RFC 3463), as a server would.
    pub(super) fn unwritten(why: &CannotCompose) -> Self {
        match why {
            CannotCompose::Recipient(_) => Self::Refused(Note::BadAddress, format!("5.1.3 {why}")),
            CannotCompose::Content(_) => Self::Refused(Note::Unwritable, why.to_string()),
            CannotCompose::Settings(_) => Self::Deferred(why.to_string()),
        }
    }

    /// Whether the mail has left our hands for good.
    pub fn is_accepted(&self) -> bool {
        matches!(self, Self::Sent(_) | Self::Kept)
    }
}
