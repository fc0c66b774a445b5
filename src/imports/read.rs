//! From bytes to rows: which encoding, which separator, where each row begins. Files come from spreadsheets, whose habits are met here; the
//! workbooks themselves in [`workbook`].

use super::workbook;
use crate::rules::import::Kind;
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use std::borrow::Cow;
use std::fmt::Write;

/// Most rows of one file. Applying a file is one transaction, and nobody's save shall wait for it longer than about a second.
pub const MOST_ROWS: usize = 100_000;

/// Most characters of a cell, as spreadsheets have it; more is a quote that was never closed.
pub(super) const MOST_IN_CELL: usize = 32_767;

/// Most columns of a file.
pub(super) const MOST_COLUMNS: usize = 200;

/// A file as a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Name of the encoding: `UTF-8`, `Windows-1252`, `UTF-16LE`, `UTF-16BE`; `XLSX` of a workbook.
    pub encoding: &'static str,
    /// What separates cells: `,`, `;` or a tabulator; of a workbook what shall separate those of a file about it.
    pub delimiter: char,
    /// The cells of the first line.
    pub header: Vec<String>,
    /// All further rows that are not blank.
    pub rows: Vec<Row>,
}

/// One row of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The line on which it begins, counted from 1; a quoted cell may go on over further lines.
    pub line: u32,
    /// Its cells as they stand.
    pub cells: Vec<String>,
}

/// Why a file is no table.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// Nothing in it.
    #[error("the file is empty")]
    Empty,
    /// Neither text nor a workbook: a picture, a document.
    #[error("the file is neither text nor a workbook; save it as CSV or XLSX")]
    Binary,
    /// A workbook of before 2007, or one with a password.
    #[error("the file is an old workbook or has a password; save it as XLSX without one")]
    OldWorkbook,
    /// An archive that is no workbook, or one that is damaged.
    #[error("the file cannot be opened as a workbook; save it again as XLSX")]
    BrokenWorkbook,
    /// Unpacked it is larger than any table of ours.
    #[error("the workbook is far larger unpacked than a table of {MOST_ROWS} rows can be; keep only the sheet that matters")]
    HugeWorkbook,
    /// Only a first line.
    #[error("the file has a first line and no rows")]
    NoRows,
    /// More than [`MOST_ROWS`].
    #[error("the file has more than {MOST_ROWS} rows; split it")]
    TooManyRows,
    /// More than any table of ours.
    #[error("the first line has more than {MOST_COLUMNS} cells")]
    TooManyColumns,
    /// A cell larger than spreadsheets can hold, in the row that begins on this line.
    #[error("the row on line {0} has a cell of more than {MOST_IN_CELL} characters; perhaps a quotation mark is missing")]
    HugeCell(u32),
}

impl Unreadable {
    /// The last part of the message key that tells it to a person.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Binary => "binary",
            Self::OldWorkbook => "old_workbook",
            Self::BrokenWorkbook => "broken_workbook",
            Self::HugeWorkbook => "huge_workbook",
            Self::NoRows => "no_rows",
            Self::TooManyRows => "too_many_rows",
            Self::TooManyColumns => "too_many_columns",
            Self::HugeCell(_) => "huge_cell",
        }
    }

    /// The line at fault, where one is.
    pub fn line(&self) -> Option<u32> {
        match self {
            Self::HugeCell(line) => Some(*line),
            _ => None,
        }
    }
}

/// Reads a file about this kind of things: a workbook where it is one, else text.
pub fn table(kind: Kind, bytes: &[u8]) -> Result<Table, Unreadable> {
    if workbook::is_workbook(bytes) {
        return workbook::table(kind, bytes);
    }
    if workbook::is_old_workbook(bytes) {
        return Err(Unreadable::OldWorkbook);
    }
    text(bytes)
}

/// Reads a text file.
fn text(bytes: &[u8]) -> Result<Table, Unreadable> {
    let (text, encoding) = decoded(bytes)?;
    let mut text = Cow::Borrowed(text.trim_start_matches('\u{feff}'));
    if text.contains('\r') && !text.contains('\n') {
        // The line ends of old Macs, which some spreadsheets still write.
        text = Cow::Owned(text.replace('\r', "\n"));
    }
    let (text, skipped, delimiter) = match declared_delimiter(&text) {
        Some((delimiter, rest)) => (rest, 1, delimiter),
        None => (text.as_ref(), 0, likely_delimiter(&text)),
    };
    let mut rows = rows(text, skipped, delimiter)?.into_iter();
    let header = rows.next().ok_or(Unreadable::Empty)?.cells;
    let rows: Vec<Row> = rows.collect();
    if header.len() > MOST_COLUMNS {
        return Err(Unreadable::TooManyColumns);
    }
    if rows.is_empty() {
        return Err(Unreadable::NoRows);
    }
    Ok(Table {
        encoding,
        delimiter,
        header,
        rows,
    })
}

