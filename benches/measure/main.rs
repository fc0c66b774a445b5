//! `make bench`: each figure beside its limit, all from one run on one machine. Nothing here is a test; a figure past its limit is said so.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a measurement ends loudly and reads the clock"
)]

mod data;
mod large;
mod mail;
mod served;
mod work;

use mimalloc::MiMalloc;
use std::time::Duration;

/// As in the program.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// Names the variable that says how many times the network is taken.
const FACTOR: &str = "KUNDIG_BENCH_FACTOR";

/// A figure and what it must keep.
pub struct Figure {
    pub what: &'static str,
    pub value: String,
    pub limit: String,
    pub kept: bool,
}

/// Seconds spent on something, against a limit.
pub fn seconds(what: &'static str, spent: Duration, limit: f64) -> Figure {
    let value = spent.as_secs_f64();
    Figure {
        what,
        value: format!("{value:.2} s"),
        limit: format!("at most {limit} s"),
        kept: value <= limit,
    }
}

/// A figure that only informs.
pub fn told(what: &'static str, value: String) -> Figure {
    Figure {
        what,
        value,
        limit: String::new(),
        kept: true,
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    if let [first, port, bytes] = &arguments[..]
        && first == "bare"
    {
        return served::bare(port.parse().unwrap(), bytes.parse().unwrap());
    }
    if let [first, name, folder] = &arguments[..]
        && first == "large"
    {
        return large::piece(name, folder.as_ref());
    }
    // All of it, or the parts that are named.
    let asked = |part: &str| arguments.is_empty() || arguments.iter().any(|argument| argument == part);
    let factor: usize = std::env::var(FACTOR).ok().and_then(|text| text.parse().ok()).unwrap_or(40);
    let mut figures = Vec::new();
    if asked("assess") {
        work::assess(&mut figures);
    }
    if asked("import") {
        work::import(&mut figures);
        tell(&mut figures);
    }
    if asked("certificates") {
        work::certificates(&mut figures);
        tell(&mut figures);
    }
    // Takes long, so that it is measured only where it is named.
    if arguments.iter().any(|argument| argument == "large") {
        large::measure(&mut figures, factor);
        tell(&mut figures);
    }
    if asked("reminders") {
        mail::measure(&mut figures);
        tell(&mut figures);
    }
    if asked("network") {
        let bed = work::nightly(&mut figures, factor);
        tell(&mut figures);
        served::measure(&mut figures, &bed);
        tell(&mut figures);
    }
}

/// Prints what is there so far.
fn tell(figures: &mut Vec<Figure>) {
    for figure in figures.drain(..) {
        let verdict = if figure.kept { "" } else { "   PAST ITS LIMIT" };
        println!("{:<66} {:>16}   {}{verdict}", figure.what, figure.value, figure.limit);
    }
}
