//! The table in a report: its head, by the names that providers give their columns, and the lines below it.

/// What a column is called, in small letters.
const NAMES: [&str; 10] = [
    "name",
    "full name",
    "name (original name)",
    "participant",
    "user name",
    "display name",
    "attendee name",
    "vollständiger name",
    "anzeigename",
    "teilnehmer",
];
const ADDRESSES: [&str; 10] = [
    "email",
    "e-mail",
    "user email",
    "attendee email",
    "email address",
    "e-mail-adresse",
    "e-mail-adresse des benutzers",
    "participant id (upn)",
    "teilnehmer-id (upn)",
    "upn",
];
const JOINS: [&str; 8] = [
    "join time",
    "first join",
    "first join time",
    "joined at",
    "beitrittszeit",
    "erster beitritt",
    "beigetreten um",
    "start time",
];
const LEAVES: [&str; 8] = [
    "leave time",
    "last leave",
    "last leave time",
    "left at",
    "austrittszeit",
    "letzter austritt",
    "verlassen um",
    "end time",
];
const DURATIONS: [&str; 9] = [
    "duration",
    "duration (minutes)",
    "total duration (minutes)",
    "in-meeting duration",
    "attendance duration",
    "time in session (minutes)",
    "besprechungsdauer",
    "dauer",
    "dauer (minuten)",
];

/// Which column is which, counted from 0.
pub(super) struct Head {
    /// People.
    pub(super) name: usize,
    /// Addresses; Teams has two.
    pub(super) addresses: Vec<usize>,
    /// When they came.
    pub(super) join: Option<usize>,
    /// When they left.
    pub(super) leave: Option<usize>,
    /// How long they were there.
    pub(super) duration: Option<usize>,
}

impl Head {
    fn of(cells: &[String]) -> Option<Self> {
        let folded: Vec<String> = cells.iter().map(|cell| cell.to_lowercase()).collect();
        let place = |names: &[&str]| folded.iter().position(|cell| names.contains(&cell.as_str()));
        let head = Self {
            name: place(&NAMES)?,
            addresses: (0..folded.len()).filter(|at| ADDRESSES.contains(&folded[*at].as_str())).collect(),
            join: place(&JOINS),
            leave: place(&LEAVES),
            duration: place(&DURATIONS),
        };
        (head.duration.is_some() || head.join.is_some() && head.leave.is_some()).then_some(head)
    }
}

/// The head and the lines of its table, cells without what surrounds them.
pub(super) fn table(text: &str) -> Option<(Head, Vec<Vec<String>>)> {
    let mut before = 0;
    for line in text.split_inclusive('\n') {
        for delimiter in [b'\t', b',', b';'] {
            let cells = rows(line, delimiter).pop().unwrap_or_default();
            if let Some(head) = Head::of(&cells) {
                let rest = text.get(before + line.len()..).unwrap_or_default();
                return Some((head, rows(until_blank(rest), delimiter)));
            }
        }
        before += line.len();
    }
    None
}

/// A text up to its first line without anything.
fn until_blank(text: &str) -> &str {
    let mut length = 0;
    for line in text.split_inclusive('\n') {
        if line.trim().trim_matches([',', ';', '"']).is_empty() {
            break;
        }
        length += line.len();
    }
    text.get(..length).unwrap_or(text)
}

/// The cells of each line. Webex writes `="…"`, so that spreadsheets leave the text alone.
fn rows(text: &str, delimiter: u8) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new();
    let reader = reader
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let bare = |cell: &str| cell.trim().trim_start_matches('=').trim_matches('"').trim().to_owned();
    let records = reader.into_records().filter_map(Result::ok);
    records.map(|record| record.iter().map(bare).collect()).collect()
}
