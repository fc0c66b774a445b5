//! What a requirement asks for: which courses count, and by when.

use super::FirstDue;
use super::date::month_end;
use super::{Amount, Demand, Unit};
use crate::rules::field::{Reader, Wrong, present};
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// Most lists of refreshers that take turns.
pub const MOST_TURNS: usize = 30;

/// The rule of a requirement. Days and months are whole numbers up to 10,000.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// Codes of courses any one of which satisfies the requirement at any time; at least one.
    pub initial: Vec<String>,
    /// Codes of courses that satisfy it for somebody who has satisfied it before and has not lapsed.
    pub refresher: Vec<String>,
    /// Instead of `refresher`: lists of codes that take turns, one list a cycle; at most [`MOST_TURNS`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rotation: Vec<Vec<String>>,
    /// How strong evidence must be.
    #[serde(default, skip_serializing_if = "Demand::is_any")]
    pub strength: Demand,
    /// Evidence from before the first day on which it applies counts only where it is at most so many days older; none: always.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recognise_days: Option<u32>,
    /// The first date; all kinds but `calendar` have one.
    pub first_due: Option<FirstDue>,
    /// What comes after the first time.
    pub recurrence: Recurrence,
    /// Planned dates move to the last day of their month.
    pub round_to_month_end: bool,
    /// Shown as due so many days before.
    pub notice_days: u32,
    /// Compliant so many days after.
    pub grace_days: u32,
    /// Lapses so many months after; none: never.
    pub lapse_months: Option<u32>,
    /// Nobody is due within so many days after a pause.
    pub return_days: u32,
}

/// When it is to be satisfied again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Recurrence {
    /// Never again.
    Once,
    /// So many months after each proof.
    Rolling {
        /// At least 1.
        months: u32,
    },
    /// On the anniversaries of the first proof.
    Anniversary {
        /// Months from one to the next, at least 1.
        months: u32,
        /// A proof so many days before the date keeps the anniversary.
        window_days: u32,
    },
    /// Once in every training year.
    Calendar {
        /// The day on which a training year begins.
        year_starts: YearStart,
        /// Whoever has fewer days left in their first year begins with the next.
        joiner_min_days: u32,
    },
    /// So many hours or points from the courses, within so many months.
    Sum {
        /// In what it is counted.
        unit: Unit,
        /// How much.
        amount: Amount,
        /// Months for which a piece counts, at least 1.
        months: u32,
    },
    /// So many hours or points from the courses in every training year.
    SumYear {
        /// In what it is counted.
        unit: Unit,
        /// How much.
        amount: Amount,
        /// The day on which a training year begins.
        year_starts: YearStart,
        /// Whoever has fewer days left in their first year begins with the next.
        joiner_min_days: u32,
    },
}

/// A day of the year that every year has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct YearStart {
    month: u32,
    day: u32,
}

/// As what a course counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Counts {
    /// At any time.
    Initial,
    /// For somebody who has satisfied the requirement before and has not lapsed.
    Refresher,
}

impl Rule {
    /// All courses that it names, each once.
    pub fn courses(&self) -> impl Iterator<Item = &str> {
        let mut codes: Vec<&str> = Vec::new();
        for code in self.initial.iter().chain(&self.refresher).chain(self.rotation.iter().flatten()) {
            if !codes.contains(&code.as_str()) {
                codes.push(code);
            }
        }
        codes.into_iter()
    }

    /// Whether it names refreshers.
    pub fn refreshes(&self) -> bool {
        !self.refresher.is_empty() || !self.rotation.is_empty()
    }

    /// Which list of refreshers it is the turn of, after so many of them.
    pub fn turn(&self, refreshers: u32) -> Option<usize> {
        let lists = u32::try_from(self.rotation.len()).ok().filter(|lists| *lists > 0)?;
        usize::try_from(refreshers % lists).ok()
    }

