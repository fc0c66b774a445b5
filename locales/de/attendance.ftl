# Wer da war: Liste, Code, Abschluss.

sessions-day = Mein Tag
day-finding = { $count ->
    [0] Heute schulen Sie nicht
    [1] Heute schulen Sie einmal
   *[other] Heute schulen Sie { $count }-mal
}
day-today = Heute
day-open = Noch nicht abgeschlossen
day-next = Als Nächstes
day-empty = Hier stehen die Termine, an denen Sie schulen.
day-booked = { $count ->
    [1] eine Person
   *[other] { $count } Personen
}
day-missing = { $count ->
    [1] ein Eintrag fehlt
   *[other] { $count } Einträge fehlen
}
attendance-title = Anwesenheit: { $title }
attendance-open = Anwesenheit
attendance-parts = Teile
attendance-code = Code zeigen
attendance-walk-in = Ohne Buchung da
attendance-close = Abschließen
attendance-reopen = Wieder öffnen
attendance-in = { $count } von { $total } sind da
attendance-unmarked = { $count ->
    [1] eine Person ist noch offen
   *[other] { $count } sind noch offen
}
attendance-nobody = Niemand ist gebucht.
attendance-state-none = Noch offen
attendance-state-present = Da
attendance-state-partial = Teilweise da
attendance-state-excused = Entschuldigt
attendance-state-no_show = Nicht da
attendance-tap-present = Da
attendance-tap-no_show = Fehlt
attendance-tap-excused = Entschuldigt
attendance-way-list = Liste
attendance-way-code = mit Code
attendance-way-unsigned = mit Code, ohne Anmeldung
attendance-way-walk_in = ohne Buchung
attendance-way-report = aus dem Bericht der Besprechung
attendance-from = ab { $at }
attendance-to = bis { $at }
attendance-minutes = { $count } Min.
attendance-kept = noch nicht gesendet
attendance-unsent = { $count ->
    [1] Ein Eintrag liegt noch auf diesem Gerät und wird gesendet, sobald das Netz da ist.
   *[other] { $count } Einträge liegen noch auf diesem Gerät und werden gesendet, sobald das Netz da ist.
}
attendance-not-taken = Nicht angenommen
attendance-drop = Verwerfen
attendance-change = Ändern
attendance-rest = { $count ->
    [1] Eine Person ist noch offen:
   *[other] { $count } sind noch offen:
}
attendance-rest-present = Alle da
attendance-rest-absent = Alle nicht da
attendance-outcome-attended = Teilgenommen
attendance-outcome-partly = Teilweise
attendance-outcome-excused = Entschuldigt
attendance-outcome-no_show = Nicht da
attendance-closed-lead = Abgeschlossen.
attendance-closed-text = { $by ->
    [none] { $at }
   *[other] { $at }, { $by }
}
attendance-early-lead = Noch nicht offen.
attendance-early-text = Einträge sind möglich ab { $at }.
attendance-field-part = Teil
attendance-field-answer = Was gilt
attendance-field-from = Von
attendance-field-to = Bis
attendance-field-minutes = Minuten
attendance-from-hint = Leer: von Anfang an.
attendance-to-hint = Leer: bis zum Ende.
attendance-minutes-hint = Nur für „Teilweise da“.
attendance-reason-hint = Nötig, wenn Sie einen Eintrag nach dem Ende ändern, oder einen, den jemand selbst gemacht hat.
attendance-done = Eingetragen
attendance-done-many = { $count } Einträge gemacht
attendance-done-closed = Abgeschlossen. Die Nachweise sind eingetragen.
attendance-done-reopened = Wieder offen. Die Nachweise sind widerrufen.
attendance-closed = Dieser Termin ist abgeschlossen.
attendance-not-closed = Dieser Termin ist nicht abgeschlossen.
attendance-not-over = Abschließen geht, sobald der letzte Teil vorbei ist.
attendance-early = Dieser Teil ist noch nicht offen.
attendance-no-part = Diesen Teil gibt es nicht mehr.
attendance-not-booked = Diese Person hat hier keinen Platz.
attendance-number-taken = Dieser Eintrag steht schon für jemand anderen. Scannen Sie den Code noch einmal.
attendance-fault-times = Die Zeiten müssen der Reihe nach in diesem Teil liegen.
attendance-fault-reason = Sagen Sie, warum der Eintrag ein anderer wird.
attendance-missing = Noch ohne Eintrag: { $names }.
attendance-missing-more = Noch ohne Eintrag: { $names } und { $more } weitere.
attendee-title = Anwesenheit: { $name }
attendee-minutes = { $count } von { $total } Min.
attendee-superseded = gilt nicht mehr
attendee-arrived = angekommen { $at }
attendee-nothing = Noch kein Eintrag.
attendee-mark = Eintragen
attendee-do = Eintragen
walk-in-lead = Wer ohne Buchung da ist, bekommt einen Platz und ist für diesen Teil als da eingetragen.
walk-in-hint = Personalnummer oder Mailadresse.
closing-finding = { $count ->
    [0] Niemand bekommt einen Nachweis
    [1] Eine Person bekommt einen Nachweis
   *[other] { $count } Personen bekommen einen Nachweis
}
closing-lead = Wer mindestens { $percent } % der Minuten da war, bekommt beim Abschließen Nachweis und Zertifikat. Danach lässt sich der Termin nur mit einem Grund wieder öffnen.
closing-missing = { $count ->
    [1] Einer Person fehlt ein Eintrag.
   *[other] { $count } Personen fehlen Einträge.
}
closing-missing-text = Tragen Sie zuerst ein, wer da war:
closing-do = Abschließen
booking-event-walk_in = Ohne Buchung gekommen
booking-reason-title-reopening = Termin wieder öffnen
booking-reason-lead-reopening = Die Nachweise und Zertifikate aus dem Abschluss werden mit diesem Grund widerrufen.
booking-reason-do-reopening = Wieder öffnen
screen-title = Code: { $title }
screen-finding = Mit dem Telefon scannen
screen-reload = Neu laden
screen-alt = QR-Code zum Eintragen
screen-lead = Kamera darauf richten und bestätigen. Der Code wechselt alle paar Sekunden.
screen-until = Offen bis { $at }.
screen-early = Der Code erscheint { $at }.
screen-late = Die Zeit zum Scannen ist vorbei. Tragen Sie auf der Liste ein, wer noch kommt.
check-in-title = Ich bin da
check-in-do = Ich bin da
check-in-name = Ihr Name
check-in-finding-confirm = { $name }, sind Sie da?
check-in-finding-choose = Wer sind Sie?
check-in-finding-done = { $name } ist eingetragen
check-in-finding-already = { $name } ist schon eingetragen
check-in-finding-not_booked = { $name } ist hier nicht gebucht
check-in-finding-nobody = Alle sind eingetragen
check-in-finding-stale = Dieser Code gilt nicht mehr
check-in-text-confirm = Ein Druck genügt.
check-in-text-choose = Wählen Sie Ihren Namen. Wer schult, sieht, dass der Eintrag ohne Anmeldung gemacht wurde.
check-in-text-done = Sie können diese Seite schließen.
check-in-text-already = Es ist nichts weiter zu tun.
check-in-text-not_booked = Sprechen Sie mit der Person, die schult. Sie kann Sie auf die Liste nehmen.
check-in-text-nobody = Fehlt Ihr Name, sprechen Sie mit der Person, die schult.
check-in-text-stale = Er wechselt alle paar Sekunden. Scannen Sie ihn noch einmal von der Leinwand.
check-in-not-open = Eintragen geht gerade nicht. Sprechen Sie mit der Person, die schult.
check-in-already = Diese Person ist schon eingetragen.
session-fault-marked = Für diesen Teil ist schon eingetragen, wer da war. Er bleibt, wie er ist.
session-mail-subject-marks = Anwesenheit abschließen
session-mail-finding-marks = Bitte abschließen: { $title }
session-mail-text-marks = Einträge, die noch fehlen: { $reason }. Tragen Sie ein, wer da war, und schließen Sie den Termin ab.
session-mail-subject-marks_done = Anwesenheit abschließen
session-mail-finding-marks_done = Bitte abschließen: { $title }
session-mail-text-marks_done = Alle Einträge sind da. Schließen Sie den Termin ab, damit die Nachweise entstehen.
workshop-field-early_minutes = Eintragen ab
workshop-field-late_minutes = Selbst eintragen bis
workshop-field-least_percent = Teilgenommen ab
workshop-unit-minutes-before = Min. vor Beginn
workshop-unit-minutes-after = Min. nach Beginn
workshop-least-percent-hint = Anteil der Minuten.
workshop-late-hint = Mit dem Telefon; danach trägt ein, wer schult.
list-print = Liste drucken
list-title = Anwesenheitsliste
list-usual = Mit den üblichen Spalten
list-lead = Ein Blatt zum Unterschreiben, mit allen Gebuchten und leeren Zeilen für andere.
list-columns = Spalten
list-column-number = Nr.
list-column-name = Name
list-column-organisation = Betrieb
list-column-job_role = Tätigkeit
list-column-signature = Unterschrift je Teil
list-column-remark = Bemerkung
list-blank = Leere Zeilen
list-blank-hint = Höchstens 30.
list-do = PDF herunterladen

