//! Documents as PDF that are archivable and accessible at once: PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1).
//!
//! A press is made once for each layout and the whole program; a document then takes a few milliseconds.

use super::assets;
use super::error::Error;
use std::sync::LazyLock;
use typst::foundations::{Bytes, Dict, Smart};
use typst::text::Font;
use typst_as_lib::{TypstEngine, TypstTemplateMainFile};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

/// The fonts that documents embed, read once.
static FONTS: LazyLock<Vec<Font>> = LazyLock::new(|| {
    assets::document_fonts()
        .into_iter()
        .flat_map(|data| Font::iter(Bytes::new(data)))
        .collect()
});

/// Whether some font can draw a character.
pub fn draws(letter: char) -> bool {
    FONTS.iter().any(|font| font.info().coverage.contains(u32::from(letter)))
}

/// The compiler with one layout.
pub struct Press {
    engine: TypstEngine<TypstTemplateMainFile>,
}

impl Press {
    /// A press for a layout, in Typst's words.
    pub fn new(layout: &'static str) -> Self {
        let engine = TypstEngine::builder()
            .main_file(layout)
            .fonts(FONTS.clone())
            // What documents have in common is remembered over this many of them.
            .comemo_evict_max_age(Some(30))
            .build();
        Self { engine }
    }

    /// Writes a document of these values; `ident` identifies the file.
    pub fn draw(&self, inputs: Dict, ident: &str) -> Result<Vec<u8>, Error> {
        let fault = |faults: &dyn std::fmt::Debug| Error::internal(format!("the document {ident} cannot be drawn: {faults:?}"));
        let pages = self.engine.compile_with_input(inputs).output.map_err(|e| fault(&e))?;
        let options = PdfOptions {
            ident: Smart::Custom(ident.to_owned()),
            creator: Smart::Custom(Some("Kundig".to_owned())),
            standards: PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1]).map_err(|e| fault(&e))?,
            ..PdfOptions::default()
        };
        typst_pdf::pdf(&pages, &options).map_err(|e| fault(&e))
    }
}
