//! Files that are handed in for something by those who run it, and handed out: the map of a place, what goes with a workshop or a session. What
//! they have in common is here; what each of them is stands in its own module.

use super::act;
use crate::courses::upload::whole;
use crate::organisations::Scope;
use crate::people::May;
use crate::people::guard::ManageWorkshops;
use crate::platform::answer;
use crate::platform::db::Conn;
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::form::place;
use crate::platform::media::{self, Media};
use crate::platform::state::State;
use crate::platform::upload::Sent;
use crate::platform::views::{Field, FormFault, Page};
use crate::rules::course::Language;
use crate::workshops::deed::{Hand, NewMaterial};
use actix_multipart::Multipart;
use actix_web::{HttpResponse, web};
use bytes::Bytes;

/// Something for which files are handed in.
pub trait Holding: Copy + Send + 'static {
    /// What it is, with what it has already.
    type Loaded: Send + 'static;
    /// A file that it has.
    type Kept: Send + 'static;
    /// The page on which one is handed in.
    type View: Page;

    /// What is said once a file is there.
    const TAKEN: &'static str;
    /// What is said of a content that is not taken.
    const REFUSED: &'static str;
    /// What the field for the file is called.
    const LABEL: &'static str;

    /// It, of a scope; a foreign one is not found.
    fn find(self, conn: &mut Conn, scope: &Scope, language: Language) -> Result<Self::Loaded, Error>;

    /// What a content is; none: it is not taken.
    fn media(content: &[u8]) -> Option<Media>;

    /// Whether a file of so many bytes goes in with what it has.
    ///
    /// # Errors
    ///
    /// A fault of `file` where it does not.
    fn check_room(_loaded: &Self::Loaded, _size: usize) -> Result<(), Error> {
        Ok(())
    }

    /// Writes down that it has a file whose content is kept already.
    fn put(conn: &mut Conn, hand: &Hand<'_>, loaded: &Self::Loaded, new: NewMaterial) -> Result<Self::Kept, Error>;

    /// Where one is once a file is there.
    fn after(self) -> String;

    /// The page, with a largest file of so many mebibytes.
    fn view(self, loaded: &Self::Loaded, most_mebibytes: u32, file: Field, faults: Vec<FormFault>) -> Self::View;
}

/// It, in the reader's language.
pub async fn load<H: Holding>(may: &May<ManageWorkshops>, state: &State, of: H) -> Result<H::Loaded, Error> {
    let scope = may.scope.clone();
    let language = Language::from_code(may.actor.locale().code()).unwrap_or(Language::En);
    state.db.gather(move |conn| of.find(conn, &scope, language)).await
}

/// It, for a call.
pub async fn look<H: Holding>(may: &May<ManageWorkshops>, state: &State, of: H) -> Result<H::Loaded, Error> {
    let scope = may.scope.clone();
    state.db.look(move |conn| of.find(conn, &scope, Language::En)).await
}

/// Shows its page.
pub async fn show<H: Holding>(may: &May<ManageWorkshops>, state: &State, of: H) -> Result<HttpResponse, Error> {
    let loaded = load(may, state, of).await?;
    may.show(state, &page(may, state, of, &loaded, &[]))
}

/// Takes a file from its page.
pub async fn take<H: Holding>(may: &May<ManageWorkshops>, state: &State, of: H, form: Multipart) -> Result<HttpResponse, Error> {
    let loaded = load(may, state, of).await?;
    let largest = usize::try_from(state.config.server.upload_mebibytes).unwrap_or(50) << 20;
    let sent = Sent::read(form, largest).await?;
    let taken = match sent.file("file") {
        Some(file) => keep(may, state, of, &file.name, file.content.clone()).await,
        None => Err(Error::field("file", "fault-missing")),
    };
    match taken {
        Ok(_) => answer::done(state, of.after(), &Message::new(H::TAKEN), None),
        Err(Error::Invalid(faults)) => may.show_again(state, &page(may, state, of, &loaded, &faults)),
        Err(error) => Err(error),
    }
}

/// Takes a file from a call, whose body it is.
///
/// # Errors
///
/// A fault of `file` where it is not of a kind that is taken, or does not go in with those that are there.
pub async fn receive<H: Holding>(
    may: &May<ManageWorkshops>,
    state: &State,
    of: H,
    name: &str,
    mut content: web::Payload,
) -> Result<H::Kept, Error> {
    let content = whole(state, &mut content).await?;
    keep(may, state, of, name, content).await
}

/// Keeps a content, told by its bytes, then writes down for what it is.
async fn keep<H: Holding>(may: &May<ManageWorkshops>, state: &State, of: H, name: &str, content: Bytes) -> Result<H::Kept, Error> {
    let Some(media) = H::media(&content) else {
        return Err(Error::field("file", H::REFUSED));
    };
    let size = content.len();
    // Nothing is kept that does not go in; whether others were faster is looked at with the row.
    let loaded = load(may, state, of).await?;
    H::check_room(&loaded, size)?;
    let new = NewMaterial {
        name: media::clean_name(name, media.ending),
        media,
        size,
        hash: state.files.keep(content).await?,
    };
    let scope = may.scope.clone();
    act(may, state, move |conn, hand, _| {
        let loaded = of.find(conn, &scope, Language::En)?;
        H::put(conn, hand, &loaded, new)
    })
    .await
}

/// Hands out a content, to be kept and never shown inside a page of ours.
pub async fn hand_out(state: &State, name: &str, media_type: &str, hash: &str) -> Result<HttpResponse, Error> {
    let content = state.files.content(hash).await?;
    Ok(answer::download(name, media_type, content))
}

fn page<H: Holding>(may: &May<ManageWorkshops>, state: &State, of: H, loaded: &H::Loaded, faults: &[FieldError]) -> H::View {
    let words = may.actor.words(state);
    let mut file = Field::new("file");
    let faults = place(faults, &mut [&mut file], words, |_| words.text(H::LABEL, &[]));
    of.view(loaded, state.config.server.upload_mebibytes, file, faults)
}
