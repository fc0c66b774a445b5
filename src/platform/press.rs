//! Documents as PDF that are archivable and accessible at once: PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1).
//!
//! A press is made once for each layout and the whole program; a document then takes a few milliseconds.

use super::assets;
use super::error::Error;
use std::sync::LazyLock;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Dict, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World, comemo};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

/// The fonts that documents embed, read once.
static FONTS: LazyLock<Vec<Font>> = LazyLock::new(|| {
    assets::document_fonts()
        .into_iter()
        .flat_map(|data| Font::iter(Bytes::new(data)))
        .collect()
});

/// What is known about them.
static BOOK: LazyLock<LazyHash<FontBook>> = LazyLock::new(|| LazyHash::new(FontBook::from_fonts(FONTS.iter())));

/// What layouts can use. It stays the same for all documents, so that the compiler knows it again without looking.
static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::builder().build()));

/// The file from which a layout reads its values.
static VALUES: LazyLock<FileId> = LazyLock::new(|| file("values.json"));

/// What documents have in common is remembered over this many of them.
const REMEMBERED: usize = 30;

/// Whether some font can draw a character.
pub fn draws(letter: char) -> bool {
    FONTS.iter().any(|font| font.info().coverage.contains(u32::from(letter)))
}

fn file(name: &str) -> FileId {
    let path = VirtualPath::new(name).expect("a plain name is a path");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

/// The compiler with one layout.
pub struct Press {
    layout: Source,
}

impl Press {
    /// A press for a layout, in Typst's words; it reads the values of a document from `values.json`.
    pub fn new(layout: &'static str) -> Self {
        Self {
            layout: Source::new(file("layout.typ"), layout.to_owned()),
        }
    }

    /// Writes a document of these values; `ident` identifies the file.
    pub fn draw(&self, values: &Dict, ident: &str) -> Result<Vec<u8>, Error> {
        let fault = |faults: &dyn std::fmt::Debug| Error::internal(format!("the document {ident} cannot be drawn: {faults:?}"));
        let sheet = Sheet {
            layout: &self.layout,
            values: Bytes::new(serde_json::to_vec(values).map_err(|e| fault(&e))?),
        };
        let pages = typst::compile(&sheet).output;
        comemo::evict(REMEMBERED);
        let options = PdfOptions {
            ident: Smart::Custom(ident.to_owned()),
            creator: Smart::Custom(Some("Kundig".to_owned())),
            standards: PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1]).map_err(|e| fault(&e))?,
            ..PdfOptions::default()
        };
        typst_pdf::pdf(&pages.map_err(|e| fault(&e))?, &options).map_err(|e| fault(&e))
    }
}

/// All that the compiler sees of the world while it draws one document: a layout and its values. No other file, and no clock.
struct Sheet<'a> {
    layout: &'a Source,
    values: Bytes,
}

impl World for Sheet<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &BOOK
    }

    fn main(&self) -> FileId {
        self.layout.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        (id == self.layout.id()).then(|| self.layout.clone()).ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        (id == *VALUES).then(|| self.values.clone()).ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
