//! Tables as files: exactly what a page shows, as CSV or as a workbook (XLSX). Every list that can be taken along is written here.
//!
//! Days and figures are typed in a workbook, so that a spreadsheet sorts and adds them; foreign text is text in either form, whatever it
//! begins with.

use super::answer;
use super::error::{Error, Message};
use crate::rules::id::Instant;
use crate::rules::spreadsheet::neutral;
use actix_web::HttpResponse;
use actix_web::web::Bytes;
use chrono::{Datelike, NaiveDate};
use futures_util::stream::{self, Stream, StreamExt, TryStreamExt};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format as Look, Workbook, Worksheet, XlsxError};
use serde::Serialize;
use std::borrow::Cow;

/// Most rows of a workbook. It is put together in memory; CSV has no such limit.
const MOST_IN_WORKBOOK: usize = 100_000;

/// Most characters of a cell of a workbook.
const MOST_IN_CELL: usize = 32_767;

/// Rows whose texts decide how wide a column is.
const LOOKED_AT: usize = 200;

/// The format of a date that a spreadsheet shows as its own language writes it (ECMA-376, part 1, 18.8.30).
const LOCAL_DATE: u8 = 14;

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The two forms of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Comma-separated values in UTF-8.
    Csv,
    /// A workbook with one sheet.
    Xlsx,
}

impl Format {
    /// The form that an address asks for by its ending; CSV where it has none.
    pub fn of(address: &str) -> Self {
        let path = address.split('?').next().unwrap_or_default();
        if path.ends_with(".xlsx") { Self::Xlsx } else { Self::Csv }
    }
}

/// The addresses under which a page's table can be had.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Export {
    /// As CSV.
    pub csv: String,
    /// As a workbook.
    pub xlsx: String,
}

impl Export {
    /// Both, given that of the CSV.
    pub fn of(csv: String) -> Self {
        Self {
            xlsx: csv.replacen(".csv", ".xlsx", 1),
            csv,
        }
    }
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Text, perhaps from outside.
    Text(String),
    /// A count.
    Count(i64),
    /// A figure with so many decimals.
    Figure(f64, usize),
    /// A day.
    Day(NaiveDate),
    /// Nothing.
    Empty,
}

impl Cell {
    fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Text(text) => Cow::Borrowed(text),
            Self::Count(count) => Cow::Owned(count.to_string()),
            Self::Figure(figure, decimals) => Cow::Owned(format!("{figure:.decimals$}")),
            Self::Day(day) => Cow::Owned(day.to_string()),
            Self::Empty => Cow::Borrowed(""),
        }
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<i64> for Cell {
    fn from(count: i64) -> Self {
        Self::Count(count)
    }
}

impl From<NaiveDate> for Cell {
    fn from(day: NaiveDate) -> Self {
        Self::Day(day)
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(cell: Option<T>) -> Self {
        cell.map_or(Self::Empty, Into::into)
    }
}

/// A table to take along.
#[derive(Clone, Debug)]
pub struct Table {
    /// Name of the file without its ending, and of the sheet.
    pub name: String,
    /// The first line.
    pub head: Vec<String>,
    /// All further ones.
    pub rows: Vec<Vec<Cell>>,
    /// Whether a CSV begins with a byte-order mark, by which spreadsheets know UTF-8; programs that read it rather do without.
    pub marked: bool,
}

impl Table {
    /// As CSV: UTF-8, commas, one first line.
    pub fn csv(&self) -> Result<Vec<u8>, Error> {
        let head: Vec<Cell> = self.head.iter().map(|cell| cell.as_str().into()).collect();
        let mark: &[u8] = if self.marked { "\u{feff}".as_bytes() } else { &[] };
        Ok([mark, &lines(&[head])?, &lines(&self.rows)?].concat())
    }

    /// As a workbook, made at an instant: the first row stands still and filters, days are days, text is text.
    ///
    /// # Errors
    ///
    /// [`Error::Refused`] where it has more rows than a workbook is made of here.
    pub fn xlsx(&self, at: Instant) -> Result<Vec<u8>, Error> {
        if self.rows.len() > MOST_IN_WORKBOOK {
            return Err(Error::Refused(Message::new("table-too-long")));
        }
        self.workbook(at).map_err(Error::internal)
    }

