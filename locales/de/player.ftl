# Der Player.

player-no-membership = Sie gehören heute zu keinem Betrieb, deshalb kann kein Kurs beginnen. Fragen Sie, wer das Konto Ihres Betriebs verwaltet.
player-no-attempts = Sie haben alle Versuche dieses Kurses verbraucht. Fragen Sie Ihren Trainer.
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
