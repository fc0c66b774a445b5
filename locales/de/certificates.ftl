# Zertifikate: was auf dem Dokument steht.

certificate-number = Zertifikat { $number }
certificate-course = Kurs { $course }
certificate-course-version = Kurs { $course }, Fassung { $version }
certificate-passed = hat den Kurs { $course } am { $day } bestanden.
certificate-passed-version = hat den Kurs { $course } in der Fassung { $version } am { $day } bestanden.
certificate-attended = hat am { $day } am Kurs { $course } teilgenommen.
certificate-passed-on = Bestanden am
certificate-attended-on = Teilgenommen am
certificate-valid-until = Gültig bis
certificate-no-end = ohne Ablauf
certificate-found-by = Festgestellt durch
certificate-found-by-score = Abschlusstest, { $score } %
certificate-found-by-test = Abschlusstest
certificate-found-by-trainer = Trainer vor Ort
certificate-contents = Inhalt
certificate-contents-minutes = { $summary }; { $minutes } Minuten.
certificate-remark = Elektronisch ausgestellt, ohne Unterschrift
certificate-remark-letters = Für Zeichen des Namens, die diese Schrift nicht hat, steht □.
certificate-question = Echt und noch gültig?
certificate-qr = QR-Code mit der Adresse, unter der dieses Zertifikat geprüft werden kann

evidence-already-revoked = Dieser Nachweis ist schon widerrufen.

# Die öffentliche Prüfung.
check-title = Zertifikat prüfen
check-lead = Ob ein Zertifikat echt ist und noch gilt, steht hier sofort.
check-code = Code auf dem Zertifikat
check-code-hint = 28 Zeichen in Vierergruppen, unten rechts neben dem QR-Code. Leerzeichen sind gleich.
check-action = Prüfen
check-answer-valid = Gültig bis { $date }
check-answer-passed = Gültig, bestanden am { $date }
check-answer-attended = Gültig, teilgenommen am { $date }
check-answer-expired = Nicht mehr gültig: abgelaufen am { $date }
check-answer-revoked = Nicht gültig: widerrufen am { $date }
check-answer-unknown = Zu diesem Code gibt es kein Zertifikat
check-at = Geprüft heute, { $at }
check-certificate = Zertifikat
check-person = Person
check-issuer = Ausgestellt von
check-number = Nummer
check-meaning = Was heißt das?
check-meaning-valid = Die Person hat diesen Kurs abgeschlossen, und das Zertifikat gilt. Lassen Sie sich einen Ausweis zeigen.
check-meaning-passed = Die Person hat diesen Kurs abgeschlossen, und das Zertifikat ist nicht widerrufen. Wann sie den Kurs auffrischen muss, steht nicht darauf. Lassen Sie sich einen Ausweis zeigen.
check-meaning-attended = Die Person hat diesen Kurs abgeschlossen, und das Zertifikat ist nicht widerrufen. Wann sie den Kurs auffrischen muss, steht nicht darauf. Lassen Sie sich einen Ausweis zeigen.
check-meaning-expired = Die Person hat diesen Kurs damals abgeschlossen. Ob sie ihn seither aufgefrischt hat, zeigt nur ein neueres Zertifikat.
check-meaning-revoked = Dieses Dokument gilt nicht mehr, auch wenn darauf ein späteres Datum steht.
check-meaning-unknown = Vergleichen Sie den Code Zeichen für Zeichen mit dem Dokument. Stimmt er, fragen Sie den Betrieb, der es Ihnen gezeigt hat.
check-foot = Der Name ist gekürzt.
check-foot-revoked = Der Grund wird hier nicht genannt. Fragen beantwortet der Betrieb.
check-another = Anderes Zertifikat prüfen
check-again = Code noch einmal eingeben

# Listen.
certificates-own = { $count ->
    [0] Noch kein Zertifikat
    [1] Ein Zertifikat, { $valid ->
        [0] nicht mehr gültig
       *[other] gültig
    }
   *[other] { $count } Zertifikate, davon { $valid } gültig
}
certificates-branch = Zertifikate im Betrieb
certificates-views = Ansichten
certificates-view-own = Eigene
certificates-view-branch = Im Betrieb
certificates-search = Name
certificates-search-action = Suchen
certificates-course = Kurs
certificates-status = Stand
certificates-proven = Bestanden
certificates-file = Dokument
certificates-download = PDF
certificates-more = Weitere zeigen
certificates-none = Nach jedem bestandenen Kurs liegt hier Ihr Zertifikat als PDF, mit Nummer und Code, den jeder prüfen kann.
certificates-none-found = Kein Zertifikat passt dazu.

# Ein Nachweis.
evidence-title = Nachweis
evidence-download = Zertifikat als PDF
evidence-course = Kurs
evidence-proven = Tag
evidence-means = Wie
evidence-means-online = am Bildschirm
evidence-means-workshop = im Workshop
evidence-means-paper = auf Papier
evidence-means-document = fremdes Dokument
evidence-means-other = anders
evidence-strength = Wie sicher
evidence-strength-marked_by_server = hier geprüft
evidence-strength-observed_by_trainer = von Trainern gesehen
evidence-strength-reported_by_package = vom Paket gemeldet
evidence-strength-external_document = fremdes Dokument liegt vor
evidence-strength-imported_record = aus früheren Unterlagen übernommen
evidence-recorded = Eingetragen
evidence-note = Bemerkung
evidence-scan = Scan
evidence-scan-open = Scan herunterladen
evidence-reason = Grund des Widerrufs
evidence-revoke-open = Widerrufen …
evidence-back = Zu den Zertifikaten

revocation-title = Widerrufen
revocation-question = „{ $course }“ widerrufen?
revocation-text = Der Nachweis zählt für { $person } dann nicht mehr, Fristen werden neu berechnet. Er bleibt mit dem Grund in der Akte.
revocation-certificate = Das Zertifikat { $number } wird ebenfalls widerrufen.
revocation-reason-hint = Lesen können ihn die Person und wer Nachweise verwaltet.
revocation-action = Widerrufen
revocation-done = Widerrufen.

paper-open = Papierliste eintragen
