//! What a call sends, read into a type: a body of JSON, or what stands behind the question mark. Whatever does not fit is told at its field and
//! in the caller's language; the parser's own words reach nobody.

use super::error::{Error, FieldError, Message};
use actix_web::dev::{Decompress, Payload};
use actix_web::{FromRequest, HttpRequest};
use bytes::{Bytes, BytesMut};
use futures_util::StreamExt;
use futures_util::future::LocalBoxFuture;
use serde::de::{DeserializeOwned, Deserializer};
use serde_path_to_error::{Path, Segment};
use std::future::{Ready, ready};
use std::ops::Deref;

/// Largest body of JSON, in bytes after unpacking.
const LARGEST_BODY: usize = 2 << 20;

/// A body of JSON. Larger than two mebibytes is [`Error::TooLarge`], what cannot be read [`Error::Unreadable`].
#[derive(Debug)]
pub struct Json<T>(pub T);

impl<T> Json<T> {
    /// What was sent.
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T> Deref for Json<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: DeserializeOwned + 'static> FromRequest for Json<T> {
    type Error = Error;
    type Future = LocalBoxFuture<'static, Result<Self, Error>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        use actix_web::HttpMessage;
        let is_json =
            matches!(request.mime_type(), Ok(Some(kind)) if kind.subtype() == "json" || kind.suffix().is_some_and(|s| s == "json"));
        let body = Decompress::from_headers(payload.take(), request.headers());
        Box::pin(async move {
            if !is_json {
                return Err(Error::unreadable("fault-not-sent-as-json"));
            }
            json(&whole(body).await?).map(Self)
        })
    }
}

/// All of a body, as long as it is not too large.
async fn whole(mut body: Decompress<Payload>) -> Result<Bytes, Error> {
    let mut content = BytesMut::new();
    while let Some(chunk) = body.next().await {
        let chunk = chunk.map_err(|_| Error::unreadable("fault-broken-off"))?;
        if content.len() + chunk.len() > LARGEST_BODY {
            return Err(Error::TooLarge);
        }
        content.extend_from_slice(&chunk);
    }
    Ok(content.freeze())
}

/// What stands behind the question mark.
#[derive(Clone, Debug)]
pub struct Query<T>(pub T);

impl<T> Query<T> {
    /// What was asked.
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T> Deref for Query<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: DeserializeOwned> FromRequest for Query<T> {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let pairs = serde_urlencoded::Deserializer::new(form_urlencoded::parse(request.query_string().as_bytes()));
        ready(typed(pairs).map(Self))
    }
}

/// Reads JSON to its end.
pub fn json<T: DeserializeOwned>(content: &[u8]) -> Result<T, Error> {
    let mut reader = serde_json::Deserializer::from_slice(content);
    let read = serde_path_to_error::deserialize(&mut reader).map_err(|found| {
        let path = named(found.path());
        let fault = found.into_inner();
        if fault.is_data() {
            Error::Unreadable(fault_at(path, &fault.to_string()))
        } else {
            no_json(&fault)
        }
    })?;
    reader.end().map_err(|fault| no_json(&fault))?;
    Ok(read)
}

fn no_json(fault: &serde_json::Error) -> Error {
    let message = Message::new("fault-no-json")
        .with("line", fault.line())
        .with("column", fault.column());
    Error::Unreadable(FieldError::new("", message))
}

/// Reads out of any other format whose errors are texts.
fn typed<'de, T: DeserializeOwned, D: Deserializer<'de>>(reader: D) -> Result<T, Error> {
    serde_path_to_error::deserialize(reader).map_err(|found| {
        let path = named(found.path());
        Error::Unreadable(fault_at(path, &found.into_inner().to_string()))
    })
}

/// The way to a value as our own faults write it: names and positions from 0, joined by dots.
fn named(path: &Path) -> Vec<String> {
    path.iter()
        .filter_map(|segment| match segment {
            Segment::Seq { index } => Some(index.to_string()),
            Segment::Map { key } => Some(key.clone()),
            Segment::Enum { .. } | Segment::Unknown => None,
        })
        .collect()
}

/// What serde's words come to. They are the same in every format: serde's own `Error` trait writes them.
fn fault_at(mut path: Vec<String>, said: &str) -> FieldError {
    let quoted = said.split('`').nth(1).unwrap_or_default();
    let (name, message) = if said.starts_with("missing field") {
        (quoted, Message::new("fault-missing"))
    } else if said.starts_with("unknown field") {
        (quoted, Message::new("fault-unknown-field"))
    } else if said.starts_with("duplicate field") {
        (quoted, Message::new("fault-given-twice"))
    } else if said.starts_with("unknown variant") {
        let choices: Vec<&str> = said.split('`').skip(3).step_by(2).collect();
        ("", Message::new("fault-not-one-of").with("choices", choices.join(", ")))
    } else {
        ("", Message::new(expected(said)))
    };
    if !name.is_empty() && path.last().is_none_or(|last| last != name) {
        path.push(name.to_owned());
    }
    FieldError::new(path.join("."), message)
}

