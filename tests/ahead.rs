//! What lies ahead: figures and rows agree with the rule and with each other, and nobody sees sideways.

use crate::overviews::told;
use crate::support::app::{TestApp, on_both};
use crate::support::story::Story;
use chrono::NaiveDate;
use kundig::obligations::store::{self, Filter};
use kundig::organisations::{Organisation, Scope};
use kundig::platform::table::Table;
use kundig::rules::ahead::{Falls, Standing, Window, falls};
use kundig::rules::import::Kind;
use kundig::rules::obligation::Status;
use kundig::rules::person::Role;
use std::collections::BTreeMap;

/// Where every obligation counts, by the rule alone.
fn by_rule(app: &TestApp, today: NaiveDate, months: u32) -> BTreeMap<Falls, i64> {
    let filter = Filter::default();
    let all = app
        .state
        .db
        .read(|conn| Ok(store::list(conn, &Scope::everything(), &filter, None, i64::MAX)?))
        .unwrap();
    let mut counts = BTreeMap::new();
    for listed in all {
        let standing = Standing {
            status: Status::from_word(&listed.obligation.status).unwrap(),
            due_on: listed.obligation.due_on,
            end_on: listed.obligation.end_on,
        };
        if let Some(place) = falls(&standing, &Window::of(today, months)) {
            *counts.entry(place).or_insert(0) += 1;
        }
    }
    counts
}

#[test]
fn the_figures_are_those_of_the_rule_however_they_are_told_apart() {
    on_both(|app| {
        let story = told(&app);
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let today = "2026-11-24".parse().unwrap();
        for months in [1_u32, 12, 24] {
            let expected = by_rule(&app, today, months);
            for by in ["course", "requirement", "country", "region", "language"] {
                let answer = manager.get(&format!("/api/v1/ahead?by={by}&months={months}")).is(200).json();
                let groups = answer["groups"].as_array().unwrap();
                let behind: i64 = groups.iter().map(|group| group["behind"].as_i64().unwrap()).sum();
                assert_eq!(behind, expected.get(&Falls::Behind).copied().unwrap_or(0), "{by} {months}");
                let mut found = BTreeMap::new();
                for month in groups.iter().flat_map(|group| group["months"].as_array().unwrap()) {
                    let on: NaiveDate = format!("{}-01", month["month"].as_str().unwrap()).parse().unwrap();
                    *found.entry(Falls::In(on)).or_insert(0) += month["count"].as_i64().unwrap();
                }
                found.retain(|_, count| *count > 0);
                let ahead: BTreeMap<Falls, i64> = expected.clone().into_iter().filter(|(place, _)| *place != Falls::Behind).collect();
                assert_eq!(found, ahead, "{by} {months}");
            }
        }
    });
}

#[test]
fn a_figure_leads_to_exactly_its_rows() {
    on_both(|app| {
        let story = told(&app);
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        for by in ["course", "requirement", "country", "region", "language"] {
            let answer = manager.get(&format!("/api/v1/ahead?by={by}&months=24")).is(200).json();
            for group in answer["groups"].as_array().unwrap() {
                let key = group["key"].as_str().unwrap();
                let listed = |month: &str| {
                    let path = format!("/api/v1/ahead/obligations?months=24&limit=500&{by}={key}&month={month}");
                    let rows = manager.get(&path).is(200).json();
                    i64::try_from(rows["items"].as_array().unwrap().len()).unwrap()
                };
                assert_eq!(listed("behind"), group["behind"].as_i64().unwrap(), "{by} {key}");
                assert_eq!(listed("2028-06"), group["months"][19]["count"].as_i64().unwrap(), "{by} {key}");
            }
        }
        // A part, and the next one from where it ended.
        let first = manager.get("/api/v1/ahead/obligations?limit=1").is(200).json();
        let cursor = first["next_cursor"].as_str().unwrap();
        let second = manager
            .get(&format!("/api/v1/ahead/obligations?limit=1&cursor={cursor}"))
            .is(200)
            .json();
        assert_ne!(first["items"][0], second["items"][0]);
        for odd in ["months=0", "months=37", "month=2027-6", "by=tigers", "cursor=eA"] {
            let path = if odd.starts_with("by") || odd.starts_with("months") {
                "/api/v1/ahead"
            } else {
                "/api/v1/ahead/obligations"
            };
            manager.get(&format!("{path}?{odd}")).is(422);
        }
    });
}

