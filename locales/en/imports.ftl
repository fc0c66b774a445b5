# Imports: files that come in.

import-unreadable-empty = The file is empty.
import-unreadable-binary = This is no text file. Save it as CSV, not as a workbook.
import-unreadable-no_rows = The file has a first line and nothing below it.
import-unreadable-too_many_rows = The file has more than 100,000 rows. Split it.
import-unreadable-too_many_columns = The first line has more than 200 cells. Choose another file.
import-unreadable-huge_cell = The row on line { $line } has a cell larger than a spreadsheet can hold. Perhaps a quotation mark is missing there.

import-refused-not-checked = The file is not checked yet, or was decided about already.
import-refused-rows = Some rows are refused. Correct the file, or take the good rows.
import-refused-nothing = The file changes nothing.
import-refused-unconfirmed = { $count } people are missing from the file. Confirm this number first.
import-refused-overtaken = Something has changed meanwhile. Check the file again.
