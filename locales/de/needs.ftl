# Schulungsbedarf: was Partner brauchen, und was geantwortet wird.

needs-title = Schulungsbedarf
needs-name = Schulungsbedarf
needs-finding = { $open ->
    [0] { $answered ->
        [0] Nichts wartet auf eine Antwort
        [1] Eine Antwort wartet auf Ihr Urteil
       *[other] { $answered } Antworten warten auf Ihr Urteil
    }
    [1] Eine Frage wartet auf Antwort
   *[other] { $open } Fragen warten auf Antwort
}
needs-finding-ours = { $open ->
    [0] Jede Meldung ist beantwortet
    [1] Eine Meldung wartet auf unsere Antwort
   *[other] { $open } Meldungen warten auf unsere Antwort
}
needs-ask = Bedarf melden
needs-duties = Unsere Pflichten
needs-what = Was
needs-who = Wer fragt
needs-by = Gebraucht bis
needs-others-ask = Sie und andere
needs-joined = { $count ->
    [1] und ein weiterer Betrieb
   *[other] und { $count } weitere Betriebe
}
needs-joined-fact = { $count ->
    [0] Niemand sonst
    [1] Ein weiterer Betrieb
   *[other] { $count } weitere Betriebe
}
needs-people = { $count ->
    [1] eine Person
   *[other] { $count } Personen
}
needs-wanted = bis { $date }
needs-others = Was andere Betriebe brauchen
needs-others-lead = Schließen Sie sich an, wenn Sie dasselbe brauchen. Wer fragt, erfahren Sie nicht, und die anderen erfahren nicht, wer sich anschließt.
needs-empty = Hier steht, was Ihre Leute lernen müssen und noch nirgends angeboten wird. Der Hersteller muss innerhalb einer Frist antworten.
needs-empty-ours = Hier steht, was Partner brauchen und bis wann eine Antwort geschuldet ist.
needs-all = Alle Meldungen

need-title = Schulungsbedarf: { $title }
need-duty = Zur Pflicht
need-course = Kurs
need-also = Fragt auch
need-place = Ort
need-language = Sprache
need-state-open = Offen
need-state-answered = Beantwortet
need-state-settled = Erledigt
need-state-withdrawn = Zurückgezogen
need-event-asked = Gefragt
need-event-joined = Angeschlossen
need-event-left = Nicht mehr dabei
need-event-answered = Beantwortet
need-event-confirmed = Die Antwort hilft
need-event-objected = Die Antwort hilft nicht
need-event-handed_on = Zurückgezogen, andere fragen weiter
need-event-withdrawn = Zurückgezogen
need-event-answer-date = Termin
need-event-answer-substitute = Ersatz
need-event-answer-refusal = Absage

need-withdraw = Zurückziehen
need-object = Hilft nicht
need-confirm = Das hilft uns
need-leave = Nicht mehr anschließen
need-answer = Antworten
need-answer-anew = Neu antworten
need-asked = Gemeldet. Der Hersteller muss antworten.
need-confirmed = Danke, der Bedarf ist erledigt
need-objected = Der Hersteller muss neu antworten
need-withdrawn = Bedarf zurückgezogen
need-joined = Angeschlossen
need-left = Sie fragen nicht mehr mit
need-answered-done = Antwort gesendet
need-stands-elsewhere = Das geht jetzt nicht mehr: Jemand war schneller.
need-joined-before = Hier fragen Sie schon.

need-ask-heading = Was müssen Ihre Leute lernen?
need-ask-lead = Nennen Sie einen Kurs oder ein Thema. Der Hersteller antwortet mit einem Termin, einem Ersatz oder einer Absage mit Grund.
need-ask-do = Bedarf melden
need-no-course = Kein Kurs
need-topic-hint = Wenn es keinen Kurs gibt. Andere Betriebe lesen diese Zeile, ohne Ihren Namen.
need-details-hint = Liest nur der Hersteller.
need-count-hint = Wenn Sie unten niemanden nennen.
need-people-hint = Wer genannt ist, wird gezählt.
need-place-hint = Wo es Ihnen möglich wäre. Liest nur der Hersteller.
need-field-organisation = Für welchen Betrieb
need-field-course = Kurs
need-field-topic = Thema
need-field-details = Näheres
need-field-people = Wer
need-field-people_count = Wie viele
need-field-wanted_by_on = Bis wann
need-field-place = Ort
need-field-language = Sprache
need-field-answer = Antwort
need-field-held_on = Tag
need-field-remark = Ort, Ersatz oder Grund
need-serves = Kurs als Ersatz
need-held-hint = Bei einem Termin.
need-remark-hint = Beim Termin der Ort, beim Ersatz, was sonst hilft, bei der Absage der Grund.
need-fault-what = Wählen Sie einen Kurs, oder nennen Sie ein Thema.
need-fault-count = Eine ganze Zahl von 1 bis { $most }, oder nennen Sie Personen.
need-fault-past = Dieser Tag ist schon vorbei.
need-fault-substitute = Wählen Sie einen Kurs, oder schreiben Sie, was sonst hilft.
need-fault-reason = Nennen Sie den Grund.

