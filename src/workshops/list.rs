//! The list to sign as a PDF: who is booked, and room for signatures and for whoever comes besides.

use crate::platform::error::Error;
use crate::platform::press::{self, Press};
use crate::rules::certificate::printable;
use chrono::{Datelike, NaiveDate};
use std::sync::LazyLock;
use typst::foundations::{Array, Bytes, Dict, IntoValue};

/// Most characters of a cell; what is longer is cut visibly.
const LONGEST: usize = 80;

static PRESS: LazyLock<Press> = LazyLock::new(|| Press::new(include_str!("list.typ")));

/// What stands on a list, every text ready in its language.
#[derive(Clone, Debug)]
pub struct List {
    /// ISO 639-1 code.
    pub language: String,
    /// Name of the file for readers' windows, and of the foot of each page.
    pub document_title: String,
    /// Name of the manufacturer.
    pub issuer: String,
    /// The course.
    pub title: String,
    /// When, where, by whom.
    pub facts: Vec<String>,
    /// Columns: words and share of the width, 0 as wide as it needs.
    pub heads: Vec<(String, i64)>,
    /// Lines; each has as many cells as there are columns.
    pub rows: Vec<Vec<Entry>>,
    /// What is read out for a drawn signature.
    pub drawn: String,
    /// The day on which it was made.
    pub made_on: NaiveDate,
    /// Identifies the file.
    pub ident: String,
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// Words, perhaps none.
    Text(String),
    /// A drawing of our own, as SVG.
    Drawn(Vec<u8>),
}

impl From<String> for Entry {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

/// Writes the PDF.
pub fn draw(list: &List) -> Result<Vec<u8>, Error> {
    let text = |text: &String| printable(text, LONGEST, press::draws).into_value();
    let texts = |all: &[String]| all.iter().map(text).collect::<Array>().into_value();
    let entry = |entry: &Entry| match entry {
        Entry::Text(words) => text(words),
        Entry::Drawn(svg) => Bytes::new(svg.clone()).into_value(),
    };
    let mut dict = Dict::new();
    for (name, value) in [
        ("document_title", &list.document_title),
        ("issuer", &list.issuer),
        ("title", &list.title),
        ("drawn", &list.drawn),
    ] {
        dict.insert(name.into(), text(value));
    }
    dict.insert("language".into(), list.language.clone().into_value());
    dict.insert("facts".into(), texts(&list.facts));
    dict.insert(
        "heads".into(),
        list.heads.iter().map(|(words, _)| text(words)).collect::<Array>().into_value(),
    );
    let widths: Array = list.heads.iter().map(|(_, width)| width.into_value()).collect();
    dict.insert("widths".into(), widths.into_value());
    dict.insert(
        "rows".into(),
        list.rows
            .iter()
            .map(|row| row.iter().map(entry).collect::<Array>().into_value())
            .collect::<Array>()
            .into_value(),
    );
    dict.insert("year".into(), i64::from(list.made_on.year()).into_value());
    dict.insert("month".into(), i64::from(list.made_on.month()).into_value());
    dict.insert("day".into(), i64::from(list.made_on.day()).into_value());
    PRESS.draw(&dict, &list.ident)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::workshop::signature::Drawing;

    #[test]
    fn a_list_of_many_people_and_parts_can_be_drawn_and_is_accessible() {
        let heads = ["Nr.", "Name", "Betrieb", "Mo 8. Feb., 09:00", "Di 9. Feb., 09:00"];
        let names = [
            "Selin Aydın",
            "Željko Łukasz Dvořák-Ğüneş",
            "健 Schmidt",
            "A < \" ' & #[] $x$ *b* \\",
            "",
        ];
        let list = List {
            language: "de".to_owned(),
            document_title: "Anwesenheitsliste R290-1, 8. Februar 2027".to_owned(),
            issuer: "Nordhaus Klimatechnik".to_owned(),
            title: "Wärmepumpen mit R290 in Betrieb nehmen".to_owned(),
            facts: vec!["8. Februar 2027, 09:00".to_owned(), "Schulungszentrum Kassel, Raum 2".to_owned()],
            heads: heads
                .iter()
                .enumerate()
                .map(|(index, head)| ((*head).to_owned(), i64::from(index > 0)))
                .collect(),
            rows: (0..60)
                .map(|number: usize| {
                    let name = names.get(number % names.len()).copied().unwrap_or_default();
                    let drawing = Drawing::parse("10,20 400,250 800,30").unwrap();
                    vec![
                        number.to_string().into(),
                        name.to_owned().into(),
                        "Kälte Albers".repeat(9).into(),
                        Entry::Drawn(drawing.svg().into_bytes()),
                        String::new().into(),
                    ]
                })
                .collect(),
            drawn: "Unterschrift".to_owned(),
            made_on: "2027-02-08".parse().unwrap(),
            ident: "7".to_owned(),
        };
        let pdf = draw(&list).unwrap();
        if let Some(path) = std::env::var_os("KUNDIG_PICTURES") {
            std::fs::create_dir_all(&path).unwrap();
            std::fs::write(std::path::Path::new(&path).join("list.pdf"), &pdf).unwrap();
        }
        let text = String::from_utf8_lossy(&pdf);
        for claim in ["<pdfaid:part>2</pdfaid:part>", "<pdfuaid:part>1</pdfuaid:part>", "/StructTreeRoot"] {
            assert!(text.contains(claim), "{claim}");
        }
    }
}