    /// The bits of a [`Proof`](super::Proof) that let it refresh, after so many refreshers.
    pub(super) fn turn_bits(&self, refreshers: u32) -> u32 {
        self.turn(refreshers).map_or(u32::MAX, |turn| 1 << turn)
    }

    /// Months after which it lapses, for the kinds that do.
    pub(super) fn lapses_after(&self) -> Option<u32> {
        match self.recurrence {
            Recurrence::Once | Recurrence::Calendar { .. } | Recurrence::Sum { .. } | Recurrence::SumYear { .. } => None,
            Recurrence::Rolling { .. } | Recurrence::Anniversary { .. } => self.lapse_months,
        }
    }

    /// A planned date as the rule rounds it.
    pub(super) fn rounded(&self, date: NaiveDate) -> NaiveDate {
        if self.round_to_month_end { month_end(date) } else { date }
    }

    /// Reads a rule out of an object that may hold more; fields that the kind does not read are ignored. `within` is put before the
    /// names of its fields in faults.
    pub fn read(reader: &mut Reader, within: &str, map: &Map<String, Value>) -> Option<Self> {
        let name = |field: &str| format!("{within}{field}");
        let initial = reader.texts(&name("initial"), map.get("initial"));
        if initial.as_ref().is_some_and(Vec::is_empty) {
            reader.note(name("initial"), Wrong::Empty);
        }
        let recurrence = Recurrence::read(reader, &name("recurrence"), map.get("recurrence"));
        let sum = matches!(recurrence, Some(Recurrence::Sum { .. } | Recurrence::SumYear { .. }));
        // Neither kind reads refreshers.
        let once = recurrence == Some(Recurrence::Once) || sum;
        let calendar = matches!(recurrence, Some(Recurrence::Calendar { .. } | Recurrence::SumYear { .. }));
        let mut days = |field: &str| reader.optional_number(&name(field), map.get(field)).map(Option::unwrap_or_default);
        let (notice_days, grace_days, return_days) = (days("notice_days"), days("grace_days"), days("return_days"));
        let refresher = if once {
            Some(Vec::new())
        } else {
            reader.texts(&name("refresher"), map.get("refresher"))
        };
        let rotation = if once {
            Some(Vec::new())
        } else {
            rotation(reader, &name("rotation"), map.get("rotation"))
        };
        if let (Some(refresher), Some(rotation)) = (&refresher, &rotation)
            && !refresher.is_empty()
            && !rotation.is_empty()
        {
            reader.note(name("rotation"), Wrong::NotExactlyOne);
        }
        let first_due = if calendar {
            Some(None)
        } else {
            FirstDue::read(reader, &name("first_due"), map.get("first_due")).map(Some)
        };
        let round = if calendar {
            Some(false)
        } else {
            reader.boolean(&name("round_to_month_end"), map.get("round_to_month_end"))
        };
        let lapse_months = if calendar || once {
            Some(None)
        } else {
            reader.optional_number(&name("lapse_months"), map.get("lapse_months"))
        };
        let strength = demand(reader, &name("strength"), map.get("strength"));
        let recognise_days = reader.optional_number(&name("recognise_days"), map.get("recognise_days"));
        Some(Self {
            initial: initial?,
            refresher: refresher?,
            rotation: rotation?,
            strength: strength?,
            recognise_days: recognise_days?,
            first_due: first_due?,
            recurrence: recurrence?,
            round_to_month_end: round?,
            notice_days: notice_days?,
            grace_days: grace_days?,
            lapse_months: lapse_months?,
            return_days: return_days?,
        })
    }
}

/// Lists of refreshers that take turns.
fn rotation(reader: &mut Reader, field: &str, value: Option<&Value>) -> Option<Vec<Vec<String>>> {
    let lists = reader.list(field, value)?;
    if lists.len() > MOST_TURNS {
        reader.note(field, Wrong::TooMany);
        return None;
    }
    let mut rotation = Vec::new();
    for (place, list) in lists.iter().enumerate() {
        let within = format!("{field}.{place}");
        let codes = reader.texts(&within, Some(list))?;
        if codes.is_empty() {
            reader.note(within, Wrong::Empty);
            return None;
        }
        rotation.push(codes);
    }
    Some(rotation)
}

