//! Rows as JSON arrays: SQLite looks for a cell of an object by comparing names one after the other, for each cell of each row; in an array it
//! counts.

use serde::Serialize;
use serde_json::ser::{CharEscape, CompactFormatter, Formatter, Serializer};
use std::io::{self, Write};

/// Rows as they travel: an array of arrays, and the name of each place in them.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Cells {
    /// The JSON text.
    pub(super) text: String,
    /// Names of the cells, in their order.
    pub(super) names: Vec<String>,
}

/// Writes rows as arrays; none where they are not all of one shape with plain cells, so that they must travel as they are.
pub(super) fn cells<T: Serialize>(rows: &[T]) -> serde_json::Result<Option<Cells>> {
    let mut out = Vec::new();
    let mut rows_as_arrays = RowsAsArrays::default();
    rows.serialize(&mut Serializer::with_formatter(&mut out, &mut rows_as_arrays))?;
    let RowsAsArrays { names, odd, .. } = rows_as_arrays;
    let text = String::from_utf8(out).map_err(serde::ser::Error::custom)?;
    Ok((!odd).then_some(Cells { text, names }))
}

/// Leaves the names of a row's cells out and remembers them.
#[derive(Debug, Default)]
struct RowsAsArrays {
    depth: usize,
    names: Vec<String>,
    /// The place in the row.
    at: usize,
    /// The name that is being written.
    name: Option<String>,
    named: bool,
    odd: bool,
}

/// How deep a row's cells stand: in the list of rows, and in a row.
const IN_ROW: usize = 2;

impl RowsAsArrays {
    fn named(&mut self, name: String) {
        match self.named {
            true => self.odd |= self.names.get(self.at) != Some(&name),
            false => self.names.push(name),
        }
        self.at += 1;
    }
}

impl Formatter for &mut RowsAsArrays {
    fn begin_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.odd |= self.depth > 0;
        self.depth += 1;
        CompactFormatter.begin_array(writer)
    }

    fn end_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.depth -= 1;
        CompactFormatter.end_array(writer)
    }

    fn begin_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.odd |= self.depth + 1 != IN_ROW;
        self.depth += 1;
        self.at = 0;
        writer.write_all(b"[")
    }

    fn end_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.depth -= 1;
        // A row that leaves cells out at its end is of another shape.
        self.odd |= self.named && self.at != self.names.len();
        self.named = true;
        writer.write_all(b"]")
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.name = Some(String::new());
        if first { Ok(()) } else { writer.write_all(b",") }
    }

    fn end_object_key<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        if let Some(name) = self.name.take() {
            self.named(name);
        }
        Ok(())
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        Ok(())
    }

    fn begin_string<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        match self.name {
            Some(_) => Ok(()),
            None => CompactFormatter.begin_string(writer),
        }
    }

    fn end_string<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        match self.name {
            Some(_) => Ok(()),
            None => CompactFormatter.end_string(writer),
        }
    }

    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        match &mut self.name {
            Some(name) => {
                name.push_str(fragment);
                Ok(())
            }
            None => CompactFormatter.write_string_fragment(writer, fragment),
        }
    }

    fn write_char_escape<W: ?Sized + Write>(&mut self, writer: &mut W, escape: CharEscape) -> io::Result<()> {
        // No column is called so.
        self.odd |= self.name.is_some();
        CompactFormatter.write_char_escape(writer, escape)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::{Value, json};

    #[derive(Serialize)]
    struct Row<'a> {
        id: &'a str,
        done: bool,
        count: Option<i32>,
    }

    #[test]
    fn rows_travel_without_the_names_of_their_cells() {
        let rows = [
            Row {
                id: "a\"b\n",
                done: true,
                count: Some(-7),
            },
            Row {
                id: "",
                done: false,
                count: None,
            },
        ];
        let found = cells(&rows).unwrap().unwrap();
        assert_eq!(found.names, ["id", "done", "count"]);
        assert_eq!(found.text, r#"[["a\"b\n",true,-7],["",false,null]]"#);
        let none: [Row<'_>; 0] = [];
        assert_eq!(cells(&none).unwrap().unwrap().text, "[]");
    }

    #[test]
    fn rows_of_different_shapes_travel_as_they_are() {
        for odd in [
            json!([{"a": 1, "b": 2}, {"a": 1}]),
            json!([{"a": 1}, {"a": 1, "b": 2}]),
            json!([{"a": 1}, {"b": 1}]),
            json!([{"a": [1]}]),
            json!([{"a": {"b": 1}}]),
            json!([[1]]),
        ] {
            let rows = odd.as_array().unwrap();
            assert_eq!(cells(rows).unwrap(), None, "{odd}");
        }
    }

    proptest! {
        #[test]
        fn every_cell_is_what_it_was(rows in proptest::collection::vec((".{0,12}", any::<i64>(), proptest::option::of(".{0,5}")), 1..6)) {
            let rows: Vec<Value> = rows.iter().map(|(text, count, more)| json!({ "text": text, "count": count, "more": more })).collect();
            let found = cells(&rows).unwrap().unwrap();
            let read: Vec<Vec<Value>> = serde_json::from_str(&found.text).unwrap();
            for (row, read) in rows.iter().zip(read) {
                for (name, cell) in found.names.iter().zip(read) {
                    prop_assert_eq!(&row[name], &cell);
                }
            }
        }
    }
}
