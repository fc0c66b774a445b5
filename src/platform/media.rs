//! What an upload is, by its content: a name and a browser's word for it prove nothing.

use std::io::{Cursor, Read};
use zip::ZipArchive;

/// A kind of file that is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Media {
    /// Media type.
    pub media_type: &'static str,
    /// Usual ending of its name.
    pub ending: &'static str,
    /// Whether a browser may show it as a picture. Drawings that can hold scripts (SVG) are never taken.
    pub picture: bool,
}

/// The kinds that are taken, with the bytes with which they begin.
const KINDS: [(&[u8], Media); 5] = [
    (
        b"\x89PNG\r\n\x1a\n",
        Media {
            media_type: "image/png",
            ending: "png",
            picture: true,
        },
    ),
    (
        b"\xff\xd8\xff",
        Media {
            media_type: "image/jpeg",
            ending: "jpg",
            picture: true,
        },
    ),
    (
        b"GIF87a",
        Media {
            media_type: "image/gif",
            ending: "gif",
            picture: true,
        },
    ),
    (
        b"GIF89a",
        Media {
            media_type: "image/gif",
            ending: "gif",
            picture: true,
        },
    ),
    (
        b"%PDF-",
        Media {
            media_type: "application/pdf",
            ending: "pdf",
            picture: false,
        },
    ),
];

/// The kind of a file's content; none where it is not taken.
pub fn of(content: &[u8]) -> Option<Media> {
    if content.starts_with(b"RIFF") && content.get(8..12) == Some(b"WEBP") {
        return Some(Media {
            media_type: "image/webp",
            ending: "webp",
            picture: true,
        });
    }
    KINDS.iter().find(|(begin, _)| content.starts_with(begin)).map(|(_, media)| *media)
}

/// Documents of office programs (ISO/IEC 29500), by the entry that makes an archive one.
const OFFICE: [(&str, Media); 3] = [
    (
        "word/document.xml",
        Media {
            media_type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            ending: "docx",
            picture: false,
        },
    ),
    (
        "xl/workbook.xml",
        Media {
            media_type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            ending: "xlsx",
            picture: false,
        },
    ),
    (
        "ppt/presentation.xml",
        Media {
            media_type: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            ending: "pptx",
            picture: false,
        },
    ),
];

/// OpenDocument (ISO/IEC 26300), which states its own type.
const OPEN_DOCUMENT: [Media; 3] = [
    Media {
        media_type: "application/vnd.oasis.opendocument.text",
        ending: "odt",
        picture: false,
    },
    Media {
        media_type: "application/vnd.oasis.opendocument.spreadsheet",
        ending: "ods",
        picture: false,
    },
    Media {
        media_type: "application/vnd.oasis.opendocument.presentation",
        ending: "odp",
        picture: false,
    },
];

/// The kind of a document to hand out: what is taken everywhere, and documents of office programs without programs in them.
pub fn of_document(content: &[u8]) -> Option<Media> {
    of(content).or_else(|| office(content))
}

fn office(content: &[u8]) -> Option<Media> {
    if !content.starts_with(b"PK\x03\x04") {
        return None;
    }
    let Ok(mut archive) = ZipArchive::new(Cursor::new(content)) else {
        return None;
    };
    let programs = |name: &[u8]| name.ends_with(b"vbaProject.bin") || name.starts_with(b"Basic/") || name.starts_with(b"Scripts/");
    if archive.file_names_raw().any(programs) {
        return None;
    }
    if let Some((_, media)) = OFFICE.iter().find(|(entry, _)| archive.index_for_name(entry).is_some()) {
        return Some(*media);
    }
    let Ok(stated) = archive.by_name("mimetype") else {
        return None;
    };
    let mut text = String::new();
    // The longest type that is known is shorter; whoever states more states none of them.
    let read = stated.take(100).read_to_string(&mut text);
    OPEN_DOCUMENT
        .into_iter()
        .find(|media| read.is_ok() && media.media_type == text.trim())
}

/// A file name without paths, control characters and what shells or spreadsheets take for more than a name; never empty.
pub fn clean_name(name: &str, ending: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let kept: String = last
        .chars()
        .filter(|c| !c.is_control() && !"\"<>|:*?".contains(*c))
        .take(120)
        .collect();
    let kept = kept.trim().trim_start_matches('.').to_owned();
    if kept.is_empty() { format!("file.{ending}") } else { kept }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use zip::write::SimpleFileOptions;

    #[test]
    fn a_file_is_what_its_content_says() {
        assert_eq!(of(b"\x89PNG\r\n\x1a\n....").map(|m| m.media_type), Some("image/png"));
        assert_eq!(of(b"RIFF\x01\x02\x03\x04WEBPVP8 ").map(|m| m.picture), Some(true));
        assert_eq!(of(b"%PDF-1.7").map(|m| m.picture), Some(false));
        for other in [&b"<svg xmlns"[..], b"<!doctype html>", b"MZ", b"", b"RIFF"] {
            assert_eq!(of(other), None);
        }
    }

    fn packed(entries: &[(&str, &str)]) -> Vec<u8> {
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in entries {
            archive.start_file(*name, SimpleFileOptions::default()).unwrap();
            archive.write_all(text.as_bytes()).unwrap();
        }
        archive.finish().unwrap().into_inner()
    }

    #[test]
    fn office_documents_are_told_by_what_is_packed_in_them() {
        let kind = |entries: &[(&str, &str)]| of_document(&packed(entries)).map(|media| media.ending);
        assert_eq!(kind(&[("[Content_Types].xml", ""), ("word/document.xml", "")]), Some("docx"));
        assert_eq!(kind(&[("xl/workbook.xml", "")]), Some("xlsx"));
        assert_eq!(kind(&[("ppt/presentation.xml", "")]), Some("pptx"));
        assert_eq!(
            kind(&[("mimetype", "application/vnd.oasis.opendocument.presentation")]),
            Some("odp")
        );
        assert_eq!(
            of(&packed(&[("word/document.xml", "")])),
            None,
            "elsewhere only pictures and PDF are taken"
        );
        assert_eq!(of_document(b"%PDF-1.7").map(|media| media.ending), Some("pdf"));
    }

    #[test]
    fn an_archive_that_is_no_document_or_brings_programs_is_not_taken() {
        let kind = |entries: &[(&str, &str)]| of_document(&packed(entries));
        assert_eq!(kind(&[("setup.exe", "MZ")]), None);
        assert_eq!(kind(&[("mimetype", "application/epub+zip")]), None);
        assert_eq!(kind(&[("word/document.xml", ""), ("word/vbaProject.bin", "")]), None);
        assert_eq!(
            kind(&[
                ("mimetype", "application/vnd.oasis.opendocument.text"),
                ("Basic/Standard/Module1.xml", "")
            ]),
            None
        );
        assert_eq!(of_document(b"PK\x03\x04nothing"), None);
    }

    #[test]
    fn a_name_is_only_a_name() {
        assert_eq!(clean_name("C:\\fotos\\../Umrichter N7.png", "png"), "Umrichter N7.png");
        assert_eq!(clean_name("../..", "pdf"), "file.pdf");
        assert_eq!(clean_name("a\0\nb\".pdf", "pdf"), "ab.pdf");
    }
}
