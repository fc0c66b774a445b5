//! The one drawing of this product: from the last proof over the due date to the lapse, with today in it.
//!
//! Stations are spread by meaning, not to scale, so that every label stays readable; only today is placed in
//! proportion between its neighbours.

use std::sync::Arc;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};

use crate::platform::i18n::{DateForm, Value, Words};

/// The dates of the drawing. None of them is corrected: give what the rules answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeRule {
    /// Day of the proof that the due date follows from; none before the first one.
    pub last_on: Option<NaiveDate>,
    /// First day on which a renewal keeps the day.
    pub early_from: Option<NaiveDate>,
    /// First day on which it is shown as due, where that is worth a tick.
    pub shown_from: Option<NaiveDate>,
    /// The due date.
    pub due_on: NaiveDate,
    /// Last day of grace, where there is any.
    pub grace_until: Option<NaiveDate>,
    /// Day after which it has lapsed; drawn once the grace is over.
    pub lapses_on: Option<NaiveDate>,
    /// Today; none in an example.
    pub today: Option<NaiveDate>,
}

/// A place on the line that has a label below it.
struct Station {
    key: &'static str,
    on: Option<NaiveDate>,
    x: f64,
}

/// Average width of a letter at 12 px.
const LETTER: f64 = 6.1;
const GAP: f64 = 8.0;

impl TimeRule {
    /// The geometry for the partial, for a drawing `width` units wide (they are pixels where it is shown at that width).
    pub(super) fn drawn(&self, words: &Arc<Words>, width: f64, viewer_today: NaiveDate) -> Json {
        let stations = self.stations(width);
        let x = |key: &str| stations.iter().find(|s| s.key == key).map(|s| s.x);
        let (start, due) = (x("rule-start").unwrap_or(6.0), x("rule-due").unwrap_or(width));
        let early = x("rule-early").unwrap_or(due);
        let grace = x("rule-grace").unwrap_or(due);
        let lapse = x("rule-lapse");
        let mut segments = vec![json!({"kind": if self.last_on.is_some() { "ok" } else { "wait" }, "from": start, "to": early})];
        let mut piece = |kind: &str, from: f64, to: f64| {
            if to > from {
                segments.push(json!({"kind": kind, "from": from, "to": to}));
            }
        };
        piece("early", early, due);
        piece("grace", due, grace);
        piece("late", grace, lapse.unwrap_or(width));
        let today = self.today.map(|today| self.between(today, &stations, width));
        json!({
            "width": width,
            "segments": segments,
            "start": self.last_on.map(|_| start),
            "due": due,
            "lapse": lapse,
            "ticks": self.shown_from.map(|on| self.between(on, &stations, width)).into_iter().collect::<Vec<_>>(),
            "tick_label": self.shown_from.map(|on| words.text("rule-shown", &[("date", words.date(on, DateForm::Cell, viewer_today).into())])),
            "today": today,
            "today_anchor": today.map(|x| if x < 24.0 { "start" } else if x > width - 24.0 { "end" } else { "middle" }),
            "labels": self.labels(words, &stations, width),
            "alt": self.sentence(words),
        })
    }