need-language-de = Deutsch
need-language-en = Englisch
need-language-fr = Französisch
need-language-it = Italienisch
need-language-es = Spanisch
need-language-pl = Polnisch
need-language-cs = Tschechisch
need-language-nl = Niederländisch
need-language-pt = Portugiesisch
need-language-sv = Schwedisch

need-answer-title = Antwort an { $organisation }
need-answer-lead = Jede der drei Antworten hält die Pflicht ein. Wer fragt und wer sich angeschlossen hat, bekommt sie per Mail.
need-way-date = Wir schulen es an einem Tag
need-way-substitute = Etwas anderes erfüllt den Zweck
need-way-refusal = Wir schulen es nicht
need-way-hint-date = Nennen Sie den Tag, und wo.
need-way-hint-substitute = Ein Kurs, oder was sonst hilft.
need-way-hint-refusal = Mit dem Grund, so dass der Partner planen kann.

need-reason-title-objection = Die Antwort hilft nicht
need-reason-title-withdrawal = Bedarf zurückziehen
need-reason-lead-objection = Der Hersteller muss dann neu antworten, mit einer neuen Frist.
need-reason-lead-withdrawal = { $joined ->
    [0] Es wird keine Antwort mehr geschuldet. Der Verlauf bleibt stehen.
    [1] Ein anderer Betrieb hat sich angeschlossen und fragt weiter, ohne Ihre Angaben.
   *[other] { $joined } andere Betriebe haben sich angeschlossen und fragen weiter, ohne Ihre Angaben.
}
need-reason-hint-objection = Was fehlt, damit es hilft.
need-reason-hint-withdrawal = Liest nur der Hersteller.
need-reason-do-objection = Neue Antwort verlangen
need-reason-do-withdrawal = Zurückziehen

need-join-title = Sich einem Bedarf anschließen
need-join-lead = { $count ->
    [1] Ein anderer Betrieb braucht das auch.
   *[other] { $count } andere Betriebe brauchen das auch.
} Auch Ihnen ist dann eine Antwort geschuldet.
need-join-do = Anschließen

need-asked-subject = { $organisation } braucht Schulung: { $title }
need-asked-finding = { $organisation } braucht Schulung
need-asked-people = { $count ->
    [1] Für eine Person.
   *[other] Für { $count } Personen.
}
need-asked-by = Gebraucht bis { $date }.
need-asked-action = Ansehen und antworten
need-asked-why = Sie bekommen diese Mail, weil Sie für Schulung verantwortlich sind.
need-answered-subject = Antwort auf Ihren Schulungsbedarf: { $title }
need-answered-finding = Antwort: { $title }
need-answered-date = Termin: { $date }.
need-answered-course = Als Ersatz: { $course }.
need-answered-substitute = Als Ersatz:
need-answered-refusal = Absage, mit diesem Grund:
need-answered-next = Sagen Sie bitte, ob das hilft.
need-answered-action = Antwort ansehen
need-answered-why = Sie bekommen diese Mail, weil Sie danach gefragt haben.

duty-kind-training_need = Antwort auf Schulungsbedarf
duty-basis-training_need = Ein Schulungsbedarf wird innerhalb von { $count ->
    [1] einem Arbeitstag
   *[other] { $count } Arbeitstagen
} mit Termin, Ersatz oder begründeter Absage beantwortet.
duty-clock-training_need = So viele Arbeitstage bis zur Antwort. Üblich: { $usual }.
duty-act-training_need = Zum Bedarf
duty-means-date = Termin
duty-means-substitute = Ersatz
duty-means-refusal = Absage
duties-tab-needs = Schulungsbedarf
sides-needs = Schulungsbedarf