    fn workbook(&self, at: Instant) -> Result<Vec<u8>, XlsxError> {
        let mut workbook = Workbook::new();
        workbook.set_properties(&DocProperties::new().set_creation_datetime(&day_of(at.utc().date_naive())?));
        let sheet = workbook.add_worksheet();
        sheet.set_name(sheet_name(&self.name))?;
        let bold = Look::new().set_bold();
        for (column, head) in (0..).zip(&self.head) {
            sheet.write_string_with_format(0, column, head, &bold)?;
            sheet.set_column_width(column, self.width(usize::from(column)))?;
        }
        let looks = Looks::default();
        for (line, row) in (1..).zip(&self.rows) {
            for (column, cell) in (0..).zip(row) {
                looks.write(sheet, line, column, cell)?;
            }
        }
        let last_row = u32::try_from(self.rows.len()).unwrap_or(u32::MAX);
        if let Some(last_column) = self.head.len().checked_sub(1) {
            sheet.autofilter(0, 0, last_row, u16::try_from(last_column).unwrap_or(u16::MAX))?;
        }
        sheet.set_freeze_panes(1, 0)?;
        sheet.set_repeat_rows(0, 0)?;
        workbook.save_to_buffer()
    }

    /// In characters.
    fn width(&self, column: usize) -> f64 {
        let texts = self.rows.iter().take(LOOKED_AT).filter_map(|row| row.get(column));
        let longest = texts.map(|cell| cell.text().chars().count()).max().unwrap_or(0);
        // The arrow of the filter needs room beside the words.
        let head = self.head.get(column).map_or(0, |head| head.chars().count() + 3);
        longest.max(head).clamp(8, 60) as f64
    }
}

/// Rows as the lines of a CSV.
pub fn lines(rows: &[Vec<Cell>]) -> Result<Vec<u8>, Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        let cells = row.iter().map(|cell| match cell {
            Cell::Text(text) => neutral(text),
            other => other.text(),
        });
        writer.write_record(cells.map(Cow::into_owned)).map_err(Error::internal)?;
    }
    writer.into_inner().map_err(|e| Error::internal(e.to_string()))
}

/// How cells look.
struct Looks {
    day: Look,
    figures: [Look; 3],
}

impl Default for Looks {
    fn default() -> Self {
        Self {
            day: Look::new().set_num_format_index(LOCAL_DATE),
            figures: ["0", "0.0", "0.00"].map(|form| Look::new().set_num_format(form)),
        }
    }
}

impl Looks {
    fn write(&self, sheet: &mut Worksheet, row: u32, column: u16, cell: &Cell) -> Result<(), XlsxError> {
        match cell {
            Cell::Text(text) if text.is_empty() => {}
            // Written as a string, a text that begins like a formula is never run.
            Cell::Text(text) if text.chars().count() > MOST_IN_CELL => {
                let begin: String = text.chars().take(MOST_IN_CELL).collect();
                sheet.write_string(row, column, begin)?;
            }
            Cell::Text(text) => {
                sheet.write_string(row, column, text)?;
            }
            Cell::Count(count) => {
                sheet.write_number(row, column, *count as f64)?;
            }
            Cell::Figure(figure, decimals) => {
                let [whole, tenths, hundredths] = &self.figures;
                let look = match decimals {
                    0 => whole,
                    1 => tenths,
                    _ => hundredths,
                };
                sheet.write_number_with_format(row, column, *figure, look)?;
            }
            // Days before 1900 are none to a spreadsheet.
            Cell::Day(day) => match day_of(*day) {
                Ok(known) => {
                    sheet.write_datetime_with_format(row, column, &known, &self.day)?;
                }
                Err(_) => {
                    sheet.write_string(row, column, day.to_string())?;
                }
            },
            Cell::Empty => {}
        }
        Ok(())
    }
}

fn day_of(day: NaiveDate) -> Result<ExcelDateTime, XlsxError> {
    let part = |number: u32| u8::try_from(number).unwrap_or(1);
    ExcelDateTime::from_ymd(u16::try_from(day.year()).unwrap_or(0), part(day.month()), part(day.day()))
}

/// What a sheet may be called: at most 31 characters, some of them reserved.
fn sheet_name(name: &str) -> String {
    let allowed = |letter: &char| !matches!(letter, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\'');
    let shown: String = name.chars().filter(allowed).take(31).collect();
    if shown.is_empty() { "kundig".to_owned() } else { shown }
}

/// The table as a file of the form that the address asks for; put together off the event loop.
pub async fn download(address: &str, table: Table, at: Instant) -> Result<HttpResponse, Error> {
    let format = Format::of(address);
    let name = table.name.clone();
    let content = actix_web::web::block(move || match format {
        Format::Csv => table.csv(),
        Format::Xlsx => table.xlsx(at),
    })
    .await??;
    Ok(match format {
        Format::Csv => answer::download(&format!("{name}.csv"), "text/csv; charset=utf-8", content),
        Format::Xlsx => answer::download(&format!("{name}.xlsx"), XLSX, content),
    })
}

