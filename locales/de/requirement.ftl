# Vorgaben schreiben, pausieren, befreien: was an einem Feld falsch sein kann und was eine Regel ablehnt.

fault-wrong-type = Das hat die falsche Form, zum Beispiel Text, wo eine Liste hingehört.
fault-whole-number = Eine ganze Zahl von { $least } bis { $most }.
fault-no-instant = Schreiben Sie es als 2026-11-24T12:00:00Z oder mit Abstand, etwa +01:00.
fault-no-day-of-year = Ein Tag des Jahres, geschrieben wie 04-01. Der 29. Februar kommt nicht jedes Jahr.
fault-no-zone = Diese Zeitzone gibt es nicht. Schreiben Sie sie wie Europe/Berlin.
fault-unknown-word = Das ist hier nicht bekannt.
fault-needs-one = Nennen Sie mindestens eines.
fault-ends-before-it-begins = Das Ende liegt vor dem Anfang.
fault-exactly-one = Geben Sie genau eines an: Tage nach Beginn, Monate nach Beginn oder ein Datum.
fault-unknown-field = Dieses Feld gibt es nicht.
fault-only-last-repeats = Nur die letzte Stufe darf sich wiederholen.
fault-twice = Das ist doppelt angegeben.
fault-too-many = Das sind zu viele.
fault-requirement-taken = Eine andere Vorgabe hat dieses Kürzel.
fault-code-stays = Das Kürzel einer Vorgabe bleibt, wie es ist.
fault-unknown-person = Diese Person gibt es in Ihrem Teil des Netzes nicht.
fault-unknown-requirement = Diese Vorgabe gibt es nicht.
fault-unknown-status = Diesen Status gibt es nicht.
requirement-changed-meanwhile = Jemand anderes hat diesen Entwurf inzwischen geändert. Laden Sie ihn neu und ändern Sie ihn dort.
requirement-only-draft = Diese Vorgabe war nie in Kraft und hat keine andere Fassung. Ganz ohne kann sie nicht bleiben.
requirement-no-draft = Es gibt keinen Entwurf, der in Kraft gesetzt werden könnte.
excuse-withdrawn-before = Das wurde schon zurückgenommen.
