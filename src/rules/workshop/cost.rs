//! What a booking costs: figures for the books of others. Nothing is collected here.
//!
//! - A session states what a seat costs, what is due where somebody takes a seat back after the deadline, and what is due where somebody does
//!   not come. Each of the three stands for itself: whoever does not come owes the last instead of the first.
//! - A seat counts from the yes on. Whoever only waits, asks or was made an offer owes nothing, and neither does whoever goes over to another
//!   date or sends somebody else: the booking that takes the place of theirs counts.
//! - What the organiser takes back costs nobody anything, and who was excused by whoever took the attendance owes nothing.
//! - Somebody who was there owes the seat, however long they stayed.

use super::attendance::Outcome;
use super::booking::Status;
use crate::rules::id::Instant;
use serde::{Deserialize, Serialize};

/// Largest amount, in minor units: beyond it is a mistake in typing.
pub const MOST_AMOUNT: i64 = 100_000_000;

/// Codes of ISO 4217 that count two decimals.
const TWO: &str = "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP CVE CZK \
    DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR \
    LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD \
    SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD YER ZAR ZMW ZWG";
/// Those without decimals.
const NONE: &str = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF";
/// Those that count three.
const THREE: &str = "BHD IQD JOD KWD LYD OMR TND";

/// Decimals of a currency by its code of ISO 4217; none: there is no such code.
pub fn decimals(code: &str) -> Option<usize> {
    let stands = |list: &str| code.len() == 3 && list.split_ascii_whitespace().any(|one| one == code);
    [(TWO, 2), (NONE, 0), (THREE, 3)]
        .into_iter()
        .find_map(|(list, digits)| stands(list).then_some(digits))
}

/// An amount as people type it, in minor units: `250`, `250,5`, `250.50`. None: it is no amount from 0 to [`MOST_AMOUNT`], or has more decimals
/// than the currency counts.
pub fn amount(text: &str, decimals: usize) -> Option<i64> {
    let (whole, part) = text.trim().split_once([',', '.']).unwrap_or((text.trim(), ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let typed = text.trim().ends_with([',', '.']);
    if whole.is_empty() || typed || part.len() > decimals || !digits(whole) || !digits(part) {
        return None;
    }
    let padded = format!("{whole}{part:0<decimals$}");
    padded.parse::<i64>().ok().filter(|amount| *amount <= MOST_AMOUNT)
}

/// An amount as it is typed: a point before the decimals, none of them where they are zero.
pub fn typed(amount: i64, decimals: usize) -> String {
    let unit = 10_i64.pow(u32::try_from(decimals).unwrap_or(0));
    match amount % unit {
        0 => (amount / unit).to_string(),
        part => format!("{}.{part:0decimals$}", amount / unit),
    }
}

/// What a session states, in minor units of its currency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Price {
    /// Code of ISO 4217.
    pub currency: String,
    /// A seat.
    pub seat: i64,
    /// Instead of it: taken back after the deadline.
    pub late: i64,
    /// Instead of it: did not come.
    pub no_show: i64,
}

impl Price {
    /// Whether it asks for more than another one, or in other coin. Whoever booked was told the other one.
    pub fn asks_more_than(&self, told: Option<&Self>) -> bool {
        match told {
            None => self.seat.max(self.late).max(self.no_show) > 0,
            Some(told) => {
                let more = self.seat > told.seat || self.late > told.late || self.no_show > told.no_show;
                more || self.currency != told.currency
            }
        }
    }

    /// What is due for a booking that came to this.
    pub fn due(&self, fate: Fate) -> i64 {
        match fate {
            Fate::Booked | Fate::Attended => self.seat,
            Fate::NoShow => self.no_show,
            Fate::CancelledLate => self.late,
            Fate::Open | Fate::Excused | Fate::CancelledInTime | Fate::CancelledByUs | Fate::Moved | Fate::Substituted => 0,
        }
    }
}

/// What a booking came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    /// It has no seat for sure, or never had: waits, asks, was refused, ran out.
    Open,
    /// Has a seat; the session is ahead or nobody has closed it.
    Booked,
    /// Was there.
    Attended,
    /// Was excused.
    Excused,
    /// Did not come.
    NoShow,
    /// Taken back before the deadline, or while there was no date.
    CancelledInTime,
    /// Taken back after it; a seat that got no name after it too.
    CancelledLate,
    /// Taken back by whoever runs it, alone or with the whole session.
    CancelledByUs,
    /// Another date took its place.
    Moved,
    /// Somebody else took its place.
    Substituted,
}

