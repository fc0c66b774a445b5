# Importe: Dateien, die hereinkommen.

import-unreadable-empty = Die Datei ist leer.
import-unreadable-binary = Das ist keine Textdatei. Speichern Sie sie als CSV, nicht als Arbeitsmappe.
import-unreadable-no_rows = Die Datei hat eine erste Zeile und darunter nichts.
import-unreadable-too_many_rows = Die Datei hat mehr als 100.000 Zeilen. Teilen Sie sie.
import-unreadable-too_many_columns = Die erste Zeile hat mehr als 200 Zellen. Wählen Sie eine andere Datei.
import-unreadable-huge_cell = Der Eintrag in Zeile { $line } hat eine Zelle, die größer ist, als eine Tabelle fassen kann. Vielleicht fehlt dort ein Anführungszeichen.

import-refused-not-checked = Die Datei ist noch nicht geprüft, oder es ist schon entschieden.
import-refused-rows = Einige Zeilen sind abgewiesen. Berichtigen Sie die Datei, oder übernehmen Sie die guten Zeilen.
import-refused-nothing = Die Datei ändert nichts.
import-refused-unconfirmed = { $count } Personen fehlen in der Datei. Bestätigen Sie zuerst diese Zahl.
import-refused-overtaken = Inzwischen hat sich etwas geändert. Prüfen Sie die Datei noch einmal.