    fn stations(&self, width: f64) -> Vec<Station> {
        let after = |day: Option<NaiveDate>| self.today.zip(day).is_some_and(|(today, day)| today > day);
        let last_day = self.grace_until.or(Some(self.due_on));
        let shares: &[(&'static str, Option<NaiveDate>, f64)] = if after(self.lapses_on) {
            &[
                ("rule-due", Some(self.due_on), 0.30),
                ("rule-grace", self.grace_until, 0.40),
                ("rule-lapse", self.lapses_on, 0.66),
            ]
        } else if after(last_day) {
            &[
                ("rule-due", Some(self.due_on), 0.36),
                ("rule-grace", self.grace_until, 0.50),
                ("rule-lapse", self.lapses_on, 0.90),
            ]
        } else {
            &[
                ("rule-early", self.early_from, 0.54),
                ("rule-due", Some(self.due_on), 0.74),
                ("rule-grace", self.grace_until, 0.875),
            ]
        };
        let mut stations = vec![Station {
            key: "rule-start",
            on: self.last_on,
            x: 6.0,
        }];
        let present = shares.iter().filter(|(_, on, _)| on.is_some());
        stations.extend(present.map(|(key, on, share)| Station {
            key,
            on: *on,
            x: (share * width).round(),
        }));
        stations
    }

    /// Where a day lies between the stations around it, far enough from their marks to be seen.
    fn between(&self, day: NaiveDate, stations: &[Station], width: f64) -> f64 {
        let dated: Vec<(NaiveDate, f64)> = stations.iter().filter_map(|s| s.on.map(|on| (on, s.x))).collect();
        let before = dated.iter().rev().find(|(on, _)| *on <= day);
        let behind = dated.iter().find(|(on, _)| *on > day);
        match (before, behind) {
            (Some((on, x)), _) if *on == day => *x,
            (Some((from, x1)), Some((to, x2))) => {
                let share = (day - *from).num_days() as f64 / ((*to - *from).num_days() as f64).max(1.0);
                (x1 + share * (x2 - x1)).clamp(x1 + 14.0, (x2 - 14.0).max(x1 + 14.0)).round()
            }
            (Some((_, x)), None) => (x + (width - x) / 2.0).round(),
            (None, Some((_, x))) => (x / 2.0).round(),
            (None, None) => width / 2.0,
        }
    }

    /// Two lines under each station: the day and what it is. The due date keeps its place, its neighbours give way.
    fn labels(&self, words: &Words, stations: &[Station], width: f64) -> Vec<Json> {
        let mut placed: Vec<(f64, f64, &Station, String, String)> = Vec::new();
        for station in stations {
            let Some(on) = station.on else { continue };
            let this_year = self.today.is_some_and(|today| today.year() == on.year());
            let day = words.date(on, if this_year { DateForm::Short } else { DateForm::Compact }, on);
            let what = words.text(station.key, &[]);
            let wide = LETTER * day.chars().count().max(what.chars().count()) as f64;
            let left = (station.x - wide / 2.0).clamp(0.0, (width - wide).max(0.0));
            placed.push((left, wide, station, day, what));
        }
        let anchor = placed.iter().position(|label| label.2.key == "rule-due").unwrap_or(0);
        for index in (0..anchor).rev() {
            let limit = placed[index + 1].0 - GAP;
            placed[index].0 = placed[index].0.min(limit - placed[index].1).max(0.0);
        }
        for index in anchor + 1..placed.len() {
            let limit = placed[index - 1].0 + placed[index - 1].1 + GAP;
            placed[index].0 = placed[index].0.max(limit);
        }
        // Where there is little room, everybody gives way: first to the right, then back from the edge.
        for index in 1..placed.len() {
            placed[index].0 = placed[index].0.max(placed[index - 1].0 + placed[index - 1].1 + GAP);
        }
        for index in (0..placed.len()).rev() {
            let limit = placed.get(index + 1).map_or(width, |next| next.0 - GAP);
            placed[index].0 = placed[index].0.min(limit - placed[index].1);
        }
        let label = |(left, wide, station, day, what): (f64, f64, &Station, String, String)| {
            let (x, anchor) = if left <= 0.5 {
                (0.0, "start")
            } else if left + wide >= width - 0.5 {
                (width, "end")
            } else {
                (left + wide / 2.0, "middle")
            };
            json!({"x": x.round(), "anchor": anchor, "day": day, "what": what, "strong": station.key == "rule-due"})
        };
        placed.into_iter().map(label).collect()
    }

    /// What the drawing says, for those who do not see it.
    fn sentence(&self, words: &Words) -> String {
        let parts = [
            ("rule-say-start", self.last_on),
            ("rule-say-early", self.early_from),
            ("rule-say-today", self.today),
            ("rule-say-due", Some(self.due_on)),
            ("rule-say-grace", self.grace_until),
            ("rule-say-lapse", self.lapses_on),
        ];
        let said = |(key, on): (&str, Option<NaiveDate>)| {
            on.map(|on| words.text(key, &[("date", Value::from(words.date(on, DateForm::Long, on)))]))
        };
        parts.into_iter().filter_map(said).collect::<Vec<_>>().join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::i18n::{AllWords, Locale};

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn rule(today: &str) -> TimeRule {
        TimeRule {
            last_on: Some(day("2025-11-19")),
            early_from: Some(day("2026-09-03")),
            shown_from: None,
            due_on: day("2026-12-02"),
            grace_until: Some(day("2027-01-01")),
            lapses_on: Some(day("2027-12-02")),
            today: Some(day(today)),
        }
    }

    #[test]
    fn labels_never_touch_whatever_the_day_and_the_width() {
        let all = AllWords::load().expect("all words load");
        for locale in Locale::OFFERED {
            for today in ["2026-01-01", "2026-11-24", "2026-12-02", "2026-12-20", "2027-06-01", "2028-06-01"] {
                for width in [272.0, 358.0, 520.0] {
                    let drawn = rule(today).drawn(all.of(locale), width, day(today));
                    let mut end = -GAP;
                    for label in drawn["labels"].as_array().expect("labels") {
                        let letters = [&label["day"], &label["what"]].map(|t| t.as_str().unwrap_or_default().chars().count());
                        let wide = LETTER * letters.into_iter().max().unwrap_or(0) as f64;
                        let x = label["x"].as_f64().expect("x");
                        let left = match label["anchor"].as_str() {
                            Some("start") => x,
                            Some("end") => x - wide,
                            _ => x - wide / 2.0,
                        };
                        assert!(
                            left >= end + 4.0,
                            "{today} {width} {label} begins at {left}, the one before ends at {end}"
                        );
                        end = left + wide;
                    }
                    assert!(end <= width + 1.0, "{today} {width}: {end}");
                }
            }
        }
    }

    #[test]
    fn today_lies_on_the_side_of_the_due_date_where_it_belongs() {
        let words = AllWords::load().expect("all words load");
        let place = |today: &str| {
            let drawn = rule(today).drawn(words.of(Locale::German), 358.0, day(today));
            (drawn["today"].as_f64().expect("today"), drawn["due"].as_f64().expect("due"))
        };
        let (before, due) = place("2026-11-24");
        assert!(before < due);
        let (after, due) = place("2026-12-20");
        assert!(after > due);
    }
}
