//! Workbooks (XLSX): the cells of one sheet as the rows of a table, within bounds. What follows is the same as for a text file.

use super::read::{MOST_COLUMNS, MOST_IN_CELL, MOST_ROWS, Row, Table, Unreadable};
use crate::rules::import::Kind;
use calamine::{DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx};
use std::io::{Cursor, Read};

/// Most bytes of all parts of a workbook, unpacked. A file that grows beyond is no table that a person filled in.
const MOST_UNPACKED: u64 = 128 << 20;

/// Most bytes of text in the cells of a sheet; a workbook keeps a text once, however often a cell shows it.
const MOST_TEXT: usize = 64 << 20;

/// Most parts of a workbook.
const MOST_PARTS: usize = 2_000;

/// What stands for the encoding of a workbook.
pub const NAME: &str = "XLSX";

/// The media type of a workbook.
pub const MEDIA_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Whether these are the first bytes of a workbook.
pub fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// Whether these are the first bytes of a workbook of before 2007, or of one with a password (MS-CFB, section 2.2).
pub fn is_old_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
}

/// Reads the sheet that bears the name of what the file is about, else the first one that is shown.
pub fn table(kind: Kind, bytes: &[u8]) -> Result<Table, Unreadable> {
    unpacks_within_bounds(bytes)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| Unreadable::BrokenWorkbook)?;
    let sheet = chosen(kind, &book).ok_or(Unreadable::Empty)?;
    let mut sheet = book.worksheet_cells_reader(&sheet).map_err(|_| Unreadable::BrokenWorkbook)?;
    let mut grid = Grid::default();
    while let Some(cell) = sheet.next_cell().map_err(|_| Unreadable::BrokenWorkbook)? {
        let (row, column) = cell.get_position();
        grid.add(row, column, shown(cell.get_value()))?;
    }
    grid.table()
}

/// Unpacks every part once and throws it away, since the sizes that an archive declares may lie.
fn unpacks_within_bounds(bytes: &[u8]) -> Result<(), Unreadable> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable::BrokenWorkbook)?;
    if archive.len() > MOST_PARTS {
        return Err(Unreadable::HugeWorkbook);
    }
    let mut left = MOST_UNPACKED;
    for place in 0..archive.len() {
        let part = archive.by_index(place).map_err(|_| Unreadable::BrokenWorkbook)?;
        let size = std::io::copy(&mut part.take(left + 1), &mut std::io::sink()).map_err(|_| Unreadable::BrokenWorkbook)?;
        left = left.checked_sub(size).ok_or(Unreadable::HugeWorkbook)?;
    }
    Ok(())
}

fn chosen(kind: Kind, book: &Xlsx<Cursor<&[u8]>>) -> Option<String> {
    let mut sheets = book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let named = |name: &str| {
        let name = name.trim().to_lowercase();
        kind.sheet_names().iter().any(|known| *known == name)
    };
    let first = || sheets.clone().find(|sheet| sheet.visible == SheetVisible::Visible);
    let by_name = sheets.clone().find(|sheet| named(&sheet.name));
    by_name.or_else(first).or_else(|| sheets.next()).map(|sheet| sheet.name.clone())
}

/// A cell as a person would type it: days as `2026-12-02`, whole numbers without a point.
fn shown(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Empty | DataRef::Error(_) => String::new(),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(yes) => yes.to_string(),
        DataRef::DateTime(at) => day(at),
        // `2026-12-02T00:00:00`, as some programs write days.
        DataRef::DateTimeIso(text) => text.strip_suffix("T00:00:00").unwrap_or(text).to_owned(),
        DataRef::DurationIso(text) => text.clone(),
    }
}

fn day(at: &ExcelDateTime) -> String {
    if !at.is_datetime() {
        return at.as_f64().to_string();
    }
    let (year, month, day, hour, minute, second, _) = at.to_ymd_hms_milli();
    let day = format!("{year:04}-{month:02}-{day:02}");
    match (hour, minute, second) {
        (0, 0, 0) => day,
        _ => format!("{day} {hour:02}:{minute:02}:{second:02}"),
    }
}

/// The rows so far, those without text left out.
#[derive(Default)]
struct Grid {
    rows: Vec<Row>,
    text: usize,
}

impl Grid {
    /// Puts a text at a place; both are counted from 0. Cells come row by row.
    fn add(&mut self, row: u32, column: u32, text: String) -> Result<(), Unreadable> {
        if text.trim().is_empty() {
            return Ok(());
        }
        let line = row.saturating_add(1);
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        if column >= MOST_COLUMNS {
            return Err(Unreadable::TooManyColumns);
        }
        if text.len() > MOST_IN_CELL && text.chars().count() > MOST_IN_CELL {
            return Err(Unreadable::HugeCell(line));
        }
        self.text = self.text.saturating_add(text.len());
        if self.text > MOST_TEXT {
            return Err(Unreadable::HugeWorkbook);
        }
        if self.rows.last().is_none_or(|last| last.line != line) {
            if self.rows.len() > MOST_ROWS {
                return Err(Unreadable::TooManyRows);
            }
            if self.rows.last().is_some_and(|last| last.line > line) {
                return Err(Unreadable::BrokenWorkbook);
            }
            self.rows.push(Row { line, cells: Vec::new() });
        }
        if let Some(last) = self.rows.last_mut() {
            if last.cells.len() <= column {
                last.cells.resize(column + 1, String::new());
            }
            if let Some(cell) = last.cells.get_mut(column) {
                *cell = text;
            }
        }
        Ok(())
    }