fn demand(reader: &mut Reader, field: &str, value: Option<&Value>) -> Option<Demand> {
    let Some(value) = present(value) else {
        return Some(Demand::Any);
    };
    let word = reader.text(field, Some(value))?;
    let demand = Demand::ALL.into_iter().find(|demand| demand.as_str() == word);
    if demand.is_none() {
        reader.note(field, Wrong::UnknownWord);
    }
    demand
}

impl Recurrence {
    /// The stable word for its kind.
    pub fn kind(self) -> &'static str {
        match self {
            Self::Once => "once",
            Self::Rolling { .. } => "rolling",
            Self::Anniversary { .. } => "anniversary",
            Self::Calendar { .. } => "calendar",
            Self::Sum { .. } => "sum",
            Self::SumYear { .. } => "sum_year",
        }
    }

    fn read(reader: &mut Reader, field: &str, value: Option<&Value>) -> Option<Self> {
        let map = reader.object(field, value)?;
        let name = |part: &str| format!("{field}.{part}");
        match reader.text(&name("kind"), map.get("kind"))? {
            "once" => Some(Self::Once),
            "rolling" => Some(Self::Rolling {
                months: reader.number(&name("months"), map.get("months"), 1)?,
            }),
            "anniversary" => {
                let months = reader.number(&name("months"), map.get("months"), 1);
                let window_days = reader.number(&name("window_days"), map.get("window_days"), 0);
                Some(Self::Anniversary {
                    months: months?,
                    window_days: window_days?,
                })
            }
            kind @ ("sum" | "sum_year") => super::sum::read(reader, field, kind, map),
            "calendar" => {
                let (year_starts, joiner_min_days) = Self::read_year(reader, field, map)?;
                Some(Self::Calendar {
                    year_starts,
                    joiner_min_days,
                })
            }
            _ => {
                reader.note(name("kind"), Wrong::UnknownWord);
                None
            }
        }
    }

    /// When a training year begins, and how few days are left for newcomers.
    pub(super) fn read_year(reader: &mut Reader, field: &str, map: &Map<String, Value>) -> Option<(YearStart, u32)> {
        let name = |part: &str| format!("{field}.{part}");
        let starts = reader.text(&name("year_starts"), map.get("year_starts")).and_then(|text| {
            let starts = YearStart::parse(text);
            if starts.is_none() {
                reader.note(name("year_starts"), Wrong::NotDayOfYear);
            }
            starts
        });
        let least = reader.optional_number(&name("joiner_min_days"), map.get("joiner_min_days"));
        Some((starts?, least?.unwrap_or_default()))
    }
}

impl YearStart {
    /// Reads `MM-DD`; 29 February is none.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        let shaped = bytes.len() == 5
            && bytes
                .iter()
                .enumerate()
                .all(|(i, b)| if i == 2 { *b == b'-' } else { b.is_ascii_digit() });
        if !shaped {
            return None;
        }
        let (month, day) = (text.get(..2)?.parse().ok()?, text.get(3..)?.parse().ok()?);
        // 2023 has no 29 February.
        NaiveDate::from_ymd_opt(2023, month, day)?;
        Some(Self { month, day })
    }

    /// The first day of the training year that begins in this calendar year.
    pub(super) fn of(self, year: i32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, self.month, self.day).unwrap_or(NaiveDate::MAX)
    }

    /// The calendar year in which the training year that holds this date begins.
    pub(super) fn year_of(self, date: NaiveDate) -> i32 {
        date.year() - i32::from((date.month(), date.day()) < (self.month, self.day))
    }
}

impl TryFrom<String> for YearStart {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).ok_or_else(|| format!("{text} is no day of the year"))
    }
}

impl From<YearStart> for String {
    fn from(start: YearStart) -> Self {
        format!("{:02}-{:02}", start.month, start.day)
    }
}
