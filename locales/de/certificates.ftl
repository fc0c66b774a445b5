# Nachweise: was auf dem Dokument steht.

certificate-number = Nachweis { $number }
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
certificate-question = Echt und noch gültig?
certificate-qr = QR-Code mit der Adresse, unter der dieser Nachweis geprüft werden kann

evidence-already-revoked = Dieser Nachweis ist schon widerrufen.
