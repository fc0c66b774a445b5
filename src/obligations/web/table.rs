//! Tables as files: what is shown, as a spreadsheet reads it.

use crate::platform::answer;
use crate::platform::error::Error;
use actix_web::HttpResponse;

/// A CSV of these rows with a byte-order mark, so that spreadsheets read umlauts; a cell that a spreadsheet would run as a formula gets
/// an apostrophe before it.
pub fn download(name: &str, head: &[String], rows: impl IntoIterator<Item = Vec<String>>) -> Result<HttpResponse, Error> {
    let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    let plain = |cells: &[String]| cells.iter().map(|cell| neutral(cell)).collect::<Vec<_>>();
    writer.write_record(plain(head)).map_err(Error::internal)?;
    for row in rows {
        writer.write_record(plain(&row)).map_err(Error::internal)?;
    }
    let content = writer.into_inner().map_err(|e| Error::internal(e.to_string()))?;
    Ok(answer::download(name, "text/csv; charset=utf-8", content))
}

/// Source of the list: OWASP, CSV injection.
fn neutral(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::neutral;

    #[test]
    fn a_formula_in_a_name_stays_text() {
        assert_eq!(neutral("=1+1"), "'=1+1");
        assert_eq!(neutral("Aydın"), "Aydın");
    }
}
