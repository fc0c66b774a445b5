//! Figures as a language writes them: 5.016 and 38,2 in German, 5,016 and 38.2 in English.

use fluent_bundle::FluentValue;
use intl_memoizer::concurrent::IntlLangMemoizer;

use super::{Locale, Words};

type Formatter = fn(&FluentValue, &IntlLangMemoizer) -> Option<String>;

pub(super) fn formatter(locale: Locale) -> Formatter {
    if locale == Locale::German { german } else { english }
}

fn german(value: &FluentValue, _: &IntlLangMemoizer) -> Option<String> {
    figure(value, '.', ',')
}

fn english(value: &FluentValue, _: &IntlLangMemoizer) -> Option<String> {
    figure(value, ',', '.')
}

fn figure(value: &FluentValue, thousands: char, point: char) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    let decimals = number.options.minimum_fraction_digits;
    let written = decimals.map_or_else(|| number.value.to_string(), |digits| format!("{:.*}", digits, number.value));
    Some(grouped(&written, thousands, point))
}

fn grouped(written: &str, thousands: char, point: char) -> String {
    let (sign, written) = written.strip_prefix('-').map_or(("", written), |rest| ("−", rest));
    let (whole, fraction) = written.split_once('.').unwrap_or((written, ""));
    let mut out = String::from(sign);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 {
            out.push(thousands);
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push(point);
        out.push_str(fraction);
    }
    out
}

impl Words {
    /// A figure with this many decimals.
    pub fn number(&self, value: f64, decimals: usize) -> String {
        let (thousands, point) = if self.locale == Locale::German { ('.', ',') } else { (',', '.') };
        grouped(&format!("{value:.decimals$}"), thousands, point)
    }
}