    fn table(self) -> Result<Table, Unreadable> {
        let mut rows = self.rows.into_iter();
        let header = rows.next().ok_or(Unreadable::Empty)?.cells;
        // A sheet knows no end of a row: what is missing at its end is empty, as in a text file.
        let rows: Vec<Row> = rows
            .map(|mut row| {
                let width = header.len().max(row.cells.len());
                row.cells.resize(width, String::new());
                row
            })
            .collect();
        if rows.is_empty() {
            return Err(Unreadable::NoRows);
        }
        Ok(Table {
            encoding: NAME,
            delimiter: ',',
            header,
            rows,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rust_xlsxwriter::{ExcelDateTime as Written, Format, Workbook};
    use std::io::Write;
    use zip::write::SimpleFileOptions;

    fn book(sheets: &[(&str, &[&[&str]])]) -> Vec<u8> {
        let mut book = Workbook::new();
        for (name, rows) in sheets {
            let sheet = book.add_worksheet();
            sheet.set_name(*name).unwrap();
            for (line, row) in (0..).zip(*rows) {
                for (column, cell) in (0..).zip(*row) {
                    sheet.write_string(line, column, *cell).unwrap();
                }
            }
        }
        book.save_to_buffer().unwrap()
    }

    #[test]
    fn the_sheet_that_bears_the_kinds_name_is_read_else_the_first() {
        let notes: (&str, &[&[&str]]) = ("Notizen", &[&["Thema"], &["x"]]);
        let people: (&str, &[&[&str]]) = ("Personen ", &[&["external_id", "given_name"], &["", ""], &["T-1", "Åsa"]]);
        let table_of = |kind, sheets: &[(&str, &[&[&str]])]| table(kind, &book(sheets)).unwrap();
        let read = table_of(Kind::People, &[notes, people]);
        assert_eq!(read.header, ["external_id", "given_name"]);
        // A blank row is left out and still counted.
        assert_eq!((read.rows[0].line, read.rows[0].cells[1].as_str()), (3, "Åsa"));
        assert_eq!(table_of(Kind::Completions, &[notes, people]).header, ["Thema"]);
    }

    #[test]
    fn days_may_be_cells_or_text_and_numbers_stay_as_typed() {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        let date = Format::new().set_num_format("dd.mm.yyyy");
        sheet.write_string(0, 0, "on").unwrap();
        sheet
            .write_datetime_with_format(1, 0, Written::from_ymd(2026, 2, 28).unwrap(), &date)
            .unwrap();
        sheet.write_string(2, 0, "28.02.2026").unwrap();
        sheet.write_number(3, 0, 10_042.0).unwrap();
        sheet.write_number(4, 0, 87.5).unwrap();
        sheet
            .write_formula(5, 0, rust_xlsxwriter::Formula::new("=1+1").set_result("2"))
            .unwrap();
        let read = table(Kind::Completions, &book.save_to_buffer().unwrap()).unwrap();
        let cells: Vec<&str> = read.rows.iter().map(|row| row.cells[0].as_str()).collect();
        assert_eq!(cells, ["2026-02-28", "28.02.2026", "10042", "87.5", "2"]);
    }

    #[test]
    fn what_is_no_table_is_told_as_such() {
        assert_eq!(table(Kind::People, b"PK\x03\x04nothing"), Err(Unreadable::BrokenWorkbook));
        assert_eq!(table(Kind::People, &book(&[("A", &[])])), Err(Unreadable::Empty));
        assert_eq!(table(Kind::People, &book(&[("A", &[&["external_id"]])])), Err(Unreadable::NoRows));
        let wide = vec!["x"; MOST_COLUMNS + 1];
        assert_eq!(table(Kind::People, &book(&[("A", &[&wide])])), Err(Unreadable::TooManyColumns));
    }

    #[test]
    fn an_archive_that_swells_is_refused_before_it_is_read() {
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        archive.start_file("xl/workbook.xml", SimpleFileOptions::default()).unwrap();
        let zeros = vec![0_u8; 1 << 20];
        for _ in 0..=MOST_UNPACKED >> 20 {
            archive.write_all(&zeros).unwrap();
        }
        let packed = archive.finish().unwrap().into_inner();
        assert!(packed.len() < 1 << 20);
        assert_eq!(table(Kind::People, &packed), Err(Unreadable::HugeWorkbook));
    }

    #[test]
    fn a_text_that_is_shown_too_often_is_refused() {
        let mut grid = Grid::default();
        let text = "x".repeat(MOST_IN_CELL);
        let outcome = (0..3_000).try_for_each(|row| grid.add(row, 0, text.clone()));
        assert_eq!(outcome, Err(Unreadable::HugeWorkbook));
    }

    proptest! {
        #[test]
        fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = table(Kind::People, &bytes);
            let _ = table(Kind::People, &[b"PK\x03\x04".as_slice(), &bytes].concat());
        }
    }
}
