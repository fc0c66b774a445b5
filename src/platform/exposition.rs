//! Figures as programs that watch an installation read them: the text format 0.0.4 of Prometheus, which all of its kin understand.
//!
//! <https://prometheus.io/docs/instrumenting/exposition_formats/>

/// The media type of such a text.
pub const MEDIA_TYPE: &str = "text/plain; version=0.0.4; charset=utf-8";

/// What a figure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It goes up and down.
    Gauge,
    /// It only grows, and begins anew with the process; its name ends in `_total`.
    Counter,
}

impl Kind {
    fn as_str(self) -> &'static str {
        match self {
            Self::Gauge => "gauge",
            Self::Counter => "counter",
        }
    }
}

/// One value of a figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Sample {
    /// What tells it from the others of its figure: names (letters, digits, underscores) and values.
    pub labels: Vec<(&'static str, String)>,
    /// The value.
    pub value: f64,
}

/// A figure with all its values.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// Its name: letters, digits, underscores, with the unit at its end.
    pub name: &'static str,
    /// What it says, in one line.
    pub help: &'static str,
    /// What it is.
    pub kind: Kind,
    /// Its values, each with other labels; without any the figure is left out.
    pub samples: Vec<Sample>,
}

impl Figure {
    /// A figure without a value yet.
    pub fn new(kind: Kind, name: &'static str, help: &'static str) -> Self {
        Self {
            name,
            help,
            kind,
            samples: Vec::new(),
        }
    }

    /// The same with one more value.
    pub fn with(mut self, labels: &[(&'static str, &str)], value: f64) -> Self {
        let labels = labels.iter().map(|(name, word)| (*name, (*word).to_owned())).collect();
        self.samples.push(Sample { labels, value });
        self
    }
}

/// The figures as text, in their order.
pub fn text(figures: &[Figure]) -> String {
    let mut lines: Vec<String> = Vec::new();
    for figure in figures.iter().filter(|figure| !figure.samples.is_empty()) {
        let name = figure.name;
        lines.push(format!("# HELP {name} {}", escaped(figure.help, false)));
        lines.push(format!("# TYPE {name} {}", figure.kind.as_str()));
        for sample in &figure.samples {
            lines.push(format!("{name}{} {}", labels(&sample.labels), number(sample.value)));
        }
    }
    lines.iter().map(|line| format!("{line}\n")).collect()
}

fn labels(labels: &[(&'static str, String)]) -> String {
    if labels.is_empty() {
        return String::new();
    }
    let all: Vec<String> = labels
        .iter()
        .map(|(name, value)| format!("{name}=\"{}\"", escaped(value, true)))
        .collect();
    format!("{{{}}}", all.join(","))
}

/// A backslash and the end of a line are written with a backslash before them; within quotes a quote as well.
fn escaped(text: &str, quoted: bool) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '"' if quoted => out.push_str("\\\""),
            other => out.push(other),
        }
    }
    out
}

fn number(value: f64) -> String {
    if value.is_nan() {
        return "NaN".to_owned();
    }
    match value.is_infinite() {
        true if value > 0.0 => "+Inf".to_owned(),
        true => "-Inf".to_owned(),
        false => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_written_with_what_they_say_and_what_they_are() {
        let figures = [
            Figure::new(Kind::Gauge, "mails_waiting", "Mails that wait.")
                .with(&[("lane", "daily"), ("state", "queued")], 3.0)
                .with(&[("lane", "soon"), ("state", "queued")], 0.0),
            Figure::new(Kind::Gauge, "nothing", "Without a value it is not there."),
            Figure::new(Kind::Counter, "mails_total", "Mails.").with(&[], 12_345_678.5),
        ];
        assert_eq!(
            text(&figures),
            "# HELP mails_waiting Mails that wait.\n# TYPE mails_waiting gauge\n\
             mails_waiting{lane=\"daily\",state=\"queued\"} 3\nmails_waiting{lane=\"soon\",state=\"queued\"} 0\n\
             # HELP mails_total Mails.\n# TYPE mails_total counter\nmails_total 12345678.5\n"
        );
    }

    #[test]
    fn nothing_in_a_label_or_a_help_text_ends_its_line() {
        let figure = Figure::new(Kind::Gauge, "x", "a \"word\"\nand \\ more").with(&[("l", "a\"} 1\ny{l=\"\\")], 1.0);
        assert_eq!(
            text(&[figure]),
            "# HELP x a \"word\"\\nand \\\\ more\n# TYPE x gauge\nx{l=\"a\\\"} 1\\ny{l=\\\"\\\\\"} 1\n"
        );
    }

    #[test]
    fn numbers_that_are_none_have_their_words() {
        let said = [f64::INFINITY, f64::NEG_INFINITY, f64::NAN, -0.25, 1e15].map(number);
        assert_eq!(said, ["+Inf", "-Inf", "NaN", "-0.25", "1000000000000000"]);
    }
}