impl Fate {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Open,
        Self::Booked,
        Self::Attended,
        Self::Excused,
        Self::NoShow,
        Self::CancelledInTime,
        Self::CancelledLate,
        Self::CancelledByUs,
        Self::Moved,
        Self::Substituted,
    ];

    /// The stable word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Booked => "booked",
            Self::Attended => "attended",
            Self::Excused => "excused",
            Self::NoShow => "no_show",
            Self::CancelledInTime => "cancelled_in_time",
            Self::CancelledLate => "cancelled_late",
            Self::CancelledByUs => "cancelled_by_us",
            Self::Moved => "moved",
            Self::Substituted => "substituted",
        }
    }

    /// Whether nothing more comes of it.
    pub fn is_final(self) -> bool {
        !matches!(self, Self::Open | Self::Booked)
    }
}

/// What is known of a booking.
#[derive(Clone, Copy, Debug)]
pub struct Known {
    /// Where it stands.
    pub status: Status,
    /// Whether it had a seat for sure before it ended.
    pub had_seat: bool,
    /// When it ended.
    pub ended_at: Option<Instant>,
    /// The deadline; none: it has no date.
    pub until: Option<Instant>,
    /// Whether whoever runs the session took it back.
    pub by_us: bool,
    /// What its attendance came to, where the session is closed.
    pub outcome: Option<Outcome>,
}

