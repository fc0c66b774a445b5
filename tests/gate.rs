//! What every request passes before any handler.

use crate::support::app::on_both;

#[test]
fn an_unknown_path_is_a_page_for_a_browser_and_a_problem_for_an_integration() {
    on_both(|app| {
        let page = app.anonymous().get("/nowhere").is(404);
        assert_eq!(page.select("h1").as_deref(), Some("There is no such page"));
        assert!(page.header("content-security-policy").unwrap().contains("default-src 'none'"));
        let problem = app.anonymous().get("/api/v1/nowhere").is(404);
        assert_eq!(problem.header("content-type"), Some("application/problem+json"));
        assert_eq!(problem.json()["type"], "/problems/not-found");
        assert_eq!(problem.json()["request_id"].as_str(), problem.header("x-request-id"));
    });
}

#[test]
fn the_page_that_fails_speaks_the_browsers_language() {
    on_both(|app| {
        let page = app.anonymous().saying("accept-language", "de-AT,de;q=0.9").get("/nowhere").is(404);
        assert_eq!(page.select("h1").as_deref(), Some("Diese Seite gibt es nicht"));
    });
}

#[test]
fn a_form_sent_after_the_sign_in_ended_is_told_so_and_how_it_is_sent_again() {
    on_both(|app| {
        let browser = app.anonymous().saying("accept-language", "de");
        let page = browser.post("/profile", &[("language", "de")]).is(401);
        assert_eq!(page.select("h1").as_deref(), Some("Sie sind nicht mehr angemeldet"));
        assert_eq!(page.count("a[href='/sign-in?return_to=/'][target=_blank]"), 1, "{}", page.text());
        assert!(!page.text().contains("Dafür fehlt Ihnen das Recht"), "{}", page.text());
    });
}

#[test]
fn the_content_host_answers_content_only_and_the_application_none() {
    on_both(|app| {
        app.anonymous().get("/content/anything").is(404);
        app.anonymous().saying("host", "localhost:8080").get("/sign-in").is(404);
    });
}

#[test]
fn a_change_that_a_foreign_page_asks_for_is_refused() {
    on_both(|app| {
        app.anonymous().saying("sec-fetch-site", "cross-site").post("/nowhere", &[]).is(403);
        app.anonymous()
            .saying("origin", "https://evil.example")
            .post("/nowhere", &[])
            .is(403);
        app.anonymous()
            .saying("origin", "http://127.0.0.1:8080")
            .post("/nowhere", &[])
            .is(404);
    });
}

#[test]
fn a_full_pool_answers_busy_with_the_time_to_wait_and_never_hangs() {
    /// Holds so many connections at once, then asks.
    fn holding(app: &crate::support::app::TestApp, connections: u32) {
        if connections == 0 {
            let answer = app.anonymous().get("/health/ready").is(503);
            assert!(answer.header("retry-after").is_some_and(|seconds| seconds.parse::<u32>().is_ok()));
            return;
        }
        app.state
            .db
            .read(|_| {
                holding(app, connections - 1);
                Ok(())
            })
            .unwrap();
    }
    on_both(|app| {
        app.anonymous().get("/health/ready").is(200);
        holding(&app, app.state.config.database.pool);
        app.anonymous().get("/health/ready").is(200);
    });
}

/// A path with something in place of each of its placeholders.
fn filled(path: &str) -> String {
    let segments = path.split('/').map(|segment| if segment.starts_with('{') { "7" } else { segment });
    segments.collect::<Vec<_>>().join("/")
}

/// Whether an address is one of a path with placeholders.
fn fits(address: &str, path: &str) -> bool {
    let same = |(asked, known): (&str, &str)| asked == known || known.starts_with('{');
    address.split('/').count() == path.split('/').count() && address.split('/').zip(path.split('/')).all(same)
}

#[test]
fn a_call_by_a_method_that_its_address_does_not_have_is_told_which_it_has() {
    use std::collections::BTreeMap;
    on_both(|app| {
        let mut calls: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        let routes = kundig::app::every_route();
        for entry in routes.entries().iter().filter(|entry| entry.path.starts_with("/api/v1/")) {
            calls.entry(entry.path).or_default().push(entry.method);
        }
        let german = app.anonymous().saying("accept-language", "de");
        for (path, methods) in &calls {
            let lacking = ["DELETE", "PATCH", "PUT", "POST", "GET"]
                .into_iter()
                .find(|method| !methods.contains(method));
            let answer = german.json(lacking.unwrap(), &filled(path), &serde_json::json!({})).is(405);
            assert_eq!(answer.header("content-type"), Some("application/problem+json"), "{path}");
            let mut allowed: Vec<&str> = answer.header("allow").unwrap().split(", ").collect();
            allowed.sort_unstable();
            let mut known = methods.clone();
            known.extend(methods.contains(&"GET").then_some("HEAD"));
            known.sort_unstable();
            assert_eq!(allowed, known, "{path}");
            let problem = answer.json();
            assert_eq!(
                (&problem["type"], &problem["title"]),
                (&"/problems/method-not-allowed".into(), &"Diese Methode gibt es hier nicht".into())
            );
        }
        let english = app
            .anonymous()
            .json("DELETE", "/api/v1/imports", &serde_json::json!({}))
            .is(405)
            .json();
        assert_eq!(english["detail"], "Here you can use GET, HEAD, POST.");
        app.anonymous().json("DELETE", "/api/v1/nothing", &serde_json::json!({})).is(404);
    });
}

#[test]
fn the_address_of_a_refused_form_leads_to_the_page_it_belongs_to() {
    on_both(|app| {
        let routes = kundig::app::every_route();
        let all = routes.entries();
        let shown = |path: &str| all.iter().any(|entry| entry.method == "GET" && fits(path, entry.path));
        let forms = all
            .iter()
            .filter(|entry| entry.method == "POST" && !entry.path.starts_with("/api/"));
        for form in forms.filter(|entry| !all.iter().any(|other| other.method == "GET" && other.path == entry.path)) {
            let address = filled(form.path);
            let page = app.anonymous().get(&address).is(303).location.unwrap();
            assert!(shown(&page), "{address} leads to {page}");
        }
        for (address, page) in [
            ("/imports/7/reversal", "/imports/7"),
            ("/courses/HV-101/modules/eins/settings", "/courses/HV-101/modules/eins"),
            ("/courses/HV-101/publication", "/courses/HV-101"),
            ("/evidence/7/revocation", "/evidence/7/revocation/new"),
        ] {
            assert_eq!(app.anonymous().get(address).is(303).location.as_deref(), Some(page));
        }
        app.anonymous().json("PUT", "/imports/7/reversal", &serde_json::json!({})).is(404);
    });
}
