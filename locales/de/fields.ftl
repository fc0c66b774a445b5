# Eigene Angaben: was der Hersteller von Personen und Betrieben darüber hinaus wissen will.

fields-title = Eigene Angaben
fields-finding = { $count ->
    [0] Noch keine eigenen Angaben
    [one] Eine eigene Angabe wird geführt
   *[other] { $count } eigene Angaben werden geführt
}
fields-lead = Was Sie von Personen und Betrieben darüber hinaus wissen wollen. Anforderungen fragen danach, Dateien bringen sie als Spalte field:KURZWORT mit.
fields-link = Eigene Angaben
fields-own = Eigene Angaben
fields-none = Noch keine.
fields-of-person = Zu Personen
fields-of-organisation = Zu Betrieben
field-new = Angabe anlegen
field-name = Eigene Angabe { $code }
field-title = Bezeichnung
field-aside = zurückgelegt
field-aside-since = Zurückgelegt am { $at }. Die Werte bleiben, niemand trägt mehr etwas ein.
field-archive = Zurücklegen
field-restore = Wieder führen
field-archive-note = Werte bleiben, und Anforderungen fragen weiter danach.
field-saved = Die Angabe ist gespeichert.
field-filled = Gespeichert. Was daraus folgt, wird gleich berechnet.
field-fill = Eintragen
field-subject-person = Personen
field-subject-organisation = Betriebe
field-kind-text = Text
field-kind-number = Zahl
field-kind-date = Tag
field-kind-yes_no = ja oder nein
field-kind-choice = eines aus einer Liste
field-filled_by-manufacturer = nur der Hersteller
field-filled_by-partner = auch die Partnerverwaltung
field-filled_by-person = auch die Person selbst
field-form-code = Kurzwort
field-form-code-hint = Kleine Buchstaben, Ziffern, - und _. Es bleibt, wie es ist. Ein Fakt zu Betrieben, der schon so heißt, wird zu dieser Angabe.
field-form-subject = Wozu
field-form-kind = Art
field-form-title_de = Bezeichnung, Deutsch
field-form-title_en = Bezeichnung, Englisch
field-form-choices = Liste
field-form-choices-hint = Nur für eines aus einer Liste. Eine Zeile je Eintrag: Kurzwort; Englisch; Deutsch
field-form-filled_by = Wer es einträgt
field-value-yes = ja
field-value-no = nein
field-value-choose = Bitte wählen
field-value-of-value = Wert
field-value-of-from_on = Erster Tag
field-value-of-to_on = Letzter Tag
field-value-note = Der Wert davor endet am Vortag. Ohne letzten Tag gilt der Wert, bis der nächste beginnt.
field-values = Vermerkt
fault-field-number = Das ist keine Zahl. Schreiben Sie sie wie 12 oder 12,5.
fault-field-no-person = Nur Angaben zu Personen trägt die Person selbst ein.
fault-field-overlaps = Ab { $on } gilt ein anderer Wert. Enden Sie davor.
fault-field-next = Bis dahin hat der nächste Wert begonnen.
fault-field-of-organisations = Unter diesem Kurzwort sind Fakten zu Betrieben vermerkt.
fault-field-present = Unter diesem Kurzwort ist schon „{ $value }“ vermerkt, das dazu nicht passt.
fault-field-choice-stays = „{ $code }“ muss in der Liste bleiben, weil Werte es nennen können.
fault-field-choice-code = „{ $code }“ geht nicht als Kurzwort: nur kleine Buchstaben, Ziffern, - und _.
fault-field-choice-title = „{ $code }“ braucht eine Bezeichnung auf Englisch und Deutsch, getrennt mit Semikolon.
fault-field-choice-twice = „{ $code }“ steht zweimal in der Liste.
