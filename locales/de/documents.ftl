# Fremde Dokumente: einreichen, anerkennen, ablehnen.

documents-title = Eingereichte Dokumente
documents-review = Dokumente anerkennen
documents-finding = { $count ->
    [0] { $all ->
        [0] Noch kein Dokument eingereicht
       *[other] Jedes Dokument ist beantwortet
    }
    [1] Ein Dokument wartet auf Antwort
   *[other] { $count } Dokumente warten auf Antwort
}
documents-finding-review = { $count ->
    [0] Kein Dokument wartet
    [1] Ein Dokument wartet { $oldest ->
        [0] seit heute
        [1] seit einem Tag
       *[other] seit { $oldest } Tagen
    }
   *[other] { $count } Dokumente warten, das älteste { $oldest ->
        [0] seit heute
        [1] seit einem Tag
       *[other] seit { $oldest } Tagen
    }
}
documents-empty = Hier stehen Dokumente von anderswo: Erste Hilfe, Schweißen, Tauglichkeit. Ein anerkanntes zählt wie ein Kurs.
documents-none-review = Hier steht, was Partner und Lernende einreichen.
documents-next = Weitere
documents-me = Sie
document-name = Dokument
document-title = Dokument { $title }
document-hand-in = Dokument einreichen
document-form-own = Ein Dokument einreichen
document-form-for = Ein Dokument einreichen
document-form-lead = Die Schulungsleitung prüft es und antwortet; Sie erfahren es hier und per Mail. Bis dahin ändert sich nichts.
document-field-title = Was es ist
document-title-hint = Zum Beispiel Ersthelferschein oder Schweißerprüfung.
document-field-scan = Datei
document-scan-hint = PDF oder Foto. Öffnen kann sie nur, wer sie einreicht oder prüft.
document-field-requirement = Für welche Pflicht
document-no-requirement = Für keine bestimmte
document-field-issuer = Ausgestellt von
document-field-issued_on = Ausgestellt am
document-field-valid_until = Gültig bis
document-valid-hint = Nur wenn das Dokument selbst ein Ende nennt.
document-field-note = Bemerkung
document-field-course = Entspricht dem Kurs
document-course-hint = Als dieser Kurs zählt es von nun an.
document-field-proven_on = Zählt ab dem Tag
document-field-answer = Antwort
document-answer-recognise = Anerkennen
document-answer-decline = Ablehnen
document-reason-hint = Wer eingereicht hat, liest ihn. Bei einer Ablehnung muss er dastehen.
document-answer-do = Antworten
document-no-file = Bitte eine Datei wählen.
document-ends-before = Das Ende liegt vor dem ersten Tag.
document-too-many = Es warten schon zwanzig Dokumente dieser Person auf Antwort.
document-not-waiting = Dieses Dokument ist schon beantwortet.
document-own = Ihr eigenes Dokument prüft jemand anders.
document-stands = Diesen Nachweis gibt es schon: derselbe Kurs, derselbe Tag.
document-state-waiting = Wartet
document-state-recognised = Anerkannt
document-state-declined = Abgelehnt
document-state-withdrawn = Zurückgezogen
document-waited = { $days ->
    [0] seit heute
    [1] seit einem Tag
   *[other] seit { $days } Tagen
}
document-handed-in-on = Eingereicht am
document-handed-in-by = Eingereicht von
document-answered-by = Beantwortet von { $name }
document-open = Öffnen
document-evidence = Nachweis
document-evidence-open = Ansehen
document-withdraw = Zurückziehen
document-handed-in = Das Dokument ist eingereicht
document-answered = Beantwortet
document-withdrawn = Das Dokument ist zurückgezogen
document-mail-subject-waits = { $person }: { $title }
document-mail-waits = Ein Dokument von { $person } wartet auf Sie
document-mail-until = gültig bis { $date }
document-mail-by = Eingereicht von { $name }.
document-mail-look = Prüfen
document-mail-why-manager = Sie leiten die Schulungen dieses Betriebs.
document-mail-yes = Anerkannt: { $title }
document-mail-no = Nicht anerkannt: { $title }
document-mail-as = Es zählt als { $course }.
document-mail-counts-until = Es zählt bis { $date }.
document-mail-why = Das Dokument betrifft Sie, oder Sie haben es eingereicht.
