//! The certificate as a PDF ([`Press`]).

use crate::platform::error::Error;
use crate::platform::press::{self, Press};
use crate::platform::qr::Qr;
use crate::rules::certificate::printable;
use chrono::{Datelike, NaiveDate};
use std::sync::LazyLock;
use typst::foundations::{Array, Dict, IntoValue, Value};

/// Most characters of a name or title; what is longer is cut visibly.
const LONGEST: usize = 160;

/// The same of what a course was about, so that a certificate stays on one page.
const LONGEST_CONTENTS: usize = 480;

/// What stands on a certificate, every text ready in its language.
#[derive(Clone, Debug)]
pub struct Document {
    /// ISO 639-1 code.
    pub language: String,
    /// Title of the document for readers' windows and screen readers.
    pub document_title: String,
    /// Name of the manufacturer.
    pub issuer: String,
    /// "Zertifikat N-2026-0412 8817".
    pub number_line: String,
    /// The course.
    pub title: String,
    /// The line below it.
    pub subtitle: String,
    /// The person.
    pub name: String,
    /// What the person did.
    pub sentence: String,
    /// Three facts, label and value.
    pub facts: [(String, String); 3],
    /// What the course was about, label and text; the text may be empty.
    pub contents: (String, String),
    /// Where and when it was issued.
    pub place_and_day: String,
    /// That no signature is needed.
    pub remark: String,
    /// The question above the code.
    pub question: String,
    /// Address behind the QR code.
    pub check_url: String,
    /// The address to type, without its scheme.
    pub check_place: String,
    /// The code in two lines.
    pub code: [String; 2],
    /// What the QR code is, for those who do not see it.
    pub qr_alt: String,
    /// Colour of the mark, `#rrggbb`.
    pub colour: String,
    /// The day of issue.
    pub issued_on: NaiveDate,
    /// Identifies the file; the certificate's number.
    pub ident: String,
}

static PRESS: LazyLock<Press> = LazyLock::new(|| Press::new(include_str!("certificate.typ")));

/// Writes the PDF.
pub fn draw(document: &Document) -> Result<Vec<u8>, Error> {
    let inputs = inputs(document, press::draws)?;
    PRESS.draw(&inputs, &document.ident)
}

fn inputs(document: &Document, drawn: impl Fn(char) -> bool + Copy) -> Result<Dict, Error> {
    let text = |text: &str| printable(text, LONGEST, drawn).into_value();
    let fact = |(label, value): &(String, String)| {
        let mut dict = Dict::new();
        dict.insert("label".into(), text(label));
        dict.insert("value".into(), text(value));
        Value::Dict(dict)
    };
    let mut dict = Dict::new();
    for (name, value) in [
        ("document_title", &document.document_title),
        ("issuer", &document.issuer),
        ("number_line", &document.number_line),
        ("title", &document.title),
        ("subtitle", &document.subtitle),
        ("name", &document.name),
        ("sentence", &document.sentence),
        ("contents_label", &document.contents.0),
        ("place_and_day", &document.place_and_day),
        ("remark", &document.remark),
        ("question", &document.question),
        ("check_place", &document.check_place),
        ("qr_alt", &document.qr_alt),
    ] {
        dict.insert(name.into(), text(value));
    }
    dict.insert(
        "contents".into(),
        printable(&document.contents.1, LONGEST_CONTENTS, drawn).into_value(),
    );
    dict.insert("language".into(), document.language.clone().into_value());
    dict.insert("check_url".into(), document.check_url.clone().into_value());
    dict.insert("colour".into(), document.colour.clone().into_value());
    dict.insert("year".into(), i64::from(document.issued_on.year()).into_value());
    dict.insert("month".into(), i64::from(document.issued_on.month()).into_value());
    dict.insert("day".into(), i64::from(document.issued_on.day()).into_value());
    dict.insert("facts".into(), document.facts.iter().map(fact).collect::<Array>().into_value());
    dict.insert(
        "code".into(),
        document.code.iter().map(|part| text(part)).collect::<Array>().into_value(),
    );
    dict.insert("qr".into(), qr(&document.check_url)?.into_value());
    Ok(dict)
}