/// A table of any length as CSV, sent page by page while it is read. `begin` holds the first line. The first page is read before anything is
/// answered, so that what cannot be read is an error; one that comes later breaks the answer off, which every client sees.
pub async fn stream(begin: &Table, pages: impl Stream<Item = Result<Vec<Vec<Cell>>, Error>> + 'static) -> Result<HttpResponse, Error> {
    let mut pages = Box::pin(pages);
    let first = pages.next().await.transpose()?.unwrap_or_default();
    let first = [begin.csv()?, lines(&first)?].concat();
    let rest = pages.map(|page| {
        let written = page.and_then(|page| lines(&page));
        written.inspect_err(|error| tracing::error!(%error, "a file breaks off"))
    });
    let body = stream::once(std::future::ready(Ok(first))).chain(rest);
    let name = format!("{}.csv", begin.name);
    Ok(answer::download_stream(&name, "text/csv; charset=utf-8", body.map_ok(Bytes::from)))
}

/// Reads pages into one table, for a workbook, which is put together in memory; no more of them than it takes.
pub async fn gathered(mut begin: Table, pages: impl Stream<Item = Result<Vec<Vec<Cell>>, Error>>) -> Result<Table, Error> {
    let mut pages = std::pin::pin!(pages);
    while begin.rows.len() <= MOST_IN_WORKBOOK
        && let Some(page) = pages.next().await
    {
        begin.rows.extend(page?);
    }
    Ok(begin)
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::{Data, Reader, Xlsx};
    use std::io::Cursor;

    fn table() -> Table {
        let day = NaiveDate::from_ymd_opt(2026, 12, 2).unwrap();
        Table {
            name: "kundig-network".to_owned(),
            head: vec!["Name".to_owned(), "=Tag".to_owned(), "Leute".to_owned(), "Anteil".to_owned()],
            rows: vec![
                vec!["=1+1".into(), day.into(), 12_i64.into(), Cell::Figure(38.25, 1)],
                vec!["Aydın".into(), Cell::Empty, 0_i64.into(), Cell::Figure(0.0, 1)],
            ],
            marked: true,
        }
    }

    fn noon() -> Instant {
        "2026-11-24T12:00:00Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap().into()
    }

    #[test]
    fn a_formula_in_a_name_stays_text_in_either_form() {
        let text = String::from_utf8(Table { marked: false, ..table() }.csv().unwrap()).unwrap();
        assert_eq!(text, "Name,'=Tag,Leute,Anteil\n'=1+1,2026-12-02,12,38.2\nAydın,,0,0.0\n");
        assert!(table().csv().unwrap().starts_with("\u{feff}".as_bytes()));
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(table().xlsx(noon()).unwrap())).unwrap();
        assert!(book.worksheet_formula("kundig-network").unwrap().is_empty());
        let sheet = book.worksheet_range("kundig-network").unwrap();
        assert_eq!(sheet.get_value((1, 0)), Some(&Data::String("=1+1".to_owned())));
        assert_eq!(sheet.get_value((0, 1)), Some(&Data::String("=Tag".to_owned())));
    }

    #[test]
    fn days_and_figures_are_typed() {
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(table().xlsx(noon()).unwrap())).unwrap();
        let sheet = book.worksheet_range("kundig-network").unwrap();
        let Some(Data::DateTime(day)) = sheet.get_value((1, 1)) else {
            panic!("{:?} is no day", sheet.get_value((1, 1)))
        };
        assert_eq!(day.to_ymd_hms_milli(), (2026, 12, 2, 0, 0, 0, 0));
        assert_eq!(sheet.get_value((1, 2)), Some(&Data::Float(12.0)));
        assert_eq!(sheet.get_value((1, 3)), Some(&Data::Float(38.25)));
        assert_eq!(sheet.get_value((2, 1)), Some(&Data::Empty));
    }

    #[test]
    fn the_same_table_gives_the_same_bytes() {
        assert_eq!(table().xlsx(noon()).unwrap(), table().xlsx(noon()).unwrap());
    }

    #[test]
    fn the_address_says_which_form() {
        assert_eq!(Format::of("/network/table.xlsx?country=DE"), Format::Xlsx);
        assert_eq!(Format::of("/network/table.csv?search=a.xlsx"), Format::Csv);
        let export = Export::of("/network/table.csv?search=b.csv".to_owned());
        assert_eq!(export.xlsx, "/network/table.xlsx?search=b.csv");
        assert_eq!(sheet_name("reminders: 2026/11"), "reminders 202611");
    }
}