/// The message for a value of another kind than the one that belongs here.
fn expected(said: &str) -> &'static str {
    // "invalid type: string \"x\", expected u32 at line 1 column 9"; what was sent may itself hold the word.
    let wanted = said.rsplit_once("expected ").map_or(said, |(_, wanted)| wanted);
    let is = |words: &[&str]| words.iter().any(|word| wanted.contains(word));
    if is(&["f64", "f32", "invalid float"]) {
        "fault-kind-number"
    } else if is(&[
        "u8",
        "u16",
        "u32",
        "u64",
        "usize",
        "i8",
        "i16",
        "i32",
        "i64",
        "digit found",
        "parse integer",
        "number too",
    ]) {
        "fault-kind-whole-number"
    } else if is(&["a boolean", "`true` or `false`"]) {
        "fault-kind-yes-no"
    } else if is(&["date and time string"]) {
        "fault-no-instant"
    } else if is(&[
        "date string",
        "trailing input",
        "premature end of input",
        "input is out of range",
        "input contains invalid",
    ]) {
        "fault-kind-date"
    } else if is(&["UUID"]) {
        "fault-kind-id"
    } else if is(&["string", "str"]) && !is(&["struct"]) {
        "fault-kind-text"
    } else if is(&["a sequence", "a tuple", "tuple struct"]) {
        "fault-kind-list"
    } else if is(&["struct", "a map", "enum"]) {
        "fault-kind-object"
    } else {
        "fault-kind"
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only the reading of it is looked at")]
    struct Sent {
        name: String,
        #[serde(default)]
        most: Option<u32>,
        #[serde(default)]
        share: Option<f64>,
        #[serde(default)]
        on: Option<chrono::NaiveDate>,
        #[serde(default)]
        at: Option<chrono::DateTime<chrono::Utc>>,
        #[serde(default)]
        id: Option<uuid::Uuid>,
        #[serde(default)]
        steps: Vec<Step>,
        #[serde(default)]
        kind: Option<Kind>,
        #[serde(default)]
        open: bool,
    }

    #[derive(Debug, Deserialize)]
    #[expect(dead_code, reason = "only the reading of it is looked at")]
    struct Step {
        offset_days: i32,
    }

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Kind {
        Room,
        Live,
    }

    fn told(outcome: Result<Sent, Error>) -> (String, &'static str) {
        match outcome {
            Err(Error::Unreadable(fault)) => (fault.field, fault.message.key),
            other => panic!("{other:?}"),
        }
    }

    fn body(text: &str) -> (String, &'static str) {
        told(json(text.as_bytes()))
    }

    #[test]
    fn what_does_not_fit_is_told_at_its_field() {
        for (text, field, key) in [
            ("{}", "name", "fault-missing"),
            (r#"{"name":"a","names":1}"#, "names", "fault-unknown-field"),
            (r#"{"name":"a","name":"b"}"#, "name", "fault-given-twice"),
            (r#"{"name":7}"#, "name", "fault-kind-text"),
            (r#"{"name":"a","most":"7, expected much"}"#, "most", "fault-kind-whole-number"),
            (r#"{"name":"a","most":-1}"#, "most", "fault-kind-whole-number"),
            (r#"{"name":"a","share":"half"}"#, "share", "fault-kind-number"),
            (r#"{"name":"a","on":"yesterday"}"#, "on", "fault-kind-date"),
            (r#"{"name":"a","on":5}"#, "on", "fault-kind-date"),
            (r#"{"name":"a","at":5}"#, "at", "fault-no-instant"),
            (r#"{"name":"a","id":"x"}"#, "id", "fault-kind-id"),
            (r#"{"name":"a","steps":{}}"#, "steps", "fault-kind-list"),
            (
                r#"{"name":"a","steps":[{"offset_days":0},{"offset_days":"x"}]}"#,
                "steps.1.offset_days",
                "fault-kind-whole-number",
            ),
            (r#"{"name":"a","steps":[{}]}"#, "steps.0.offset_days", "fault-missing"),
            (r#"{"name":"a","kind":"hall"}"#, "kind", "fault-not-one-of"),
            (r#"{"name":"a","open":"maybe"}"#, "open", "fault-kind-yes-no"),
            ("7", "", "fault-kind-object"),
            ("{", "", "fault-no-json"),
            (r#"{"name":"a"} {}"#, "", "fault-no-json"),
            ("", "", "fault-no-json"),
        ] {
            assert_eq!(body(text), (field.to_owned(), key), "{text}");
        }
    }

    #[test]
    fn one_of_few_words_names_them_all() {
        let Err(Error::Unreadable(fault)) = json::<Sent>(br#"{"name":"a","kind":"hall"}"#) else {
            panic!()
        };
        assert_eq!(fault.message.args, [("choices", "room, live".to_owned())]);
    }

    #[test]
    fn what_stands_behind_the_question_mark_is_told_alike() {
        let query = |text: &str| told(typed(serde_urlencoded::Deserializer::new(form_urlencoded::parse(text.as_bytes()))));
        assert_eq!(query("name=a&most=x"), ("most".to_owned(), "fault-kind-whole-number"));
        assert_eq!(query("name=a&on=x"), ("on".to_owned(), "fault-kind-date"));
        assert_eq!(query("name=a&colour=red"), ("colour".to_owned(), "fault-unknown-field"));
        assert_eq!(query("most=1"), ("name".to_owned(), "fault-missing"));
    }
}
