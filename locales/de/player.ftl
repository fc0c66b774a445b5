# Der Player.

player-no-membership = Sie gehören heute zu keinem Betrieb, deshalb kann kein Kurs beginnen. Fragen Sie, wer das Konto Ihres Betriebs verwaltet.
player-no-attempts = Sie haben alle Versuche dieses Kurses verbraucht. Ihr Trainer oder die Schulungsleitung kann Ihnen einen weiteren geben.
player-changed-meanwhile = Dieser Kurs wurde eben geändert. Versuchen Sie es noch einmal.
player-over = Dieser Durchgang ist beendet. Es kann nichts mehr beantwortet werden.
player-not-yet = Dieser Schritt ist noch nicht offen. Gehen Sie zuerst die davor durch.
player-event-used = Diese Antwort wurde schon zu einer anderen Frage gesendet.
player-answer-missing = Bitte antworten Sie zuerst.
player-answer-unknown = Diese Antwort gibt es bei der Frage nicht.
player-answer-too-many = Das ist mehr, als die Frage verlangt.
player-answer-twice = Etwas steht an zwei Stellen.
player-answer-no-number = Bitte schreiben Sie eine Zahl, zum Beispiel 10 oder 2,5.
player-answer-too-long = Höchstens 500 Zeichen.

player-leave = Kurs verlassen. Was Sie getan haben, ist gespeichert.
player-outline = Schritte
player-version = { $code }, Fassung { $version }
player-minutes = { $minutes } Min.
player-minutes-left = noch etwa { $minutes } Min.
player-review = Abgeschlossen, zum Nachlesen
player-pass-mark = Bestanden ab { $percent } %.
player-attempts = { $count ->
    [1] Ein Versuch.
    [2] Zwei Versuche.
    [3] Drei Versuche.
   *[other] { $count } Versuche.
}
player-foreign-de = Ein Teil dieses Schritts ist noch nicht in Ihrer Sprache da. Er erscheint auf Deutsch.
player-foreign-en = Ein Teil dieses Schritts ist noch nicht auf Deutsch da. Er erscheint auf Englisch.
player-back = Zurück
player-next = Weiter
player-check = Antwort prüfen
player-finish = Abschließen
player-begin = Beginnen
player-again = Noch einmal
player-last-passed = Sie haben diesen Kurs bestanden. Zum Ergebnis
player-last-failed = Der letzte Versuch war nicht bestanden. Zum Ergebnis
player-steps = { $count ->
    [1] Ein Schritt
   *[other] { $count } Schritte
}
player-takes = Dauert etwa { $minutes } Minuten. Sie können jederzeit gehen und später weitermachen, auf jedem Gerät.
player-result-passed = Bestanden
player-result-failed = Noch nicht bestanden
player-result-superseded = Beginnt neu
player-result-text-passed = Ihr Nachweis ist eingetragen. Das Zertifikat ist gleich fertig.
player-result-text-failed = Was Sie gelernt haben, ist nicht verloren. Lesen Sie die Schritte noch einmal und machen Sie den Kurs dann von vorn.
player-result-used-up = Alle Versuche dieses Kurses sind verbraucht. Lesen Sie die Schritte noch einmal und bitten Sie Ihren Trainer oder die Schulungsleitung um einen weiteren Versuch.
player-result-text-superseded = Von diesem Kurs gibt es eine neue Fassung, die alle lernen müssen. Dieser Durchgang ist beendet; er zählt nicht als nicht bestanden.
player-result-score = Erreicht
player-result-mark = Bestanden ab
player-result-when = Beendet
player-result-left = Versuche übrig
player-to-training = Zu meinen Schulungen
player-to-certificates = Zertifikate
player-look-again = Inhalt noch einmal ansehen

content-size = { $kibibytes } KB
content-right = Richtig.
content-would-be-right = Richtig wäre:
content-your-answer = Ihre Antwort:
content-statement-true = Richtig
content-statement-false = Falsch
content-up = Nach oben: { $thing }
content-down = Nach unten: { $thing }
content-choose = Bitte wählen
content-gap = Lücke
content-number = Ihre Zahl
content-all-right = Das ist richtig.
content-not-right = Das ist nicht ganz richtig.
content-kept = Ihre Antwort ist gespeichert.
content-others = Die anderen Antworten
content-how-single = Eine Antwort ist richtig.
content-how-multiple = Mehrere Antworten können richtig sein.
content-how-true_false = Stimmt das?
content-how-order = Bringen Sie das in die richtige Reihenfolge.
content-how-match = Was gehört zusammen?
content-how-numeric = Schreiben Sie die Zahl.
content-how-fill_in = Füllen Sie die Lücken.

further-title = Weitere Versuche
further-heading = { $title }: weitere Versuche
further-back = Zum Kurs
further-lead = { $count ->
    [1] Eine Person hat alle Versuche dieses Kurses verbraucht. Sie können ihr einen weiteren geben.
   *[other] { $count } Personen haben alle Versuche dieses Kurses verbraucht. Sie können ihnen je einen weiteren geben.
}
further-nobody = Niemand hat alle Versuche dieses Kurses verbraucht.
further-unlimited = Dieser Kurs kann beliebig oft gemacht werden.
further-person = Wer noch einen Versuch bekommt
further-reason-hint = Steht im Protokoll und auf dieser Seite.
further-grant = Versuch geben
further-used = { $count ->
    [1] ein Versuch nicht bestanden
   *[other] { $count } Versuche nicht bestanden
}
further-granted = Gegeben
further-done = { $name } hat einen weiteren Versuch.
further-attempt-not-needed = Diese Person kann den Kurs ohne weiteren Versuch beginnen.
