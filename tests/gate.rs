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