/// UTF-8 where it is that; else what its first bytes say; else what German spreadsheets write. NUL stands in no text.
fn decoded(bytes: &[u8]) -> Result<(Cow<'_, str>, &'static str), Unreadable> {
    let encoding = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None if std::str::from_utf8(bytes).is_ok() => UTF_8,
        None => WINDOWS_1252,
    };
    let (text, _, broken) = encoding.decode(bytes);
    if text.contains('\0') || broken {
        return Err(Unreadable::Binary);
    }
    let odd = text
        .chars()
        .take(4096)
        .filter(|letter| letter.is_control() && !matches!(letter, '\r' | '\n' | '\t'))
        .count();
    // A stray control character is a row's fault; many of them are another kind of file.
    if odd > 8 || text.starts_with("%PDF-") {
        return Err(Unreadable::Binary);
    }
    if text.trim().is_empty() {
        return Err(Unreadable::Empty);
    }
    let name = if encoding == WINDOWS_1252 {
        "Windows-1252"
    } else {
        encoding.name()
    };
    Ok((text, name))
}

/// A first line `sep=;`, which spreadsheets understand, and what follows it.
fn declared_delimiter(text: &str) -> Option<(char, &str)> {
    let (first, rest) = text.split_once('\n')?;
    let delimiter = first.trim_end().strip_prefix("sep=")?;
    let mut letters = delimiter.chars();
    let letter = letters.next().unwrap_or('\t');
    (matches!(letter, ',' | ';' | '\t') && letters.next().is_none()).then_some((letter, rest))
}

/// The separator that stands most often in the first line, outside of quotes.
fn likely_delimiter(text: &str) -> char {
    let mut quoted = false;
    let mut counts = [(',', 0_u32), (';', 0), ('\t', 0)];
    for letter in text.trim_start_matches(['\r', '\n']).chars() {
        match letter {
            '"' => quoted = !quoted,
            '\n' if !quoted => break,
            _ if quoted => {}
            _ => counts
                .iter_mut()
                .filter(|(mark, _)| *mark == letter)
                .for_each(|(_, count)| *count += 1),
        }
    }
    counts
        .into_iter()
        .rev()
        .max_by_key(|(_, count)| *count)
        .map_or(',', |(mark, _)| mark)
}

fn rows(text: &str, skipped: u32, delimiter: char) -> Result<Vec<Row>, Unreadable> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(u8::try_from(delimiter).unwrap_or(b','))
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    let mut record = csv::StringRecord::new();
    // Reading memory that was decoded before does not fail.
    while reader.read_record(&mut record).unwrap_or(false) {
        let line = record.position().map_or(0, |position| line_of(text, position)) + skipped;
        if record
            .iter()
            .any(|cell| cell.len() > MOST_IN_CELL && cell.chars().count() > MOST_IN_CELL)
        {
            return Err(Unreadable::HugeCell(line));
        }
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if rows.len() > MOST_ROWS {
            return Err(Unreadable::TooManyRows);
        }
        rows.push(Row {
            line,
            cells: record.iter().map(str::to_owned).collect(),
        });
    }
    Ok(rows)
}

/// The line of a record. The reader's own count is that of the blank lines it skipped before the record.
fn line_of(text: &str, position: &csv::Position) -> u32 {
    let start = usize::try_from(position.byte()).unwrap_or(usize::MAX);
    let blank = text.as_bytes().iter().skip(start).take_while(|byte| matches!(byte, b'\r' | b'\n'));
    let skipped = blank.filter(|byte| **byte == b'\n').count();
    u32::try_from(position.line())
        .unwrap_or(u32::MAX)
        .saturating_add(u32::try_from(skipped).unwrap_or(0))
}

