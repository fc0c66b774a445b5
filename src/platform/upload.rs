//! A form that brings a file (multipart/form-data), read within bounds.

use super::error::Error;
use actix_multipart::{Multipart, MultipartError};
use bytes::{Bytes, BytesMut};
use futures_util::{StreamExt, TryStreamExt};
use std::collections::BTreeMap;

/// Most parts of one form.
const MOST_PARTS: usize = 500;

/// Largest text field in bytes.
const LARGEST_TEXT: usize = 1 << 20;

/// What was sent.
#[derive(Clone, Debug, Default)]
pub struct Sent {
    texts: Vec<(String, String)>,
    files: BTreeMap<String, Upload>,
}

/// A file as it was sent.
#[derive(Clone, Debug)]
pub struct Upload {
    /// Its name as the browser told it; trust nothing in it.
    pub name: String,
    /// Its content.
    pub content: Bytes,
}

impl Sent {
    /// Reads a form whose files are at most `largest` bytes each.
    pub async fn read(mut form: Multipart, largest: usize) -> Result<Self, Error> {
        let mut sent = Self::default();
        let mut parts = 0;
        while let Some(part) = form.next().await {
            let mut part = part.map_err(unreadable)?;
            parts += 1;
            if parts > MOST_PARTS {
                return Err(Error::TooLarge);
            }
            let field = part.name().unwrap_or_default().to_owned();
            let file_name = part.content_disposition().and_then(|d| d.get_filename()).map(ToOwned::to_owned);
            let most = if file_name.is_some() { largest } else { LARGEST_TEXT };
            let mut content = BytesMut::new();
            while let Some(chunk) = part.try_next().await.map_err(unreadable)? {
                if content.len() + chunk.len() > most {
                    return Err(Error::TooLarge);
                }
                content.extend_from_slice(&chunk);
            }
            match file_name {
                // A browser sends an empty part for a file that nobody chose.
                Some(name) if name.is_empty() && content.is_empty() => {}
                Some(name) => {
                    let content = content.freeze();
                    sent.files.insert(field, Upload { name, content });
                }
                None => {
                    let text = String::from_utf8(content.to_vec()).map_err(|_| Error::unreadable("fault-not-utf8"))?;
                    sent.texts.push((field, text));
                }
            }
        }
        Ok(sent)
    }

    /// A text field; empty where it was not sent, the last one where it was sent more than once.
    pub fn text(&self, field: &str) -> &str {
        self.texts
            .iter()
            .rfind(|(name, _)| name == field)
            .map_or("", |(_, text)| text.as_str())
    }

    /// All text fields in their order, names and values.
    pub fn texts(&self) -> &[(String, String)] {
        &self.texts
    }

    /// A file; none where none was chosen.
    pub fn file(&self, field: &str) -> Option<&Upload> {
        self.files.get(field)
    }
}

fn unreadable(_: MultipartError) -> Error {
    Error::unreadable("fault-no-form")
}