/// A sales company that stands between the manufacturer and one of its partners, Beta.
pub fn sales_company(app: &TestApp, story: &Story) -> Organisation {
    app.state
        .db
        .write(|conn| {
            let company = app.organisation(conn, &story.manufacturer, "V-F", "Nordhaus France", "FR", "Europe/Paris");
            let below = story.beta.path.strip_prefix(&story.manufacturer.path).unwrap();
            for sql in [
                format!(
                    "UPDATE organisations SET kind = 'national_sales_company' WHERE id = '{}'",
                    company.id
                ),
                format!(
                    "UPDATE organisations SET parent_id = '{}', path = '{}{below}' WHERE id = '{}'",
                    company.id, company.path, story.beta.id
                ),
            ] {
                kundig::on!(conn, c => diesel::RunQueryDsl::execute(diesel::sql_query(&sql), c))?;
            }
            Ok(company)
        })
        .unwrap()
}

#[test]
fn what_lies_ahead_is_told_by_sales_region_as_far_as_the_reader_sees_it() {
    on_both(|app| {
        let story = told(&app);
        let company = sales_company(&app, &story);
        crate::overviews::recalculate(&app);
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let all = manager.get("/api/v1/ahead?by=region&months=24").is(200).json();
        let groups = all["groups"].as_array().unwrap();
        let behind = |id: String| {
            let group = groups.iter().find(|group| group["key"] == id);
            group.map(|group| (group["label"].clone(), group["behind"].as_i64().unwrap()))
        };
        let (named, abroad) = behind(company.id.to_string()).unwrap();
        assert_eq!((named.as_str(), abroad), (Some("Nordhaus France"), 1));
        let (own, at_home) = behind(story.manufacturer.id.to_string()).unwrap();
        assert!(own == story.manufacturer.name.as_str() && at_home > 0, "{own}: {at_home}");

        // The page tells them apart, narrows to one, and its files hold the same.
        let page = manager.get("/ahead?months=24&by=region").is(200);
        assert!(page.select("table.ahead").unwrap().contains("Nordhaus France"));
        let narrowed = format!("/ahead?months=24&region={}", company.id);
        let page = manager.get(&narrowed).is(200);
        assert_eq!(page.count(".chip-menu .chip.on"), 1);
        let rows = manager
            .get(&format!("/ahead/obligations?months=24&month=behind&region={}", company.id))
            .is(200);
        assert_eq!(rows.count("tbody tr"), 1);
        assert!(rows.text().contains("Vertriebsregion: Nordhaus France"), "{}", rows.text());
        let table = manager
            .get(&narrowed.replace("/ahead?", "/ahead/table.csv?by=region&"))
            .is(200)
            .text();
        assert!(
            table.starts_with("\u{feff}Vertriebsregion,") || table.starts_with("Vertriebsregion,"),
            "{table}"
        );
        assert_eq!(table.lines().count(), 2, "{table}");
        let none = manager.get("/ahead/obligations?region=nonsense").is(200);
        assert_eq!(none.count("tbody tr"), 0);
        assert!(matches!(manager.get("/api/v1/ahead?region=nonsense").status, 400 | 422));

        // A partner sees nothing above it, and is not asked about regions.
        let partner = app.signed_in(story.person(Role::PartnerAdmin).id);
        let page = partner.get("/ahead").is(200);
        assert_eq!(page.count("a[href*='by=region']"), 0);
        let all = partner.get("/api/v1/ahead?by=region&months=24").is(200).json();
        assert_eq!(all["groups"].as_array().unwrap().len(), 1);
        assert_eq!(all["groups"][0]["key"], "");
        let page = partner.get("/ahead?by=region&months=24").is(200);
        assert!(page.text().contains("Ohne Vertriebsregion") && !page.text().contains("Nordhaus France"));
    });
}

