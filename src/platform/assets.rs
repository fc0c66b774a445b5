//! What the build made for the browser (`$OUT_DIR/dist`), served from the binary under `/assets/`.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::LazyLock;

use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, web};
use rust_embed::{EmbeddedFile, RustEmbed};

#[derive(RustEmbed)]
#[folder = "$OUT_DIR/dist/"]
struct Dist;

/// Plain name to hashed name. The build writes it; a build without it cannot be made.
static MANIFEST: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    let file = Dist::get("manifest.json").expect("build.rs writes manifest.json into dist");
    serde_json::from_slice(&file.data).expect("build.mjs writes manifest.json as an object of names")
});

/// The address of a file by its plain name: `app.css` is `/assets/app-09a1651845.css`.
pub fn address(name: &str) -> Option<String> {
    MANIFEST.get(name).map(|hashed| format!("/assets/{hashed}"))
}

/// A file by its plain name, for what has to stand at an address that never changes.
pub fn content(name: &str) -> Option<Cow<'static, [u8]>> {
    Dist::get(MANIFEST.get(name)?).map(|file| file.data)
}

/// The fonts that documents embed, whole TrueType files; the first family comes first. No browser gets them.
pub fn document_fonts() -> Vec<Cow<'static, [u8]>> {
    let mut names: Vec<Cow<'static, str>> = Dist::iter().filter(|name| name.ends_with(".ttf")).collect();
    names.sort();
    names.iter().filter_map(|name| Dist::get(name).map(|file| file.data)).collect()
}

/// Names and contents of all files, for whoever writes pages to a folder.
pub fn files() -> impl Iterator<Item = (Cow<'static, str>, Cow<'static, [u8]>)> {
    Dist::iter().filter_map(|name| Dist::get(&name).map(|file| (name, file.data)))
}

/// Mounts `/assets/…`.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/assets/{name}", web::get().to(serve))
        .route("/assets/{name}", web::head().to(serve));
}

async fn serve(request: HttpRequest, name: web::Path<String>) -> HttpResponse {
    let hashed = MANIFEST.values().any(|known| *known == *name);
    let Some(file) = Dist::get(&name).filter(|_| hashed) else {
        return HttpResponse::NotFound().finish();
    };
    let (encoding, body) = chosen_twin(&request, &name, &file);
    let etag = etag(&file, encoding);
    let known = known_to_browser(&request, &etag);
    let mut answer = if known { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    // The name carries the content's hash, so what is under it never changes.
    answer
        .insert_header((header::CACHE_CONTROL, "public, max-age=31536000, immutable"))
        .insert_header((header::ETAG, etag))
        .insert_header((header::VARY, "Accept-Encoding"))
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .insert_header((header::CONTENT_TYPE, content_type(&name)))
        // Said for plain files too: the compressing middleware then leaves them alone.
        .insert_header((header::CONTENT_ENCODING, HeaderValue::from_static(encoding.unwrap_or("identity"))));
    if known { answer.finish() } else { answer.body(body) }
}

/// The smallest form that the browser takes.
fn chosen_twin(request: &HttpRequest, name: &str, plain: &EmbeddedFile) -> (Option<&'static str>, Cow<'static, [u8]>) {
    let accepted = request
        .headers()
        .get(header::ACCEPT_ENCODING)
        .and_then(|value| value.to_str().ok())
        .unwrap_or("");
    for (encoding, ending) in [("br", "br"), ("gzip", "gz")] {
        if accepts(accepted, encoding)
            && let Some(twin) = Dist::get(&format!("{name}.{ending}"))
        {
            return (Some(encoding), twin.data);
        }
    }
    (None, plain.data.clone())
}

fn accepts(header: &str, encoding: &str) -> bool {
    header.split(',').any(|part| {
        let mut fields = part.split(';').map(str::trim);
        fields.next().is_some_and(|named| named.eq_ignore_ascii_case(encoding)) && !fields.any(|field| matches!(field, "q=0" | "q=0.0"))
    })
}

fn etag(file: &EmbeddedFile, encoding: Option<&str>) -> String {
    let mut tag = String::from("\"");
    for byte in file.metadata.sha256_hash() {
        let _ = write!(tag, "{byte:02x}");
    }
    if let Some(encoding) = encoding {
        tag.push('-');
        tag.push_str(encoding);
    }
    tag.push('"');
    tag
}

fn known_to_browser(request: &HttpRequest, etag: &str) -> bool {
    let sent = request.headers().get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    sent.is_some_and(|tags| tags.split(',').any(|tag| tag.trim().trim_start_matches("W/") == etag))
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("woff2") => "font/woff2",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use actix_web::{App, http::StatusCode, test};

    use super::*;

    async fn ask(headers: &[(header::HeaderName, &str)], path: &str) -> actix_web::dev::ServiceResponse {
        let app = test::init_service(App::new().configure(routes)).await;
        let mut request = test::TestRequest::get().uri(path);
        for (name, value) in headers {
            request = request.insert_header((name.clone(), *value));
        }
        test::call_service(&app, request.to_request()).await
    }

    #[actix_web::test]
    async fn the_smallest_accepted_form_is_served_and_may_be_kept_for_ever() {
        let css = address("app.css").expect("dist has a stylesheet");
        let answer = ask(&[(header::ACCEPT_ENCODING, "gzip, br")], &css).await;
        assert_eq!(answer.status(), StatusCode::OK);
        assert_eq!(
            answer.headers().get(header::CONTENT_ENCODING).map(|v| v.as_bytes()),
            Some(b"br".as_slice())
        );
        assert!(
            answer
                .headers()
                .get(header::CACHE_CONTROL)
                .is_some_and(|v| v.to_str().is_ok_and(|v| v.contains("immutable")))
        );
        let plain = ask(&[(header::ACCEPT_ENCODING, "br;q=0, gzip;q=0")], &css).await;
        assert_eq!(
            plain.headers().get(header::CONTENT_ENCODING).map(|v| v.as_bytes()),
            Some(b"identity".as_slice())
        );
        assert_eq!(
            plain.headers().get(header::CONTENT_TYPE).map(|v| v.as_bytes()),
            Some(b"text/css; charset=utf-8".as_slice())
        );
    }

    #[actix_web::test]
    async fn what_the_browser_has_is_not_sent_again() {
        let css = address("app.css").expect("dist has a stylesheet");
        let first = ask(&[], &css).await;
        let tag = first
            .headers()
            .get(header::ETAG)
            .and_then(|v| v.to_str().ok())
            .expect("an etag")
            .to_owned();
        let second = ask(&[(header::IF_NONE_MATCH, &tag)], &css).await;
        assert_eq!(second.status(), StatusCode::NOT_MODIFIED);
    }

    #[actix_web::test]
    async fn only_what_the_manifest_names_is_served() {
        for path in ["/assets/manifest.json", "/assets/nothing.css", "/assets/..%2f..%2fetc%2fpasswd"] {
            assert_eq!(ask(&[], path).await.status(), StatusCode::NOT_FOUND, "{path}");
        }
    }
}
