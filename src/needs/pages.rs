//! What the pages about training needs show.

mod form;
mod need;

pub use form::{AnswerPage, AskPage, JoinPage, ReasonPage};
pub use need::{NeedLine, NeedPage, NeedRow, NeedsPage};

use super::mail::{NeedAnsweredMail, NeedAskedMail};

crate::samples! {
    pages: NeedsPage, NeedPage, AskPage, AnswerPage, ReasonPage, JoinPage;
    mails: NeedAskedMail, NeedAnsweredMail
}
