//! What an upload is, by its content: a name and a browser's word for it prove nothing.

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

    #[test]
    fn a_file_is_what_its_content_says() {
        assert_eq!(of(b"\x89PNG\r\n\x1a\n....").map(|m| m.media_type), Some("image/png"));
        assert_eq!(of(b"RIFF\x01\x02\x03\x04WEBPVP8 ").map(|m| m.picture), Some(true));
        assert_eq!(of(b"%PDF-1.7").map(|m| m.picture), Some(false));
        for other in [&b"<svg xmlns"[..], b"<!doctype html>", b"MZ", b"", b"RIFF"] {
            assert_eq!(of(other), None);
        }
    }

    #[test]
    fn a_name_is_only_a_name() {
        assert_eq!(clean_name("C:\\fotos\\../Umrichter N7.png", "png"), "Umrichter N7.png");
        assert_eq!(clean_name("../..", "pdf"), "file.pdf");
        assert_eq!(clean_name("a\0\nb\".pdf", "pdf"), "ab.pdf");
    }
}