/// The address as a QR code.
fn qr(address: &str) -> Result<String, Error> {
    let Qr { width, path } = Qr::of(address)?;
    Ok(format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {width}"><path fill="#1a2233" d="{path}"/></svg>"##
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(name: &str) -> Document {
        Document {
            language: "de".into(),
            document_title: "Zertifikat N-2026-0041 8712: Hochvolt-Sicherheit".into(),
            issuer: "Nordhaus Klimatechnik".into(),
            number_line: "Zertifikat N-2026-0041 8712".into(),
            title: "Hochvolt-Sicherheit".into(),
            subtitle: "Kurs HV-R1, Fassung 4".into(),
            name: name.into(),
            sentence: "hat den Kurs HV-R1 in der Fassung 4 am 24. November 2026 bestanden.".into(),
            facts: [
                ("Bestanden am".into(), "24. November 2026".into()),
                ("Gültig bis".into(), "2. Dezember 2027".into()),
                ("Festgestellt durch".into(), "Abschlusstest, 90 %".into()),
            ],
            contents: (
                "Inhalt".into(),
                "Die fünf Sicherheitsregeln, Spannungsfreiheit feststellen, Arbeiten am Zwischenkreis, Verhalten bei Unfällen; 45 Minuten."
                    .into(),
            ),
            place_and_day: "Kassel, 24. November 2026".into(),
            remark: "Elektronisch ausgestellt, gültig ohne Unterschrift".into(),
            question: "Echt und noch gültig?".into(),
            check_url: "https://akademie.nordhaus.example/c/7KQ4M2XP9TWD3HRVK8ZB5QNC2MFG".into(),
            check_place: "akademie.nordhaus.example/c".into(),
            code: ["7KQ4 M2XP 9TWD 3HRV".into(), "K8ZB 5QNC 2MFG".into()],
            qr_alt: "QR-Code mit der Adresse der Prüfung".into(),
            colour: "#0f4c81".into(),
            issued_on: "2026-11-24".parse().unwrap(),
            ident: "N-2026-0041 8712".into(),
        }
    }

    fn claims(pdf: &[u8]) -> String {
        String::from_utf8_lossy(pdf).into_owned()
    }

    #[test]
    fn a_certificate_says_that_it_is_archivable_and_accessible() {
        let pdf = draw(&document("Selin Aydın")).unwrap();
        if let Some(path) = std::env::var_os("KUNDIG_PICTURES") {
            std::fs::create_dir_all(&path).unwrap();
            std::fs::write(std::path::Path::new(&path).join("certificate.pdf"), &pdf).unwrap();
        }
        let text = claims(&pdf);
        for claim in [
            "<pdfaid:part>2</pdfaid:part>",
            "<pdfaid:conformance>A</pdfaid:conformance>",
            "<pdfuaid:part>1</pdfuaid:part>",
            "/Lang",
            "/StructTreeRoot",
            "/OutputIntents",
        ] {
            assert!(text.contains(claim), "{claim}");
        }
        assert_eq!(
            text.matches("/Type /Page\n").count() + text.matches("/Type/Page/").count(),
            1,
            "one page"
        );
    }

    #[test]
    fn every_name_can_be_drawn() {
        for name in [
            "健 Schmidt",
            "Željko Łukasz Dvořák-Ğüneş",
            "Ελένη Παπαδοπούλου",
            "Юлия Щербакова",
            "فاطمة الزهراء",
            "Հայկ Պետրոսյան",
            "გიორგი მელაძე",
            "שלומית כהן",
            "สมชาย ใจดี",
            "鈴木 美咲",
            "A < \" ' & #[] $x$ *b* \\",
            "👩‍🔧 Ada",
            "",
        ] {
            draw(&document(name)).unwrap_or_else(|e| panic!("{name}: {e}"));
            assert_eq!(
                crate::rules::certificate::undrawn(name.trim_start_matches("👩‍🔧"), press::draws),
                "",
                "{name}"
            );
        }
        assert_eq!(
            crate::rules::certificate::undrawn("김 민준 한글", press::draws).chars().count(),
            5,
            "Korean is told, not boxed silently"
        );
        draw(&document(&"Maximiliane-Philippa ".repeat(200))).unwrap();
    }
}