#[test]
fn the_page_says_what_falls_due_and_its_files_hold_the_same() {
    on_both(|app| {
        let story = told(&app);
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let page = manager.get("/ahead?months=24").is(200);
        assert_eq!(page.select("h1").as_deref(), Some("9 Pflichten werden bis Oktober 2028 fällig"));
        let table = manager.get("/ahead/table.csv?months=24&by=country").is(200).text();
        assert!(table.lines().next().unwrap().contains("Juni 28"), "{table}");
        assert!(table.contains("\nDeutschland,") && table.contains("\nFrankreich,"), "{table}");
        let book = manager.get("/ahead/table.xlsx?months=24&by=country").is(200).body;
        let read = kundig::imports::read::table(Kind::People, &book).unwrap();
        assert_eq!(read.header.len(), 27);
        assert_eq!(read.rows.len(), table.lines().count() - 1);
        // Nobody sees sideways, and a partner only its own.
        let partner = app.signed_in(story.person(Role::PartnerAdmin).id);
        assert_eq!(
            partner.get("/ahead?months=24").is(200).select("h1").as_deref(),
            Some("3 Pflichten werden bis Oktober 2028 fällig")
        );
        let rows = partner.get("/ahead/obligations.csv?month=behind").is(200).text();
        assert_eq!(rows.lines().count(), 4, "{rows}");
        assert!(!rows.contains("Bernard"));
        app.signed_in(story.stranger.id)
            .get(&format!("/ahead?partner={}", story.alpha.id))
            .is(404);
        for odd in [
            "?months=x&by=%00&country=%00&language=%27&month=%00",
            "?requirement=%00&course=%00&page=99999999999999999999",
        ] {
            partner.get(&format!("/ahead{odd}")).is(200);
            partner.get(&format!("/ahead/obligations{odd}")).is(200);
        }
    });
}

#[test]
fn the_same_people_come_in_as_a_workbook_and_go_out_as_one() {
    on_both(|app| {
        use crate::imports::{ORGANISATIONS, PEOPLE, applied};
        applied(&app, Kind::Organisations, ORGANISATIONS);
        let text = kundig::imports::read::table(Kind::People, PEOPLE).unwrap();
        let start = text.header.iter().position(|head| head == "start_on").unwrap();
        let cell = |(place, text): (usize, String)| match text.parse::<NaiveDate>() {
            Ok(day) if place == start => day.into(),
            _ => text.into(),
        };
        let table = Table {
            name: "Personen".to_owned(),
            head: text.header,
            rows: text
                .rows
                .into_iter()
                .map(|row| row.cells.into_iter().enumerate().map(cell).collect())
                .collect(),
            marked: true,
        };
        let book = table.xlsx(app.state.clock.now()).unwrap();
        let import = applied(&app, Kind::People, &book);
        assert_eq!(
            (import.count_new, import.count_refused, import.encoding.as_str()),
            (5_000, 0, "XLSX")
        );
        assert_eq!(applied(&app, Kind::People, PEOPLE).count_unchanged, 5_000);
    });
}

#[test]
fn a_workbooks_faults_name_line_and_column_as_those_of_a_text_file() {
    on_both(|app| {
        let story = app.story();
        let browser = app.signed_in(story.person(Role::TrainingManager).id);
        let head = [
            "external_id",
            "organisation_external_id",
            "given_name",
            "family_name",
            "email",
            "language",
            "start_on",
        ];
        let rows = [
            ["E-1", "P-A", "Anna", "Neu", "anna@neu.example", "de", "01.02.2020"],
            ["", "", "", "", "", "", ""],
            ["E-2", "P-none", "Bernd", "Neu", "bernd@neu.example", "de", "2020-02-31"],
        ];
        let table = Table {
            name: "people".to_owned(),
            head: head.map(ToOwned::to_owned).to_vec(),
            rows: rows.map(|row| row.map(Into::into).to_vec()).to_vec(),
            marked: true,
        };
        let book = table.xlsx(app.state.clock.now()).unwrap();
        let href = browser
            .upload("/imports", &[("kind", "people")], "file", "neu.xlsx", &book)
            .is(303)
            .location
            .unwrap();
        crate::imports::run_jobs(&app);
        let page = browser.get(&href).is(200);
        assert_eq!(
            page.select("h1").as_deref(),
            Some("1 von 2 Zeilen ist abgewiesen. Geschrieben ist noch nichts.")
        );
        assert!(page.text().contains("Arbeitsmappe (XLSX)"));
        let refused = browser.get(&format!("{href}/refused")).is(200);
        assert!(refused.text().contains("P-none"), "{}", refused.text());
        assert!(refused.header("content-disposition").unwrap().contains("neu-refused.csv"));
        for (file, says) in [
            (b"PK\x03\x04....".as_slice(), "nicht als Arbeitsmappe öffnen"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "im alten Format oder mit Kennwort"),
        ] {
            let page = browser.upload("/imports", &[("kind", "people")], "file", "neu.xlsx", file).is(422);
            assert!(page.text().contains(says), "{}", page.text());
        }
    });
}
