//! What the pages about doubles show.

use crate::people::menu::Menu;
use crate::platform::views::{Field, Frame, Page};
use serde::Serialize;

/// One record of a person, as both sides of a pair show it.
#[derive(Clone, Debug, Serialize)]
pub struct Side {
    /// Full name.
    pub name: String,
    /// Personnel number.
    pub number: Option<String>,
    /// Mail address.
    pub email: Option<String>,
    /// Names of the organisations, the present ones first.
    pub places: String,
    /// Its page.
    pub href: String,
}

/// Two people of one name.
#[derive(Clone, Debug, Serialize)]
pub struct Pair {
    /// The older record.
    pub one: Side,
    /// The newer one.
    pub other: Side,
    /// Where the two are looked at side by side.
    pub href: String,
    /// Identifier of the older record.
    pub one_id: String,
    /// Identifier of the newer record.
    pub other_id: String,
}

/// People who may be in twice.
#[derive(Clone, Debug, Serialize)]
pub struct DoublesPage {
    /// The pairs.
    pub pairs: Vec<Pair>,
    /// Whether there are more than one look finds.
    pub more: bool,
}

/// Naming the double of a person.
#[derive(Clone, Debug, Serialize)]
pub struct ChoicePage {
    /// The person who is kept.
    pub name: String,
    /// Where the form leads.
    pub action: String,
    /// What is looked for.
    pub q: Field,
    /// Whether something was looked for.
    pub asked: bool,
    /// Whom it found.
    pub found: Vec<Found>,
    /// Back to the person.
    pub back: String,
}

/// Somebody who may be the double.
#[derive(Clone, Debug, Serialize)]
pub struct Found {
    /// The record.
    pub side: Side,
    /// Where both are looked at side by side.
    pub href: String,
}

/// How one requirement stands before and after.
#[derive(Clone, Debug, Serialize)]
pub struct StandRow {
    /// Title of the requirement.
    pub title: String,
    /// The kept record before.
    pub kept: Option<Stands>,
    /// The double before.
    pub double: Option<Stands>,
    /// The one record after.
    pub after: Option<Stands>,
}

/// A status with its date.
#[derive(Clone, Debug, Serialize)]
pub struct Stands {
    /// Status word.
    pub status: String,
    /// Its date.
    pub on: Option<chrono::NaiveDate>,
}

/// Two records side by side, and what would become of them.
#[derive(Clone, Debug, Serialize)]
pub struct MergePage {
    /// The record that is kept.
    pub kept: Side,
    /// The double.
    pub double: Side,
    /// Number that the one record has after.
    pub number_after: Option<String>,
    /// Address that it has after.
    pub email_after: Option<String>,
    /// Whether files may go on naming the double's number.
    pub double_number_stays: bool,
    /// Places of work that go over.
    pub places_moved: usize,
    /// Places of work that become one.
    pub places_joined: usize,
    /// Proofs that go over.
    pub evidence: usize,
    /// Those that were there twice.
    pub twice: usize,
    /// Certificates that go over.
    pub certificates: usize,
    /// Runs through courses that go over.
    pub runs: usize,
    /// Pauses and waivers that go over.
    pub excuses: usize,
    /// What is owed.
    pub stands: Vec<StandRow>,
    /// Where it is done.
    pub action: String,
    /// The same with the other one kept.
    pub other_way: String,
    /// Back to the person.
    pub back: String,
}

impl Side {
    fn sample(name: &str, number: Option<&str>, places: &str) -> Self {
        Self {
            name: name.to_owned(),
            number: number.map(str::to_owned),
            email: number.is_none().then(|| "s.aydin@kaelte-albers.example".to_owned()),
            places: places.to_owned(),
            href: "/people/1".to_owned(),
        }
    }

    fn pair() -> (Self, Self) {
        (
            Self::sample("Selin Aydın", Some("E-000412"), "Kälte Albers"),
            Self::sample("Selin Aydin", None, "Kälte Albers Lübeck, Kälte Albers"),
        )
    }
}

impl Page for DoublesPage {
    const TEMPLATE: &'static str = "merging/doubles";

    fn samples() -> Vec<Self> {
        let (one, other) = Side::pair();
        let pair = Pair {
            one,
            other,
            href: "/people/1/merge/2".to_owned(),
            one_id: "1".to_owned(),
            other_id: "2".to_owned(),
        };
        let some = Self {
            pairs: vec![pair.clone(), pair],
            more: true,
        };
        let none = Self {
            pairs: Vec::new(),
            more: false,
        };
        vec![some, none]
    }

    fn sample_frame() -> Frame {
        Menu::Partner.sample_frame("/people")
    }
}

impl Page for ChoicePage {
    const TEMPLATE: &'static str = "merging/choice";

    fn samples() -> Vec<Self> {
        let found = Self {
            name: "Selin Aydın".to_owned(),
            action: "/people/1/merge".to_owned(),
            q: Field {
                value: "Aydin".to_owned(),
                ..Field::new("q")
            },
            asked: true,
            found: vec![Found {
                side: Side::pair().1,
                href: "/people/1/merge/2".to_owned(),
            }],
            back: "/people/1".to_owned(),
        };
        let nobody = Self {
            found: Vec::new(),
            ..found.clone()
        };
        let fresh = Self {
            asked: false,
            q: Field::new("q"),
            ..nobody.clone()
        };
        vec![found, nobody, fresh]
    }

    fn sample_frame() -> Frame {
        Menu::Partner.sample_frame("/people")
    }
}

impl Page for MergePage {
    const TEMPLATE: &'static str = "merging/merge";

    fn samples() -> Vec<Self> {
        let (kept, double) = Side::pair();
        let day = |year, month, day| chrono::NaiveDate::from_ymd_opt(year, month, day);
        let stands = |status: &str, on| {
            Some(Stands {
                status: status.to_owned(),
                on,
            })
        };
        let rich = Self {
            number_after: kept.number.clone(),
            email_after: double.email.clone(),
            kept,
            double: Side {
                number: Some("K-2071".to_owned()),
                ..double
            },
            double_number_stays: true,
            places_moved: 1,
            places_joined: 1,
            evidence: 7,
            twice: 2,
            certificates: 3,
            runs: 2,
            excuses: 1,
            stands: vec![
                StandRow {
                    title: "Sicher arbeiten an Hochvolt-Systemen".to_owned(),
                    kept: stands("overdue", day(2026, 10, 1)),
                    double: stands("valid", day(2027, 3, 12)),
                    after: stands("valid", day(2027, 3, 12)),
                },
                StandRow {
                    title: "Kältemittel handhaben".to_owned(),
                    kept: stands("due", day(2026, 12, 2)),
                    double: None,
                    after: stands("due", day(2026, 12, 2)),
                },
            ],
            action: "/people/1/merge/2".to_owned(),
            other_way: "/people/2/merge/1".to_owned(),
            back: "/people/1".to_owned(),
        };
        let bare = Self {
            double_number_stays: false,
            places_moved: 0,
            places_joined: 0,
            evidence: 0,
            twice: 0,
            certificates: 0,
            runs: 0,
            excuses: 0,
            stands: Vec::new(),
            ..rich.clone()
        };
        vec![rich, bare]
    }

    fn sample_frame() -> Frame {
        Menu::Partner.sample_frame("/people")
    }
}

crate::samples! { pages: DoublesPage, ChoicePage, MergePage }