/// Writes rows as a file of the same kind, in UTF-8 with the mark by which spreadsheets know it; cells are neutralised by the caller.
pub fn written<'a>(delimiter: char, rows: impl IntoIterator<Item = Vec<Cow<'a, str>>>) -> String {
    let mut text = String::from("\u{feff}");
    for row in rows {
        for (place, cell) in row.iter().enumerate() {
            if place > 0 {
                text.push(delimiter);
            }
            let quoted = cell.contains(['"', '\r', '\n', ',', ';', '\t']) || cell.starts_with(' ') || cell.ends_with(' ');
            let outcome = if quoted {
                write!(text, "\"{}\"", cell.replace('"', "\"\""))
            } else {
                write!(text, "{cell}")
            };
            outcome.expect("writing to a string does not fail");
        }
        text.push_str("\r\n");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{text as read, *};
    use proptest::prelude::*;

    fn lines(table: &Table) -> Vec<u32> {
        table.rows.iter().map(|row| row.line).collect()
    }

    #[test]
    fn the_file_of_a_german_spreadsheet_is_understood() {
        let table = read(include_bytes!("../../tests/data/network/people_excel_german.csv")).unwrap();
        assert_eq!((table.encoding, table.delimiter, table.rows.len()), ("Windows-1252", ';', 200));
        assert_eq!(table.rows[1].cells[2], "Åsa");
        assert_eq!(table.rows[0].cells[10], "learner;partner_admin");
    }

    #[test]
    fn a_quoted_cell_over_two_lines_shifts_the_lines_that_follow() {
        let table = read(include_bytes!("../../tests/data/network/people_with_mistakes.csv")).unwrap();
        assert_eq!(lines(&table), [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 17, 18]);
        assert_eq!(table.rows[12].cells[2], "=HYPERLINK(\"http://bad.example\")");
    }

    #[test]
    fn blank_lines_are_left_out_and_still_counted() {
        let table = read(b"\r\na;b\r\n\r\n\r\n1;2\r\n;\r\n3;4").unwrap();
        assert_eq!(lines(&table), [5, 7]);
        assert_eq!(table.header, ["a", "b"]);
    }

    #[test]
    fn encodings_and_separators_are_told_apart() {
        let utf16: Vec<u8> = [0xff, 0xfe]
            .into_iter()
            .chain("a\tb\nä\t2".encode_utf16().flat_map(u16::to_le_bytes))
            .collect();
        for (bytes, encoding, delimiter) in [
            ("\u{feff}a,b\nä,2".as_bytes(), "UTF-8", ','),
            (b"a;b\n\xe4;2", "Windows-1252", ';'),
            (&utf16, "UTF-16LE", '\t'),
            ("sep=;\na;b\nä;2".as_bytes(), "UTF-8", ';'),
            ("\"a;,,\";b\rä;2".as_bytes(), "UTF-8", ';'),
        ] {
            let table = read(bytes).unwrap();
            assert_eq!((table.encoding, table.delimiter), (encoding, delimiter));
            assert_eq!(table.rows[0].cells, ["ä", "2"], "{encoding}");
        }
        assert_eq!(lines(&read("sep=;\na;b\nä;2".as_bytes()).unwrap()), [3]);
    }

    #[test]
    fn what_is_no_table_is_told_as_such() {
        assert_eq!(read(b""), Err(Unreadable::Empty));
        assert_eq!(read(b"\xef\xbb\xbf\r\n \r\n"), Err(Unreadable::Empty));
        assert_eq!(table(Kind::People, b"PK\x03\x04\x14\x00\x06\x00"), Err(Unreadable::BrokenWorkbook));
        assert_eq!(
            table(Kind::People, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00"),
            Err(Unreadable::OldWorkbook)
        );
        assert_eq!(read(b"a,b\n1,\x002"), Err(Unreadable::Binary));
        assert_eq!(read(b"a,b\n"), Err(Unreadable::NoRows));
        assert_eq!(read("a,".repeat(300).as_bytes()), Err(Unreadable::TooManyColumns));
        let unclosed = format!("a,b\n1,2\n3,\"{}", "x\n".repeat(40_000));
        assert_eq!(read(unclosed.as_bytes()), Err(Unreadable::HugeCell(3)));
        let long = format!("a,b\n{}", "1,2\n".repeat(MOST_ROWS + 1));
        assert_eq!(read(long.as_bytes()), Err(Unreadable::TooManyRows));
    }

    proptest! {
        #[test]
        fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = read(&bytes);
        }

        #[test]
        fn what_is_written_reads_back(rows in proptest::collection::vec(proptest::collection::vec("[a-zä\"',; \\n]{0,6}x", 3), 2..5)) {
            let text = written(';', rows.iter().map(|row| row.iter().map(|cell| Cow::Borrowed(cell.as_str())).collect()));
            let table = read(text.as_bytes()).unwrap();
            let back: Vec<Vec<String>> = std::iter::once(table.header).chain(table.rows.into_iter().map(|row| row.cells)).collect();
            prop_assert_eq!(back, rows);
        }
    }
}
