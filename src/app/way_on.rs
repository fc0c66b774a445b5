//! Where the one button of an error page leads: where its words say.

use crate::platform::answer::{encoded, is_own_path};
use crate::platform::pages::ErrorKind;

/// The request that failed, as far as the way on depends on it.
pub struct Failed<'a> {
    /// Path and query.
    pub address: &'a str,
    /// Whether it only asked for something.
    pub safe: bool,
    /// The page of ours that it came from: path and query.
    pub from: Option<&'a str>,
}

/// The address of the way on.
pub fn way_on(kind: ErrorKind, failed: &Failed<'_>) -> String {
    let path = failed.address.split('?').next().unwrap_or(failed.address);
    // A form that was shown again stands at the address that takes it, which only leads on to its page.
    let form = failed.from.filter(|from| !failed.safe && from.split('?').next() != Some(path));
    let page = failed.from.filter(|from| failed.safe && *from != failed.address);
    let to = match kind {
        ErrorKind::NotFound | ErrorKind::Forbidden | ErrorKind::TooMany => "/",
        ErrorKind::Conflict if failed.safe => above(path),
        ErrorKind::Busy | ErrorKind::Fault if failed.safe => failed.address,
        ErrorKind::BadRequest if failed.safe => page.unwrap_or("/"),
        _ => form.unwrap_or_else(|| above(path)),
    };
    let to = if is_own_path(to) { to } else { "/" };
    match kind {
        ErrorKind::SignedOut => format!("/sign-in?return_to={}", encoded(to)),
        _ => to.to_owned(),
    }
}

/// What a path belongs to: a form to what it is about, a deed to what it is done with.
fn above(path: &str) -> &str {
    let path = path.trim_end_matches('/');
    let path = path.strip_suffix("/new").unwrap_or(path);
    match path.rfind('/') {
        Some(at) if at > 0 => path.get(..at).unwrap_or("/"),
        _ => "/",
    }
}

/// The page of ours that a request says it came from: path and query.
pub fn own_page<'a>(referer: &'a str, public_url: &str) -> Option<&'a str> {
    let page = referer.strip_prefix(public_url.trim_end_matches('/'))?;
    let page = page.split('#').next().unwrap_or(page);
    is_own_path(page).then_some(page)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_on_leads_where_its_words_say() {
        let to = |kind, safe: bool, address: &str, from: Option<&str>| way_on(kind, &Failed { address, safe, from });
        let form = Some("/sessions/7/bookings/new?people=3");
        assert_eq!(
            to(ErrorKind::Conflict, false, "/sessions/7/bookings", form),
            "/sessions/7/bookings/new?people=3"
        );
        // The form was shown again: its address takes what is typed and shows nothing.
        let again = Some("/sessions/7/bookings");
        assert_eq!(to(ErrorKind::Conflict, false, "/sessions/7/bookings", again), "/sessions/7");
        assert_eq!(to(ErrorKind::Conflict, false, "/sessions/7/bookings", None), "/sessions/7");
        for (address, thing) in [
            ("/bookings/7/change/new", "/bookings/7"),
            ("/sessions/7/edit?x=1", "/sessions/7"),
            ("/bookings/7/feedback", "/bookings/7"),
            ("/workshops/new", "/"),
            ("/", "/"),
        ] {
            assert_eq!(to(ErrorKind::Conflict, true, address, form), thing, "{address}");
        }
        for kind in [ErrorKind::Busy, ErrorKind::Fault] {
            assert_eq!(to(kind, true, "/training?all=1", form), "/training?all=1");
            assert_eq!(to(kind, false, "/imports", Some("/imports/new")), "/imports/new");
        }
        assert_eq!(to(ErrorKind::TooLarge, false, "/imports", Some("/imports/new")), "/imports/new");
        assert_eq!(to(ErrorKind::BadRequest, true, "/people?at=x", Some("/people")), "/people");
        assert_eq!(to(ErrorKind::BadRequest, true, "/people?at=x", Some("/people?at=x")), "/");
        for kind in [ErrorKind::NotFound, ErrorKind::Forbidden, ErrorKind::TooMany] {
            assert_eq!(to(kind, false, "/people", form), "/");
        }
        assert_eq!(
            to(ErrorKind::SignedOut, false, "/sessions/7/bookings", form),
            "/sign-in?return_to=/sessions/7/bookings/new%3Fpeople%3D3"
        );
        assert_eq!(to(ErrorKind::Fault, true, "//evil.example", None), "/");
    }

    #[test]
    fn only_a_page_of_ours_is_gone_back_to() {
        let own = "https://akademie.example";
        assert_eq!(own_page("https://akademie.example/people?x=1#top", own), Some("/people?x=1"));
        for foreign in [
            "https://akademie.example.evil.example/people",
            "https://evil.example/people",
            "https://akademie.example//evil.example",
            "https://akademie.example",
            "x",
        ] {
            assert_eq!(own_page(foreign, own), None, "{foreign}");
        }
    }
}