/// What a booking came to.
pub fn fate(known: &Known) -> Fate {
    match known.status {
        Status::Booked => match known.outcome {
            None => Fate::Booked,
            Some(Outcome::Attended | Outcome::Partly) => Fate::Attended,
            Some(Outcome::Excused) => Fate::Excused,
            Some(Outcome::NoShow) => Fate::NoShow,
        },
        Status::Cancelled | Status::Expired if known.had_seat => {
            let late = known.until.zip(known.ended_at).is_some_and(|(until, at)| at >= until);
            match (known.by_us, late) {
                (true, _) => Fate::CancelledByUs,
                (false, true) => Fate::CancelledLate,
                (false, false) => Fate::CancelledInTime,
            }
        }
        Status::Moved if known.had_seat => Fate::Moved,
        Status::Substituted if known.had_seat => Fate::Substituted,
        _ => Fate::Open,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{DateTime, Utc};
    use proptest::prelude::*;

    fn at(text: &str) -> Instant {
        text.parse::<DateTime<Utc>>().unwrap().into()
    }

    fn price() -> Price {
        Price {
            currency: "EUR".to_owned(),
            seat: 25_000,
            late: 12_500,
            no_show: 30_000,
        }
    }

    fn known(status: Status) -> Known {
        Known {
            status,
            had_seat: true,
            ended_at: Some(at("2027-02-02T10:00:00Z")),
            until: Some(at("2027-02-01T08:00:00Z")),
            by_us: false,
            outcome: None,
        }
    }

    #[test]
    fn what_became_of_a_booking_says_what_it_costs() {
        let early = Some(at("2027-02-01T07:59:59Z"));
        let on_the_minute = Some(at("2027-02-01T08:00:00Z"));
        let cancelled = known(Status::Cancelled);
        let booked = |outcome| Known {
            outcome,
            ..known(Status::Booked)
        };
        let cases = [
            (booked(None), Fate::Booked, 25_000),
            (booked(Some(Outcome::Attended)), Fate::Attended, 25_000),
            (booked(Some(Outcome::Partly)), Fate::Attended, 25_000),
            (booked(Some(Outcome::Excused)), Fate::Excused, 0),
            (booked(Some(Outcome::NoShow)), Fate::NoShow, 30_000),
            (cancelled, Fate::CancelledLate, 12_500),
            (
                Known {
                    ended_at: early,
                    ..cancelled
                },
                Fate::CancelledInTime,
                0,
            ),
            (
                Known {
                    ended_at: on_the_minute,
                    ..cancelled
                },
                Fate::CancelledLate,
                12_500,
            ),
            (Known { until: None, ..cancelled }, Fate::CancelledInTime, 0),
            (Known { by_us: true, ..cancelled }, Fate::CancelledByUs, 0),
            (
                Known {
                    had_seat: false,
                    ..cancelled
                },
                Fate::Open,
                0,
            ),
            (known(Status::Expired), Fate::CancelledLate, 12_500),
            (known(Status::Moved), Fate::Moved, 0),
            (known(Status::Substituted), Fate::Substituted, 0),
            (known(Status::Refused), Fate::Open, 0),
            (known(Status::Waiting), Fate::Open, 0),
            (known(Status::Requested), Fate::Open, 0),
        ];
        for (known, expected, due) in cases {
            let fate = fate(&known);
            assert_eq!((fate, price().due(fate)), (expected, due), "{known:?}");
        }
    }

    #[test]
    fn amounts_are_read_as_people_type_them_and_in_the_decimals_of_their_currency() {
        let euro = decimals("EUR").unwrap();
        assert_eq!(amount("250", euro), Some(25_000));
        assert_eq!(amount(" 250,5 ", euro), Some(25_050));
        assert_eq!(amount("250.05", euro), Some(25_005));
        for text in ["", "-1", "1,234", "1.", ",5", "1e3", "1 000", "9999999999", "zwölf", "1,2,3"] {
            assert_eq!(amount(text, euro), None, "{text}");
        }
        assert_eq!(amount("250", decimals("JPY").unwrap()), Some(250));
        assert_eq!(amount("250,5", decimals("JPY").unwrap()), None);
        assert_eq!(amount("1,5", decimals("KWD").unwrap()), Some(1_500));
        assert_eq!(
            (decimals("eur"), decimals("XXX"), decimals("EU"), decimals("EUR ")),
            (None, None, None, None)
        );
    }

    #[test]
    fn what_somebody_was_told_when_booking_may_fall_and_never_rise() {
        let told = price();
        assert!(!told.asks_more_than(Some(&told)));
        assert!(!Price { seat: 1, ..told.clone() }.asks_more_than(Some(&told)));
        assert!(
            Price {
                late: 12_501,
                ..told.clone()
            }
            .asks_more_than(Some(&told))
        );
        assert!(
            Price {
                currency: "CHF".to_owned(),
                ..told.clone()
            }
            .asks_more_than(Some(&told))
        );
        assert!(told.asks_more_than(None));
        let free = Price {
            seat: 0,
            late: 0,
            no_show: 0,
            ..told
        };
        assert!(!free.asks_more_than(None));
    }

    proptest! {
        #[test]
        fn what_is_shown_is_read_as_the_same(minor in 0..=MOST_AMOUNT, digits in prop_oneof![Just(0_usize), Just(2), Just(3)]) {
            prop_assert_eq!(amount(&typed(minor, digits), digits), Some(minor));
        }

        #[test]
        fn nothing_costs_more_than_what_was_stated(
            status in proptest::sample::select(Status::ALL.to_vec()),
            had_seat in any::<bool>(), by_us in any::<bool>(), hours in -100_i64..100,
        ) {
            let until = at("2027-02-01T08:00:00Z");
            let known = Known {
                status, had_seat, by_us, until: Some(until), outcome: None,
                ended_at: Some(until.plus(chrono::Duration::hours(hours))),
            };
            let due = price().due(fate(&known));
            prop_assert!(due == 0 || due == 25_000 && status == Status::Booked || due == 12_500 && !by_us && had_seat && hours >= 0);
        }
    }
}
