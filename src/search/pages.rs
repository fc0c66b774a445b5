//! What the page shows on which one looks for something.

use super::find::{Hit, Kind};
use crate::people::menu::Menu;
use crate::platform::views::{Field, FormFault, Frame, Page};
use crate::rules::id::Id;
use serde::Serialize;
use uuid::Uuid;

/// What was found, kind by kind.
#[derive(Clone, Debug, Serialize)]
pub struct SearchPage {
    /// What is typed.
    pub q: Field,
    /// Faults above the form.
    pub faults: Vec<FormFault>,
    /// What was looked for; empty: nothing yet.
    pub text: String,
    /// Kinds that the reader can find anything of.
    pub kinds: Vec<&'static str>,
    /// The only kind that is shown; none: every kind.
    pub only: Option<&'static str>,
    /// The same search in every kind.
    pub every_href: String,
    /// How many things there are.
    pub total: usize,
    /// Kinds of which something was found.
    pub groups: Vec<GroupView>,
}

/// What was found of one kind.
#[derive(Clone, Debug, Serialize)]
pub struct GroupView {
    /// Its word.
    pub kind: &'static str,
    /// How many there are.
    pub count: usize,
    /// The first of them.
    pub hits: Vec<Hit>,
    /// The list of this kind, narrowed to the same words.
    pub list_href: Option<String>,
    /// All of them on this page, where more were found than are shown.
    pub rest_href: Option<String>,
}

impl Page for SearchPage {
    const TEMPLATE: &'static str = "search/search";

    fn samples() -> Vec<Self> {
        let hit = |title: &str, detail: &str, href: &str| Hit {
            id: Id(Uuid::from_u128(7)),
            title: title.to_owned(),
            detail: detail.to_owned(),
            href: href.to_owned(),
        };
        let begun = Self {
            q: Field::new("q"),
            faults: Vec::new(),
            text: String::new(),
            kinds: Kind::ALL.map(Kind::as_str).to_vec(),
            only: None,
            every_href: "/search?q=".to_owned(),
            total: 0,
            groups: Vec::new(),
        };
        let found = Self {
            q: Field::with("q", "kälte"),
            text: "kälte".to_owned(),
            total: 11,
            groups: vec![
                GroupView {
                    kind: "people",
                    count: 1,
                    hits: vec![hit("Emre Kältemann", "Heiztechnik Köln · ausgeschieden · 20418", "/people/1")],
                    list_href: Some("/people?q=k%C3%A4lte&state=all".to_owned()),
                    rest_href: None,
                },
                GroupView {
                    kind: "organisations",
                    count: 3,
                    hits: vec![
                        hit("Kälte Albers", "Hamburg, Deutschland · P-1007", "/organisations/1"),
                        hit("Kälte Albers Lübeck", "Lübeck, Deutschland · P-1007-1", "/organisations/2"),
                        hit("Kältetechnik Graz", "Graz, Österreich · P-1031", "/organisations/3"),
                    ],
                    list_href: Some("/organisations?q=k%C3%A4lte".to_owned()),
                    rest_href: None,
                },
                GroupView {
                    kind: "courses",
                    count: 7,
                    hits: vec![
                        hit("Kältemittel, Jahresnachweis", "REF-1", "/courses/REF-1"),
                        hit("Kältemittel bergen und wiegen", "REF-2", "/courses/REF-2"),
                    ],
                    list_href: None,
                    rest_href: Some("/search?q=k%C3%A4lte&kind=courses".to_owned()),
                },
            ],
            ..begun.clone()
        };
        let nothing = Self {
            q: Field::with("q", "Bremse"),
            text: "Bremse".to_owned(),
            only: Some("sessions"),
            every_href: "/search?q=Bremse".to_owned(),
            ..begun.clone()
        };
        let fault = "Höchstens 100 Zeichen.";
        let refused = Self {
            q: Field::with("q", "Wärmepumpe ".repeat(12)).wrong(fault),
            faults: vec![FormFault {
                field: "q".to_owned(),
                text: format!("Suchen nach: {fault}"),
            }],
            ..begun.clone()
        };
        let learner = Self {
            kinds: vec!["courses", "sessions", "certificates"],
            ..nothing.clone()
        };
        vec![found, nothing, learner, begun, refused]
    }

    fn sample_frame() -> Frame {
        Menu::Manufacturer.sample_frame("/search")
    }
}

crate::samples! { pages: SearchPage }