report-title = Bericht der Besprechung
report-lead = Teams, Zoom, Webex und andere lassen die Organisierenden herunterladen, wer dabei war. Geben Sie diese Datei hier ab: Zuerst sehen Sie, was daraus folgt.
report-file = Bericht
report-file-hint = CSV oder Text, wie das Programm der Besprechung ihn ausgibt.
report-no-file = Wählen Sie eine Datei.
report-look = Ansehen, was daraus folgt
report-unreadable-no_head = Keine Zeile nennt Spalten für Personen und ihre Zeiten.
report-unreadable-too_long = Das ist zu lang für den Bericht einer Besprechung.
meeting-fault-future = Das liegt in der Zukunft.
report-unreadable-nobody = In diesem Bericht steht niemand.
report-finding = { $count ->
    [one] Eine Person im Bericht
   *[other] { $count } Personen im Bericht
}
report-weighed = Minuten innerhalb des Teils { $part }, der { $minutes } Minuten hat. Vermerkt ist noch nichts.
report-stands = schon vermerkt; das bleibt
report-who = Wer ist { $name }?
report-nobody = Niemand von der Liste
report-absent = Auf der Liste, nicht im Bericht
report-absent-hint = Sie bekommen daraus keinen Vermerk. Vermerken Sie die Übrigen auf der Liste.
report-take = Vermerke übernehmen
report-again = Andere Datei
report-named-twice = Zwei Zeilen nennen dieselbe Person. Geben Sie jeder Person eine Zeile.
