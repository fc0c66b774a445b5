//! Answers of page handlers: a page, the way to another page, a file, and the line that confirms what was just done.

use super::error::{Error, Message};
use super::form::counted;
use super::state::State;
use super::views::{Toast, ToastAction};
use actix_web::cookie::{Cookie, SameSite, time};
use actix_web::http::StatusCode;
use actix_web::http::header::{self, ContentDisposition, DispositionParam, DispositionType};
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use futures_util::Stream;
use serde::{Deserialize, Serialize};

const COOKIE: &str = "kundig-toast";

/// What was just done, on its way to the next page.
#[derive(Debug, Serialize, Deserialize)]
struct Done {
    key: String,
    args: Vec<(String, String)>,
    undo_url: Option<String>,
}

/// A page's HTML.
pub fn html(status: StatusCode, body: String) -> HttpResponse {
    HttpResponse::build(status).content_type("text/html; charset=utf-8").body(body)
}

/// The way to another page of ours after a change (303).
pub fn go(path: impl AsRef<str>) -> HttpResponse {
    HttpResponse::SeeOther().insert_header((header::LOCATION, path.as_ref())).finish()
}

/// As [`go`], and the next page confirms with one line, which may offer to take it back by a POST.
pub fn done(state: &State, path: impl AsRef<str>, message: &Message, undo_url: Option<String>) -> Result<HttpResponse, Error> {
    let args = message
        .args
        .iter()
        .map(|(name, value)| ((*name).to_owned(), value.clone()))
        .collect();
    let done = Done {
        key: message.key.to_owned(),
        args,
        undo_url,
    };
    let value = URL_SAFE_NO_PAD.encode(serde_json::to_vec(&done).map_err(Error::internal)?);
    let cookie = Cookie::build(COOKIE, value)
        .path("/")
        .http_only(true)
        .secure(state.config.server.public_url.starts_with("https://"))
        .same_site(SameSite::Lax)
        .max_age(time::Duration::minutes(1))
        .finish();
    let mut response = go(path);
    response.add_cookie(&cookie).map_err(Error::internal)?;
    Ok(response)
}

/// The line that waits for this request's page, in its language.
pub fn toast(request: &HttpRequest, words: &super::i18n::Words) -> Option<Toast> {
    let cookie = request.cookie(COOKIE)?;
    let done: Done = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(cookie.value()).ok()?).ok()?;
    let args: Vec<(&str, super::i18n::Value<'_>)> = done
        .args
        .iter()
        .map(|(name, value)| (name.as_str(), counted(name, value)))
        .collect();
    // The cookie is the browser's to change: only words of ours are ever shown.
    let values = args.iter().map(|(name, value)| (*name, value.clone())).collect();
    let text = words.find(&done.key, &values)?;
    let action = done.undo_url.filter(|url| is_own_path(url)).map(|url| ToastAction {
        label: words.text("action-undo", &[]),
        url,
    });
    Some(Toast { text, action })
}

/// Takes the line off the browser once it was shown.
pub fn forget_toast(response: &mut HttpResponse) -> Result<(), Error> {
    let mut cookie = Cookie::build(COOKIE, "").path("/").finish();
    cookie.make_removal();
    response.add_cookie(&cookie).map_err(Error::internal)
}

/// A value inside of an address, percent-encoded.
pub fn encoded(value: &str) -> String {
    value.bytes().fold(String::with_capacity(value.len()), |mut out, byte| {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
        out
    })
}

/// Whether an address is a path of this site: nothing that a browser could take for another host.
pub fn is_own_path(path: &str) -> bool {
    path.starts_with('/') && !path.starts_with("//") && !path.contains(['\\', '\r', '\n', '\t']) && path.len() <= 2000
}

/// A file to keep: never shown inside a page of ours.
pub fn download(name: &str, media_type: &str, content: impl Into<Bytes>) -> HttpResponse {
    HttpResponse::Ok()
        .content_type(media_type)
        .insert_header(attachment(name))
        .body(content.into())
}

/// The same of a file of any length, sent while it is made.
pub fn download_stream(name: &str, media_type: &str, content: impl Stream<Item = Result<Bytes, Error>> + 'static) -> HttpResponse {
    HttpResponse::Ok()
        .content_type(media_type)
        .insert_header(attachment(name))
        .streaming(content)
}

fn attachment(name: &str) -> ContentDisposition {
    ContentDisposition {
        disposition: DispositionType::Attachment,
        parameters: vec![DispositionParam::Filename(name.to_owned())],
    }
}

#[cfg(test)]
mod tests {
    use super::is_own_path;

    #[test]
    fn only_a_path_of_this_site_is_followed() {
        assert!(is_own_path("/training?all=1"));
        for path in [
            "//evil.example",
            "https://evil.example",
            "/\\evil.example",
            "training",
            "",
            "/a\r\nb",
        ] {
            assert!(!is_own_path(path), "{path}");
        }
    }
}
