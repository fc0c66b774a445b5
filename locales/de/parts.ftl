# Wiederkehrende Bausteine: Knöpfe, Felder, Fortschritt, Fehler.

action-cancel = Abbrechen
action-close = Schließen
action-continue = Weitermachen
action-copied = Kopiert
action-copy = Kopieren
action-next = Weiter
action-save = Speichern
action-undo = Rückgängig

form-calendar = Kalender
form-date-order = dmy
form-error = Fehler:
form-faults = { $count ->
    [1] Eine Angabe stimmt noch nicht
    [2] Zwei Angaben stimmen noch nicht
    [3] Drei Angaben stimmen noch nicht
   *[other] { $count } Angaben stimmen noch nicht
}
form-hide = Verbergen
form-optional = (freiwillig)
form-reason = Grund
form-show = Anzeigen

rich-tools = Text gestalten
rich-bold = Fett
rich-italic = Kursiv
rich-code = Wie getippt
rich-link = Verweis
rich-link-address = Adresse, zu der der Text führt
rich-link-set = Verweis setzen
rich-link-none = Verweis entfernen
rich-heading = Überschrift { $level }
rich-bullets = Liste
rich-numbers = Nummerierte Liste

paging-label = Seiten
paging-range = { $first } bis { $last } von { $total }
paging-previous = Vorherige
paging-next = Nächste
filter-remove = Filter entfernen

resume-where = Weitermachen, wo Sie waren
step-done = erledigt:
step-of = Schritt { $step } von { $steps }
about-minutes-left = { $minutes ->
    [1] noch etwa 1 Minute
   *[other] noch etwa { $minutes } Minuten
}

saving-saved = Gespeichert
saving-saved-at = Gespeichert { $time }
saving-waiting = Wartet auf Netz
saving-synced = Abgeglichen
saving-synced-at = Abgeglichen { $time }

error-request = Nummer dieser Anfrage: { $id }
error-name = Das hat nicht geklappt
error-finding-not_found = Diese Seite gibt es nicht
error-finding-forbidden = Dafür fehlt Ihnen das Recht
error-finding-signed_out = Sie sind nicht mehr angemeldet
error-finding-conflict = Jemand anderes hat das inzwischen geändert
error-finding-too_large = Die Datei ist zu groß
error-finding-too_many = Das waren zu viele Versuche
error-finding-bad_request = Diese Anfrage verstehen wir nicht
error-finding-busy = Gerade ist zu viel los
error-finding-fault = Bei uns ist etwas schiefgegangen
error-safe-not_found = Vielleicht ist der Link alt oder unvollständig. Verloren ist nichts.
error-safe-forbidden = Wer Ihre Rolle vergibt, kann das ändern. Verloren ist nichts.
error-safe-signed_out = Gespeichert ist nichts. Melden Sie sich in einem neuen Fenster an und laden Sie dann diese Seite neu: Ihr Browser schickt Ihre Angaben noch einmal.
error-safe-conflict = Ihre Änderung ist nicht gespeichert. Sehen Sie sich den neuen Stand an und ändern Sie noch einmal.
error-safe-too_large = Gespeichert ist nichts. Teilen Sie die Datei oder verkleinern Sie sie.
error-safe-too_many = Warten Sie einige Minuten. Ihr Konto und Ihre Daten sind unberührt.
error-safe-bad_request = Gespeichert ist nichts. Gehen Sie zurück und versuchen Sie es noch einmal.
error-safe-busy = Gespeicherte Antworten sind sicher. Versuchen Sie es in ein paar Sekunden noch einmal.
error-safe-fault = Was vorher gespeichert war, ist sicher. Bleibt der Fehler, nennen Sie uns die Nummer.
error-way-on-not_found = Zur Startseite
error-way-on-forbidden = Zur Startseite
error-way-on-signed_out = In neuem Fenster anmelden
error-way-on-conflict = Neuen Stand ansehen
error-way-on-too_large = Andere Datei wählen
error-way-on-too_many = Zur Startseite
error-way-on-bad_request = Zurück
error-way-on-busy = Noch einmal versuchen
error-way-on-fault = Noch einmal versuchen
form-nothing-found = nichts gefunden

export-csv = Als CSV
export-xlsx = Als Excel-Datei (XLSX)
table-too-long = Die Tabelle hat mehr als 100.000 Zeilen. Nehmen Sie sie als CSV mit, oder grenzen Sie sie ein.
