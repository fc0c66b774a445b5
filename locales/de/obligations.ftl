# Pflichten: meine Schulungen, Überblicke, Akte, Anforderungen.

training-title = Meine Schulungen
training-finding-missed_due = { training-missed }, { training-due-behind } { obligations-until } fällig
training-finding-missed = { training-missed }
training-finding-due = { training-due-ahead } { obligations-until } fällig
training-finding-open = Nichts ist dringend, einiges steht noch offen
training-finding-fine = Alles ist in Ordnung
training-finding-none = Von Ihnen wird nichts verlangt
training-missed = { $missed ->
    [1] Eine ist überfällig
    [2] Zwei sind überfällig
    [3] Drei sind überfällig
    [4] Vier sind überfällig
   *[other] { $missed } sind überfällig
}
training-due-behind = { $due ->
    [1] eine ist
    [2] zwei sind
    [3] drei sind
    [4] vier sind
   *[other] { $due } sind
}
training-due-ahead = { $due ->
    [1] Eine ist
    [2] Zwei sind
    [3] Drei sind
    [4] Vier sind
   *[other] { $due } sind
}
obligations-until = { $until ->
    [none] bis Jahresende
   *[other] bis { $until }
}
training-none = Hier stehen Ihre Schulungen mit ihren Fristen, sobald eine Anforderung für Ihre Aufgaben gilt.
training-none-note = Stimmt das nicht? Fragen Sie die Partnerverwaltung Ihres Betriebs: Sie pflegt, als was Sie arbeiten.
training-fine = { $count ->
    [1] Eine ist in Ordnung
    [2] Zwei sind in Ordnung
    [3] Drei sind in Ordnung
    [4] Vier sind in Ordnung
   *[other] { $count } sind in Ordnung
}
training-fine-until = bis { $date }
training-last = Letzter Nachweis
training-certificate = Zertifikat
training-record = Meine ganze Akte
training-course = { $minutes ->
    [none] { $code }
   *[other] { $code }, online, { $minutes } Minuten
}

why-title = Warum dieses Datum?
why-counts = Was zählt
why-last = Zuletzt
why-action-begin = Beginnen, etwa { $minutes } Minuten
why-action-continue = Weitermachen, noch { $minutes } Minuten
why-proofs = Bisher
why-proof-line = { $code }, { $means }
why-means-online = online
why-means-workshop = Workshop
why-means-paper = auf Papier
why-means-document = fremdes Dokument
why-means-other = eingetragen

recurrence-head-once = einmalig
recurrence-head-calendar = Schulungsjahr
recurrence-head-rolling = { recurrence-months }
recurrence-head-anniversary = { recurrence-months }
recurrence-months = { $months ->
    [1] monatlich
    [12] jährlich
    [24] 2 Jahre
    [36] 3 Jahre
    [48] 4 Jahre
    [60] 5 Jahre
   *[other] { $months } Monate
}

overview-title = Pflichten: { $whose }
overview-finding-missed_due = { overview-missed }, { overview-deadlines-behind } { obligations-until }
overview-finding-missed = { overview-missed }
overview-finding-due = { overview-deadlines } { obligations-until }
overview-finding-open = Nichts ist dringend, einiges steht noch offen
overview-finding-fine = Niemand ist im Rückstand
overview-finding-none = Hier wird noch von niemandem etwas verlangt
overview-missed = { $missed ->
    [1] Eine Person im Rückstand
    [2] Zwei Personen im Rückstand
    [3] Drei Personen im Rückstand
    [4] Vier Personen im Rückstand
    [5] Fünf Personen im Rückstand
    [6] Sechs Personen im Rückstand
   *[other] { $missed } Personen im Rückstand
}
overview-deadlines-behind = { $due ->
    [1] eine Frist
    [2] zwei Fristen
    [3] drei Fristen
    [4] vier Fristen
    [5] fünf Fristen
    [6] sechs Fristen
   *[other] { $due } Fristen
}
overview-deadlines = { $due ->
    [1] Eine Frist
    [2] Zwei Fristen
    [3] Drei Fristen
    [4] Vier Fristen
    [5] Fünf Fristen
    [6] Sechs Fristen
   *[other] { $due } Fristen
}
overview-export = Tabelle
overview-network = Netz
overview-todo = Zu tun · { $count }
overview-all = Alle · { $count }
overview-partner = Partner
overview-filter = Filter
overview-search = Name
overview-search-on = Name: { $text }
overview-table = Leute und Anforderungen, { $whose }
overview-person = Person
overview-rest = In Ordnung
overview-people = { $count ->
    [1] 1 Person
   *[other] { $count } Personen
}
overview-calm = { $count ->
    [1] 1 weitere in Ordnung
   *[other] { $count } weitere in Ordnung
}
overview-nothing-to-do = Niemand hat etwas zu tun.
overview-show-all = Alle zeigen
overview-nobody = Auf diese Auswahl passt niemand.
overview-record = Akte von { $person }
overview-none = Hier stehen Ihre Leute und was bis wann von ihnen verlangt ist, sobald eine Anforderung für sie gilt.
overview-none-note = Welche Anforderung für wen gilt, folgt aus Aufgaben und Leistungen des Standorts.

units-title = Betrieb wählen
units-finding = { $count ->
    [0] Ihnen ist kein Betrieb anvertraut
   *[other] Um welchen Betrieb geht es?
}
units-none = Hier stehen die Betriebe, um deren Leute Sie sich kümmern. Wer Ihre Rolle vergibt, kann das ändern.

excuse-pause = Ruhen lassen
excuse-waive = Befreien

network-title = Netz
network-name = Netz, { $date }
network-finding = { $total ->
    [0] Noch gibt es keinen Partner
   *[other] { $above ->
        [0] Bei keinem von { $total } Partnern sind mehr als 10 % der Leute im Rückstand
        [1] Bei 1 von { $total } Partnern sind mehr als 10 % der Leute im Rückstand
       *[other] Bei { $above } von { $total } Partnern sind mehr als 10 % der Leute im Rückstand
    }
}
network-nothing = Auf diese Auswahl passt kein Partner
network-export = Tabelle
network-certificates = Zertifikate
network-without-offer = Nichts rechtzeitig im Angebot:
network-bars = Anteil der Leute im Rückstand, ein Strich je Partner
network-nobody = { $count ->
    [1] Bei 1 Partner ist niemand im Rückstand
   *[other] Bei { $count } Partnern ist niemand im Rückstand
}
network-bars-say = Partner nach Anteil im Rückstand: { $above } über 10 %, höchster Wert { $top }, { $zero } bei null. Die Tabelle darunter nennt dieselben Zahlen.
network-line = 10 %: mehr als jede zehnte Person ist im Rückstand
network-above = { $count } Partner darüber
network-between = { $count } Partner darunter
network-zero = { $count } bei null
network-only-above = Über 10 %
past-day = Stand
past-day-label = Wie es stand am
past-day-show = Zeigen
past-day-on = Stand { $date }
past-day-note = Gezeigt, wie es am Ende des { $date } bekannt war: Nachweise, Ruhen und Befreiungen zählen so, wie sie damals eingetragen waren. Jede Anforderung gilt in der Fassung, die an dem Tag in Kraft war; wer wo arbeitet, steht da, wie es heute eingetragen ist.
past-day-note-marked = { past-day-note } Was erst danach eingetragen oder zurückgenommen wurde, ist gekennzeichnet.
# Was an einer Zeile erst nach dem betrachteten Tag bekannt wurde.
later-recorded = Erst später eingetragen, am { $date }
later-taken_over = Aus früherem System übernommen am { $date }
later-issued = Erst später ausgestellt, am { $date }
later-revoked = Erst später widerrufen, am { $date }
later-withdrawn = Erst später zurückgenommen, am { $date }
later-answered = Erst später beantwortet, am { $date }
later-answer = Nach allem, was heute bekannt ist:
later-answer-is = { later-answer } { $status }.
later-cell = heute bekannt: { $status }
network-owed = Wir schulden
network-owes = { $breached ->
    [0] { $open } offen
   *[other] { $open ->
        [0] { $breached } verletzt
       *[other] { $breached } verletzt, { $open } offen
    }
}
network-owed-open = Unsere offenen Pflichten
network-owed-breached = Unsere verletzten Pflichten
network-country = Land
network-requirement = Anforderung
network-search = Suchen
network-search-label = Name oder Nummer
network-found = { $count } Partner
network-partner = Partner
network-place = Land, Ort
network-people = Leute
network-share = Anteil im Rückstand
network-overdue = Im Rückstand
network-lapsed = davon erloschen
network-due = Fällig bis { $date }
network-none = Auf diese Auswahl passt kein Partner.
network-empty = Hier stehen alle Partner mit dem Anteil ihrer Leute im Rückstand. Lesen Sie zuerst die Betriebe ein, dann Personen und Abschlüsse.
network-empty-other = Hier stehen alle Partner mit dem Anteil ihrer Leute im Rückstand, sobald die Schulungsleitung sie eingelesen hat.

# Warum ein Datum so ist: $name ist die Person, none der Leser selbst.
list-and = { $first } und { $last }
why-not-subject = Diese Anforderung gilt heute nicht { $name ->
    [none] für Sie
   *[other] für { $name }
}.
why-waived = { $name ->
    [none] Sie sind
   *[other] { $name } ist
} { $until ->
    [none] ohne Enddatum befreit
   *[other] bis { $until } befreit
}.
why-paused = Die Pflicht ruht { $until ->
    [none] ohne Enddatum
   *[other] bis { $until }
}; nach dem Ende bleiben { $days ->
    [1] ein Tag
   *[other] { $days } Tage
} Zeit.
why-rests = Die Pflicht ruht { $until ->
    [none] ohne Enddatum
   *[other] bis { $until }
}.
why-rests-done = Erledigt ist sie mit dem Nachweis vom { $last }; dabei bleibt es.
why-rests-held = Der Nachweis vom { $last } gilt so lange weiter.
why-rests-valid = Der Nachweis vom { $last } gilt weiter; zu erneuern ist er bis { $due }.
why-rests-late = Fällig war sie schon am { $due }; was versäumt ist, ist danach nachzuholen.
why-then = Danach ist der Nachweis bis { $due } fällig.
why-lapsed = Der Nachweis vom { $last } war bis { $due } zu erneuern. Nach dem { $lapse } ist er erloschen.
why-lapsed-counts = Jetzt zählt nur noch von vorn: { $courses }.
why-first-days = { $count ->
    [0] Der erste Nachweis ist vom ersten Tag an nötig. { why-since }
   *[other] Der erste Nachweis ist { $count } Tage nach dem Beginn fällig. { why-since }
}
why-first-months = { $count ->
    [0] Der erste Nachweis ist vom ersten Tag an nötig. { why-since }
    [1] Der erste Nachweis ist einen Monat nach dem Beginn fällig. { why-since }
   *[other] Der erste Nachweis ist { $count } Monate nach dem Beginn fällig. { why-since }
}
why-first-before = { $count ->
    [1] Der Nachweis muss einen Tag vor dem Beginn am { $start } vorliegen.
   *[other] Der Nachweis muss { $count } Tage vor dem Beginn am { $start } vorliegen.
}
why-first-on = Für den ersten Nachweis gilt ein festes Datum, der { $on }.
why-first-late = Das feste Datum, der { $on }, war schon vorbei, als die Anforderung { $name ->
    [none] für Sie
   *[other] für { $name }
} begann; deshalb zählt der erste Tag, der { $start }.
why-since = Die Anforderung gilt { $name ->
    [none] für Sie
   *[other] für { $name }
} seit dem { $start }.
why-proof = Der Nachweis vom { $on } gilt { $months ->
    [1] einen Monat
    [12] ein Jahr
    [24] zwei Jahre
    [36] drei Jahre
    [48] vier Jahre
    [60] fünf Jahre
   *[other] { $months } Monate
}.
why-anniversary = { $name ->
    [none] Ihr Stichtag ist der { $keyday }, weil Sie am { $anchor } bestanden haben.
   *[other] Stichtag ist der { $keyday }, weil { $name } am { $anchor } bestanden hat.
} Nötig ist ein Nachweis { $months ->
    [12] jedes Jahr
    [24] alle zwei Jahre
    [36] alle drei Jahre
   *[other] alle { $months } Monate
} bis zu diesem Tag.
why-months = Gezählt wird ab dem { $anchor }, dem Tag { $name ->
    [none] Ihres Nachweises
   *[other] des Nachweises von { $name }
}: alle { $months } Monate ist ein neuer nötig.
why-year = In jedem Schulungsjahr ist ein Nachweis nötig. Der für { $year } ist bis { $to } zu erbringen.
why-year-missed = Für { $year } fehlt der Nachweis; das Schulungsjahr endete am { $to }.
why-own-end = Das Dokument vom { $on } gilt nach eigener Angabe bis { $until }. Weder Ruhen noch Befreiung verlängern es.
why-taken-over = Der Nachweis vom { $on } stammt aus den Aufzeichnungen von früher.
why-too-old = „{ $course }“ vom { $on } zählt nicht: Das war zu lange, bevor die Anforderung begann.
why-out-of-turn = Die Auffrischung vom { $on } zählt nicht: An der Reihe ist { $courses }.
why-no-document = „{ $course }“ vom { $on } zählt nicht: Hier zählt nur ein anerkanntes fremdes Dokument.
why-not-strong = „{ $course }“ vom { $on } zählt nicht: Hier zählt nur ein gesicherter Nachweis, und niemand hat es ausgewertet, gesehen oder anerkannt.
why-done = Einmal genügt: { $name ->
    [none] Sie haben es
   *[other] { $name } hat es
} am { $on } nachgewiesen.
why-nothing = Solange ein Ruhen oder eine Befreiung ohne Enddatum gilt, wird nichts fällig.
why-moved = Ein Ruhen oder eine Befreiung hat die Frist vom { $planned } auf den { $due } verschoben.
why-more-time = Es wurde mehr Zeit gegeben: statt am { $planned } ist der Nachweis bis { $due } nötig.
why-taken-away = Ein Ruhen oder eine Befreiung ohne Enddatum hat die Frist am { $planned } aufgehoben.
why-month-end = Die Frist rückt auf das Ende des Monats.
why-grace = { $grace ->
    [none] Die Frist lief am { $due } ab; weil ein Ruhen oder eine Befreiung kein Enddatum hat, endet die Nachfrist nicht.
   *[other] Die Frist lief am { $due } ab; bis { $grace } läuft die Nachfrist.
}
why-overdue = { $grace ->
    [none] Die Frist lief am { $due } ab.
   *[other] Die Frist lief am { $due } ab, die Nachfrist am { $grace }.
}
why-early = Wer ab dem { $early } auffrischt, behält den Stichtag.
why-everybody = Verlangt von allen.
why-audience = Verlangt von { $roles ->
    [none] allen
   *[other] { $roles }
}{ $services ->
    [none] {""}
   *[other] {" "}an Standorten mit { $services }
}{ $countries ->
    [none] {""}
   *[other] {" "}in { $countries }
}{ $organisations ->
    [none] {""}
   *[other] {" "}bei { $organisations }
}.
why-version = { $basis ->
    [none] Fassung { $number }, in Kraft seit { $date }.
   *[other] Fassung { $number }, in Kraft seit { $date } ({ $basis }).
}
note-lapsed = Nicht rechtzeitig aufgefrischt.
note-first-days = { $count ->
    [0] Vom ersten Tag an.
   *[other] { $count } Tage nach dem Beginn.
}
note-first-months = { $count ->
    [0] Vom ersten Tag an.
    [1] Einen Monat nach dem Beginn.
   *[other] { $count } Monate nach dem Beginn.
}
note-first-before = { $count ->
    [1] Einen Tag vor dem Beginn.
   *[other] { $count } Tage vor dem Beginn.
}
note-first-on = { $once ->
    [yes] Einmalig, zu festem Datum.
   *[no] Erstmals zu festem Datum.
}
note-proof = { $months ->
    [12] Ein Jahr nach dem letzten Nachweis.
    [24] Zwei Jahre nach dem letzten Nachweis.
    [36] Drei Jahre nach dem letzten Nachweis.
   *[other] { $months } Monate nach dem letzten Nachweis.
}
note-anniversary = { $months ->
    [12] Jedes Jahr bis zu Ihrem Stichtag.
    [24] Alle zwei Jahre bis zu Ihrem Stichtag.
   *[other] Alle { $months } Monate bis zu Ihrem Stichtag.
}
note-own-end = Das Dokument läuft ab.
note-year = Einmal im Schulungsjahr { $year }.
note-year-missed = Für { $year } fehlt der Nachweis.

record-title = Akte von { $name }
record-title-on = Akte von { $name } am { $date }
record-name = Akte
record-name-on = Akte am { $date }
record-finding-missed_due = { $name }: { record-missed }, { $due } { obligations-until } fällig
record-finding-missed = { $name }: { record-missed }
record-finding-due = { $name }: { $due } { obligations-until } fällig
record-finding-open = { $name }: nichts ist dringend
record-finding-fine = { $name }: alles in Ordnung
record-finding-none = { $name }: nichts verlangt
record-missed = { $missed } überfällig
record-places = Tätigkeiten
record-place = Seit { $from }
record-place-to-come = Ab { $from }
record-supervisor = Teamleitung { $name }
record-asked = Was verlangt ist
record-overview = In der Übersicht zeigen
record-nothing-asked = Heute gilt keine Anforderung.
record-nothing-asked-then = An diesem Tag galt keine Anforderung.
record-cycles = Bisherige Zyklen
record-requirement = Anforderung
record-due = Fällig
record-proven = Nachgewiesen
record-outcome = Ausgang
record-outcome-kept = eingehalten
record-outcome-in_grace = in der Nachfrist
record-outcome-missed = versäumt
record-valid-until = Das Dokument gilt bis { $date }
record-proofs = Was nachgewiesen ist
record-no-proofs = Noch ist kein Nachweis eingetragen.
record-day = Tag
record-course = Kurs
record-means = Wie
record-result = Ergebnis
record-certificates = Zertifikate
record-excuses = Ruhen und Befreiung
record-range = vom { $from } bis { $to }
record-range-open = ab dem { $from }, ohne Enddatum
record-excuse-by = Eingetragen am { $date } von { $by }
record-excuse-document = Dokument öffnen
record-withdrawn = Zurückgenommen am { $date }: { $reason }

excuse-all = Alle Anforderungen
excuse-withdraw = Zurücknehmen
excuse-title-pause = Ruhen lassen: { $person }
excuse-title-waiver = Befreien: { $person }
excuse-heading-pause = Pflichten ruhen lassen
excuse-heading-waiver = Von Pflichten befreien
excuse-lead-pause = Wer länger fehlt, ist in dieser Zeit nicht im Rückstand. Was in die Zeit fällt, wird erst nach der Rückkehr fällig.
excuse-lead-waiver = Wer befreit ist, muss in dieser Zeit nichts nachweisen. Was in die Zeit fällt, wird an ihrem letzten Tag fällig.
excuse-requirement = Anforderung
excuse-from = Von
excuse-to = Bis
excuse-day-hint = Zum Beispiel { $date }
excuse-to-hint = Leer: ohne Enddatum
excuse-reason-hint = Er steht in der Akte, nicht in Listen, die andere sehen.
excuse-document = Dokument
excuse-document-hint = PDF oder Bild. Nur wer Pflichten ruhen lässt oder davon befreit, kann es öffnen.
excuse-do-pause = Ruhen lassen
excuse-do-waiver = Befreien
excuse-busy = Wird gespeichert
withdraw-title-pause = Ruhen zurücknehmen: { $person }
withdraw-title-waiver = Befreiung zurücknehmen: { $person }
withdraw-heading-pause = Ruhen zurücknehmen
withdraw-heading-waiver = Befreiung zurücknehmen
withdraw-lead = Die Fristen gelten danach so, als hätte es sie nie gegeben. Der Eintrag bleibt mit beiden Gründen in der Akte.
withdraw-reason = Grund der Rücknahme

overview-team = Mein Team
overview-any-requirement = Alle Anforderungen
table-roles = Aufgabe
table-organisation = Betrieb
table-requirement = Anforderung
table-status = Status
table-date = Datum
table-status-now = Status nach heutigem Wissen, wo er anders ist
table-due = Fällig
table-number = Nummer
table-country = Land
table-city = Ort
excuse-done-pause = Die Pflicht ruht
excuse-done-waiver = Befreit
excuse-withdrawn = Zurückgenommen

requirements-title = Anforderungen
requirements-finding = { $in_force ->
    [0] { $drafts ->
        [0] Noch ist nichts verlangt
       *[other] Noch gilt keine Anforderung, { $drafts } im Entwurf
    }
    [1] Eine Anforderung gilt, { $drafts } im Entwurf
   *[other] { $in_force } Anforderungen gelten, { $drafts } im Entwurf
}
requirements-import = Datei einlesen
requirements-again = Wie oft
requirements-since = In Kraft seit
requirements-none = Hier steht, was wer bis wann nachweisen muss. Eine Datei mit Anforderungen wird erst als Entwurf eingelesen; bevor sie gilt, sehen Sie, wen sie trifft.
requirement-title = Anforderung { $code }
requirement-name-draft = Anforderung { $code }, Fassung { $number }, Entwurf
requirement-name-waiting = Anforderung { $code }, Fassung { $number }, tritt am { $date } in Kraft
requirement-name-in_force = Anforderung { $code }, Fassung { $number }, in Kraft seit { $date }
requirement-name-superseded = Anforderung { $code }, Fassung { $number }, abgelöst
requirement-state-draft = Entwurf
requirement-state-waiting = Wartet
requirement-state-in_force = In Kraft
requirement-state-superseded = Abgelöst
requirement-who = Wer
requirement-first = zuerst
requirement-then = danach
requirement-when = Bis wann
requirement-example = Beispiel mit einem Nachweis am { $date }
requirement-reminders = Erinnerungen
requirement-no-reminders = Niemand wird erinnert.
requirement-versions = Fassungen
requirement-version = Fassung { $number }
requirement-on = Reichweite, wenn das in Kraft träte am
requirement-count = Neu zählen
requirement-put = In Kraft setzen am { $date }
requirement-put-note = Vorher erfährt niemand davon; Erinnerungen beginnen mit der ersten Stufe danach.
requirement-entered = Die Anforderung ist in Kraft
requirement-waits = Die Anforderung tritt an ihrem Tag in Kraft
requirement-day = In Kraft ab
reach-people = { $people ->
    [1] 1 Person
   *[other] { $people } Personen
} bei { $partners ->
    [1] 1 Partner
   *[other] { $partners } Partnern
}
reach-overdue = { $count ->
    [1] { $count } wäre am ersten Tag im Rückstand
   *[other] { $count } wären am ersten Tag im Rückstand
}
reach-due = { $count ->
    [1] { $count } wäre fällig
   *[other] { $count } wären fällig
}
reach-valid = { $count ->
    [1] { $count } hat einen gültigen Nachweis
   *[other] { $count } haben einen gültigen Nachweis
}
reach-counted = Gezählt { $time } für den { $date }.
reach-come-in = Kommen hinzu
reach-drop-out = Fallen heraus
reach-later = Frist rückt nach hinten
reach-earlier = Frist rückt nach vorn
reach-reached = Erreicht
reach-late = Im Rückstand
reach-others = andere
requirement-rule-fact-first = Erster Nachweis
requirement-rule-fact-again = Danach
requirement-rule-fact-notice = Als fällig gezeigt
requirement-rule-fact-grace = Nachfrist
requirement-rule-fact-lapse = Erlischt
requirement-rule-fact-return = Nach einem Ruhen
requirement-rule-fact-round = Monatsende
requirement-rule-fact-rotation = Reihum
requirement-rule-rotation = { $turns }, dann wieder von vorn
requirement-rule-fact-strength = Nachweis
requirement-rule-document = nur durch ein anerkanntes fremdes Dokument
requirement-rule-proven = nur ein gesicherter Nachweis: hier ausgewertet, von Trainern gesehen oder als Dokument anerkannt
requirement-rule-fact-recognised = Von früher
requirement-rule-recognised = { $count ->
    [0] nichts
    [1] höchstens einen Tag vor dem Beginn
   *[other] höchstens { $count } Tage vor dem Beginn
}
requirement-rule-first-days = { $count } Tage nach dem Beginn
requirement-rule-first-months = { $count } Monate nach dem Beginn
requirement-rule-first-before = { $count ->
    [1] einen Tag vor dem Beginn
   *[other] { $count } Tage vor dem Beginn
}
requirement-rule-first-on = am { $date }
requirement-rule-again-once = nie
requirement-rule-again-rolling = { $months } Monate nach jedem Nachweis
requirement-rule-again-anniversary = alle { $months } Monate zum Stichtag, früh ab { $days } Tagen vorher
requirement-rule-again-calendar = einmal in jedem Schulungsjahr ab { $starts } (Monat-Tag), für Neue, wenn noch { $days } Tage bleiben
requirement-rule-days-before = { $count } Tage vorher
requirement-rule-days = { $count } Tage
requirement-rule-lapse-months = { $count } Monate nach der Frist
requirement-rule-days-free = { $count } Tage ohne Frist
requirement-rule-rounded = Fristen rücken auf das Monatsende
requirement-step-before = { $days ->
    [1] 1 Tag vorher
   *[other] { $days } Tage vorher
}: { $whom }
requirement-step-on = Am Tag: { $whom }
requirement-step-after = { $days ->
    [1] 1 Tag danach
   *[other] { $days } Tage danach
}: { $whom }
requirement-step-repeat = { $line }, danach alle { $days } Tage
requirement-step-too-early = Die Erinnerung { $days } Tage vorher kommt vor dem Zeitraum, in dem Auffrischen den Stichtag hält: Wer ihr folgt, verliert ihn.
requirement-to-learner = Lernende
requirement-to-supervisor = Teamleitung
requirement-to-partner_admin = Partnerverwaltung
requirement-to-partner_manager = Partnerbetreuung
requirement-to-training_manager = Schulungsleitung

# Eine Anforderung schreiben
requirements-new = Anforderung schreiben
requirements-ended = ausgelaufen
requirements-ends = bis { $date }
requirement-new-title = Neue Anforderung
requirement-edit-title = Anforderung { $code } schreiben
requirement-edit-name = Anforderung { $code }, Fassung { $number }, Entwurf
requirement-edit = Bearbeiten
requirement-discard = Entwurf verwerfen
requirement-discard-ask = Was darin steht, geht verloren. Was in Kraft ist, bleibt.
requirement-take-back = Doch nicht in Kraft setzen
requirement-taken-back = Die Fassung ist wieder ein Entwurf
requirement-none-waits = Keine Fassung wartet auf ihren Tag.
requirement-waits-for-its-day = Diese Fassung wartet auf ihren Tag. Nehmen Sie das zuerst zurück.
requirement-stands = Tritt am { $date } von selbst in Kraft. Ein anderer Tag oder eine Änderung ersetzt das.
requirement-discarded = Der Entwurf ist verworfen
requirement-saved = Der Entwurf ist gespeichert
requirement-names = Name
requirement-field-code = Kürzel
requirement-field-code-hint = Buchstaben, Ziffern, - und _; es bleibt für immer.
requirement-field-title = Titel { $language ->
    [de] auf Deutsch
    [en] auf Englisch
   *[other] ({ $language })
}
requirement-field-basis = Grundlage { $language ->
    [de] auf Deutsch
    [en] auf Englisch
   *[other] ({ $language })
}
requirement-works-as = arbeitet als
requirement-site-does = Standort bietet
requirement-in-country = im Land
requirement-belongs-to = gehört zu
requirement-who-note = In jeder Reihe genügt eines; eine leere Reihe verlangt nichts. Zu einem Betrieb zählen alle unter ihm.
requirement-none-needed = alle
requirement-look-role = Rolle suchen
requirement-look-service = Leistung suchen
requirement-look-country = Land suchen
requirement-find-organisation = alle Betriebe
requirement-find-course = noch kein Kurs
requirement-find-refresher = derselbe Kurs
requirement-look-organisation = Betrieb suchen
requirement-look-course = Kurs suchen
requirement-without-content = Kein Kurs, der hier zählt, hat schon Inhalt: { $codes }. Bis einer veröffentlicht ist, zählen nur Workshops, Kurse auf Papier und fremde Dokumente.
requirement-course-unknown = { $code }, den Kurs gibt es noch nicht
requirement-field-rotation = Oder Auffrischungen reihum
requirement-field-rotation-hint = Eine Zeile je Zyklus, Kürzel mit Komma getrennt. Jedes Mal zählt die nächste Zeile, nach einem ersten Kurs wieder die erste. Oben ist dann keine Auffrischung gewählt.
requirement-field-strength = Was dahinter steht
requirement-strength-any = Jeder Nachweis zählt
requirement-strength-proven = Nur ein gesicherter Nachweis zählt
requirement-field-recognised = Früherer Nachweis zählt bis zu
requirement-strength-document = Nur ein anerkanntes fremdes Dokument zählt
requirement-strength-note = Gesichert ist nicht, was nur ein Paket meldet; aus Importen zählt, was vor dem Import war. Ohne Zahl zählt ein Nachweis aus der Zeit vor dem Beginn, wie alt er auch ist.
requirement-field-again = Wie oft
requirement-kind-once = einmal
requirement-kind-rolling = nach jedem Nachweis
requirement-kind-anniversary = zum Stichtag
requirement-kind-calendar = jedes Schulungsjahr
requirement-field-months = Alle
requirement-field-window = Früh ab
requirement-field-year = Jahr beginnt am
requirement-field-year-month = Monat
requirement-field-joiner = Für Neue ab einem Rest von
requirement-field-first = Erster Nachweis
requirement-first-kind-days_after_start = Tage nach dem Beginn
requirement-first-kind-months_after_start = Monate nach dem Beginn
requirement-first-kind-days_before_start = Tage vor dem Beginn
requirement-first-kind-on = bis zu einem Tag
requirement-field-first-count = Wie viele
requirement-field-first-on = Spätestens am
requirement-field-notice = Als fällig gezeigt
requirement-field-grace = Nachfrist
requirement-field-lapse = Erlischt nach
requirement-field-return = Zeit nach Ruhen
requirement-field-rounds = Fristen rücken auf das Monatsende
requirement-unit-days = Tage
requirement-unit-months = Monate
requirement-reminders-from = Woher
requirement-reminders-default = wie im Standard
requirement-reminders-own = eigene Stufen
requirement-reminders-none = keine Erinnerungen
requirement-inherits = Es gelten die Stufen des Standards, wie er an dem Tag lautet.
requirement-step-days = Tage
requirement-step-when = Vor oder nach der Frist
requirement-step-when-before = Tage vorher
requirement-step-when-on = am Tag selbst
requirement-step-when-after = Tage danach
requirement-step-to = an
requirement-step-add = Stufe anfügen
requirement-step-drop = Stufe { $number } entfernen
requirement-field-repeat = Letzte Stufe wiederholt sich alle
requirement-field-tells = Wer erinnert wurde, erfährt auch, wenn nichts mehr offen ist
requirement-field-whole = Entwurf
requirement-reach = Reichweite
requirement-day-hint = Für alle, die schon vorher dazugehören, beginnt sie an diesem Tag.
requirement-save = Als Entwurf speichern
requirement-save-note = Ein Entwurf gilt für niemanden. In Kraft setzen Sie ihn auf der nächsten Seite.
reach-not-counted = Noch nicht gezählt.
reach-lacking = { $count ->
    [1] Zum Zählen fehlt 1 Angabe.
   *[other] Zum Zählen fehlen { $count } Angaben.
}

# Eine Anforderung außer Kraft setzen
requirement-retire = Außer Kraft setzen
requirement-retire-title = Anforderung { $code } außer Kraft setzen
requirement-retire-heading = „{ $title }“ außer Kraft setzen
requirement-retire-lead = { $people ->
    [0] Die Anforderung gilt zurzeit für niemanden.
    [1] Die Anforderung gilt zurzeit für 1 Person, { $behind } davon im Rückstand. Ab dem Tag nach dem letzten ist nichts mehr geschuldet; was bis dahin nachgewiesen oder versäumt war, bleibt in der Akte.
   *[other] Die Anforderung gilt zurzeit für { $people } Personen, { $behind } davon im Rückstand. Ab dem Tag nach dem letzten ist nichts mehr geschuldet; was bis dahin nachgewiesen oder versäumt war, bleibt in der Akte.
}
requirement-retire-waiting = Ein Entwurf wartet auf den { $date }. Er wartet dann nicht mehr und bleibt als Entwurf.
requirement-last-day = Letzter Tag
requirement-last-day-hint = An diesem Tag gilt sie noch. Er kann nicht vor heute liegen.
requirement-retire-reason-hint = Steht im Protokoll.
requirement-retire-do = Außer Kraft setzen
requirement-retired = Der letzte Tag ist gesetzt
requirement-hold-on = Doch weiter gelten lassen
requirement-holds-on = Die Anforderung gilt weiter
requirement-ends = Gilt bis einschließlich { $date }. Danach gilt sie für niemanden mehr.
requirement-ended = Ausgelaufen am { $date }. Seither gilt sie für niemanden mehr.

# Kurse, die für andere zählen.
equivalences-title = Was für { $code } zählt
equivalences-finding = { $count ->
    [0] Für „{ $title }“ zählt kein anderer Kurs
    [1] Eine Feststellung zu „{ $title }“
   *[other] { $count } Feststellungen zu „{ $title }“
}
equivalences-stated = Festgestellt
equivalence-says-full = zählt für { $counts_for }
equivalence-says-refresher = zählt für { $counts_for } als Auffrischung
equivalence-says-both = (und umgekehrt)
equivalence-withdrawn = Am { $date } als Irrtum zurückgenommen: { $reason }
equivalence-end = Beenden
equivalence-new = Noch ein Kurs
equivalence-lead = Ein Nachweis über jenen Kurs zählt für diesen, wenn sein Tag im Zeitraum liegt. Feststellungen werden nicht verkettet.
equivalence-course = Kurs, der gemacht wird
equivalence-choose = Auswählen
equivalence-course-page = Zum Kurs
equivalence-extent = Wie weit er zählt
equivalence-extent-full = Ganz
equivalence-hint-full = Überall, wo der andere zählt.
equivalence-extent-refresher = Nur als Auffrischung
equivalence-hint-refresher = Für alle, die schon einen Nachweis haben, der nicht erloschen ist.
equivalence-both = Es gilt auch umgekehrt
equivalence-from = Erster Tag
equivalence-to = Letzter Tag
equivalence-save = Feststellen
equivalence-preview = Wessen Fristen ändern sich?
equivalence-stated = Festgestellt; alle werden neu betrachtet
equivalence-ended = Geändert; alle werden neu betrachtet
equivalence-end-title = Feststellung zu { $code } beenden
equivalence-end-heading = { $course } zählt für { $counts_for }: bis wann?
equivalence-way = Wie es endet
equivalence-way-end = An einem Tag
equivalence-way-end-hint = Was bis dahin galt, bleibt.
equivalence-way-withdraw = Es war ein Irrtum
equivalence-way-withdraw-hint = Als wäre es nie gesagt worden.
equivalence-end-reason-hint = Bei einem Irrtum nötig.
equivalence-changed = { $count ->
    [1] Eine Pflicht würde sich ändern
   *[other] { $count } Pflichten würden sich ändern
}
equivalence-changes-nothing = Niemandes Pflicht würde sich ändern.
equivalence-helped = Nicht mehr im Rückstand
equivalence-harmed = Neu im Rückstand
equivalence-people = Leute, deren Pflichten sich ändern würden
equivalence-person = Person
equivalence-now = Jetzt
equivalence-then = Dann
equivalence-no-course = Diesen Kurs gibt es nicht.
equivalence-itself = Ein Kurs zählt ohnehin für sich selbst.
equivalence-stated-before = Das ist für diese Tage schon festgestellt.
equivalence-withdrawn-before = Das wurde schon zurückgenommen.
ahead-title = Was ansteht
ahead-name = Was ansteht, { $whose }
ahead-finding = { $count ->
    [0] Bis { $month } wird nichts fällig
    [1] 1 Pflicht wird bis { $month } fällig
   *[other] { $count } Pflichten werden bis { $month } fällig
}
ahead-most = Am meisten im { $month }.
ahead-behind-too = { $count ->
    [1] 1 weitere war schon fällig.
   *[other] { $count } weitere waren schon fällig.
}
ahead-export = Tabelle
ahead-views = Gegliedert nach
ahead-by-course = Schulung
ahead-by-requirement = Anforderung
ahead-by-country = Land
ahead-by-region = Vertriebsregion
ahead-by-language = Sprache
ahead-code = Kürzel
ahead-instead = Stattdessen zählt: { $codes }
ahead-instead-head = Zählt stattdessen
ahead-span = { $count ->
    [1] 1 Monat
   *[other] { $count } Monate
}
ahead-table = Fällige Pflichten je Monat, nach { $by }
ahead-behind = Schon fällig
ahead-total = Zusammen
ahead-in-all = Alle
ahead-by-month = Monat für Monat
ahead-month = Monat
ahead-nowhere = Ohne Ort
ahead-no-region = Ohne Vertriebsregion
ahead-unknown = Unbekannt
ahead-rule = Gezählt ist das Datum, das gilt: Ruhen und Befreiung sind eingerechnet. Ein Schulungsjahr zählt in seinem letzten Monat, geschult werden kann das ganze Jahr. Jede Pflicht zählt einmal, bei der Schulung, die verlangt sein wird: wo Auffrischungen wechseln, bei der, die an der Reihe ist, von mehreren bei der zuerst genannten, die es noch gibt. Was stattdessen zählt, steht darunter; was danach käme, steht noch nicht fest.
ahead-none = Auf diese Auswahl passt keine Pflicht. Heben Sie einen Filter auf oder schauen Sie weiter voraus.
ahead-rows-title = Was dahinter steht
ahead-rows-in = { $count ->
    [0] Im { $month } wird nichts fällig
    [1] 1 Pflicht wird im { $month } fällig
   *[other] { $count } Pflichten werden im { $month } fällig
}
ahead-rows-behind = { $count ->
    [0] Nichts war schon fällig
    [1] 1 Pflicht war schon fällig
   *[other] { $count } Pflichten waren schon fällig
}
ahead-rows-until = { $count ->
    [0] Bis { $month } steht nichts an
    [1] 1 Pflicht ist schon fällig oder wird es bis { $month }
   *[other] { $count } Pflichten sind schon fällig oder werden es bis { $month }
}
ahead-rows-none = Auf diese Auswahl passt keine Pflicht.
ahead-back = Alle Monate
ahead-place = Land und Sprache
ahead-condition = { $what }: { $value }
overview-ahead = Was ansteht
fault-months = Eine Zahl von 1 bis 36.

extension-ask-title = Um mehr Zeit bitten
extension-ask-link = Um mehr Zeit bitten
extension-ask-short = Mehr Zeit
extension-ask-heading = Mehr Zeit für { $requirement }
extension-ask-lead = Die Frist ist der { $due }. Die Schulungsleitung liest Ihre Bitte und antwortet; Sie erfahren es hier und per Mail.
extension-ask-do = Bitte absenden
extension-until = Bis wann
extension-until-after = Ein Tag nach dem { $due }
extension-until-hint = Dieser Tag wird die neue Frist; bis dahin gilt nichts als versäumt.
extension-reason-hint = Was hindert daran? Den Grund liest nur, wer antwortet.
extension-back = Zurück
extension-nothing-due = Hier ist nichts fällig, was man verschieben könnte.
extension-asked-before = Eine Bitte um mehr Zeit wartet schon auf Antwort.
extension-answered-before = Diese Bitte ist schon beantwortet.
extension-asked-done = Ihre Bitte ist abgeschickt
extension-answered-done = Beantwortet
extension-state-asked = Offen
extension-state-granted = Bewilligt
extension-state-refused = Abgelehnt
extension-said = Am { $asked } um Zeit bis { $until } gebeten.
extension-given = Neue Frist: { $until }.
extension-because = Grund: { $reason }
extensions-title = Bitten um mehr Zeit
extensions-finding = { $count ->
    [0] Niemand wartet auf Antwort
    [1] Eine Bitte wartet auf Antwort
   *[other] { $count } Bitten warten auf Antwort
}
extensions-none = Hier steht, wer um mehr Zeit für eine Pflicht bittet.
extensions-older = Ältere
extension-title = Bitte von { $person }
extension-heading = { $requirement } bis { $until }
extension-due = Frist
extension-wish = Erbeten bis
extension-asked-on = Erbeten am
extension-by = Erbeten von
extension-record = Akte
extension-answer = Antwort
extension-answer-yes = Ja, mehr Zeit
extension-answer-no = Nein, es bleibt bei der Frist
extension-answer-hint = Wer gefragt hat, liest ihn. Bei einem Nein muss er dastehen.
extension-granted-reason = Mehr Zeit wurde auf Bitte bewilligt
extension-answer-do = Antworten
fault-extension-not-later = Der Tag liegt nicht nach der Frist. Nennen Sie einen späteren.
fault-extension-too-far = Höchstens 24 Monate auf einmal.
network-extensions = { $count ->
    [0] Bitten um mehr Zeit
   *[other] Bitten um mehr Zeit · { $count }
}
record-extensions = Bitten um mehr Zeit
extension-mail-subject-yes = Mehr Zeit für { $requirement }
extension-mail-subject-no = Keine längere Frist für { $requirement }
extension-mail-yes = Frist verlängert: { $requirement } bis { $until }
extension-mail-no = Frist nicht verlängert: { $requirement } bis { $due }
extension-mail-person = Es geht um { $person }.
extension-mail-action = Ansehen
extension-mail-why = Sie haben um mehr Zeit gebeten.

exceptions-title = Unmögliche Fristen
exceptions-finding = { $count ->
    [0] Jede Frist lässt sich einhalten
    [1] Eine Frist lässt sich nicht einhalten
   *[other] { $count } Fristen lassen sich nicht einhalten
}
exceptions-none = Hier steht, was niemand schaffen kann: zu wenig Zeit vom ersten Tag an oder kein Kurs im Angebot.
exceptions-rule = Gebraucht wird ein Tag je 60 Minuten des kürzesten Kurses und der Vorlauf der letzten Erinnerung vor der Frist. Was Sie entscheiden, bleibt für diese Frist entschieden.
exception-path = Gebraucht
exception-path-initial = Grundkurs
exception-path-refresher = Auffrischung
exception-why = Warum nicht
exception-why-no_offer = Kein Kurs im Angebot und kein Termin mit freiem Platz rechtzeitig
exception-why-no_time = Weniger als { $days } Tage Zeit
exception-people = Personen
exception-finding-no_offer = { $count ->
    [0] Hier ist alles entschieden
    [1] Für eine Person gibt es keinen Kurs
   *[other] Für { $count } Personen gibt es keinen Kurs
}
exception-finding-no_time = { $count ->
    [0] Hier ist alles entschieden
    [1] Eine Person hatte weniger als { $days } Tage Zeit
   *[other] { $count } Personen hatten weniger als { $days } Tage Zeit
}
exception-known = Entstanden am
exception-pick = Auswahl
exception-pick-all = Alle dieser Seite auswählen
exception-pick-one = { $person } auswählen
exception-all = Die ganze Gruppe ({ $count })
exception-all-hint = Auf einmal höchstens { $most }; der Rest bleibt stehen.
exception-decision = Entscheidung
exception-decision-date = Neue Frist
exception-decision-anyway = Bleibt, wie es ist
exception-decision-not = Nicht verlangen
exception-until = Neue Frist
exception-until-hint = Vorgeschlagen ist der erste Tag, der zu schaffen ist.
exception-do = Entscheiden
exception-decided = Über { $count } entschieden
exception-none-left = Darüber ist schon entschieden.
record-part = Teil
record-subject = Was
record-from = Von
record-until = Bis
record-note = Anmerkung
record-reason-elsewhere = Aus der Zeit in einem anderen Betrieb

# Audiences
audience-job_roles = arbeitet als { $words }
audience-services = Standort bietet { $words }
audience-countries = im Land { $words }
audience-languages = Sprache { $words }
audience-organisations = gehört zu { $words }
audience-products = Standort betreut { $words }
audience-events = nach { $words }
audience-fact = { $fact } ist { $words }
audience-fact-any = { $fact } ist vermerkt
audience-fact-least = { $fact } ist mindestens { $word }
audience-fact-most = { $fact } ist höchstens { $word }
audience-any = mindestens eines davon: { $cases }
audience-not = nicht: { $cases }
audience-some-organisations = bestimmten Betrieben
why-audience-where = Verlangt, wo das zutrifft: { $conditions }.
list-or = { $first } oder { $last }
requirement-speaks = Sprache
requirement-services-product = betreut
requirement-after-event = nach
requirement-look-language = Sprache suchen
requirement-look-product = Produkt suchen
requirement-look-event = Ereignis suchen
requirement-look = Suchen
requirement-none-yet = noch nichts
requirement-groups = Weitere Bedingungen
requirement-group-kind = Von den Fällen darunter
requirement-group-any = mindestens einer trifft zu
requirement-group-not = keiner trifft zu
requirement-group-all = alle treffen zu
requirement-group-add = Bedingungen mit Fällen
requirement-group-drop = Diese Fälle entfernen
requirement-case-add = Weiterer Fall
requirement-case-drop = Fall entfernen
requirement-condition-job_roles = arbeitet als
requirement-condition-services = Standort bietet
requirement-condition-countries = im Land
requirement-condition-languages = Sprache
requirement-condition-organisations = gehört zu
requirement-condition-events = nach
requirement-condition-products = betreut
requirement-condition-asked = Angaben und Fakten
requirement-asked = Angaben zur Person und zum Betrieb
requirement-asked-field = Angabe
requirement-asked-none = keine
requirement-asked-person = Person: { $field }
requirement-asked-organisation = Betrieb: { $field }
requirement-asked-how = wie
requirement-asked-how-is = ist
requirement-asked-how-at_least = mindestens
requirement-asked-how-at_most = höchstens
requirement-asked-how-any = ist vermerkt
requirement-asked-value = Wert
requirement-asked-note = Alle Zeilen müssen zutreffen. Mehrere Werte trennt ein Semikolon, einer davon genügt. Mindestens und höchstens gelten für Zahlen und Tage.
requirement-asked-add = Weitere Zeile
requirement-condition-further = und außerdem
requirement-condition-add = Bedingung
requirement-condition-drop = Diese Bedingung entfernen
requirement-tree-note = Diese Bedingungen liegen tiefer ineinander, als das Formular zeigt. Sie bleiben, wie sie sind; ändern lassen sie sich über die Schnittstelle oder eine Datei.

# By hand
entries-title = { $code }: von Hand
entries-finding = { $included ->
    [0] Niemand ist von Hand aufgenommen
    [1] Eine Person ist von Hand aufgenommen
   *[other] { $included } Personen sind von Hand aufgenommen
}, { $excepted ->
    [0] keine Ausnahme
    [1] eine Ausnahme
   *[other] { $excepted } Ausnahmen
}
entries-heading = Von Hand
entries-back = Zur Anforderung
entries-link = Von Hand aufgenommen oder ausgenommen
entries-none = Hier gelten nur die Bedingungen der Anforderung.
entry-kind-included = Zählt dazu
entry-kind-excepted = Ausgenommen
entry-withdrawn = Zurückgenommen
entry-with-below = mit allen darunter
entry-by = { $name }, { $at }
entry-new = Jemanden nennen
entry-field-kind = Was gilt
entry-field-person = Person
entry-field-person-hint = Personalnummer oder Mail-Adresse
entry-field-organisation = oder Betrieb
entry-field-organisation-hint = Nummer; nur für Ausnahmen
entry-field-from_on = Erster Tag
entry-field-to_on = Letzter Tag
entry-field-reason = Grund
entry-note = Wer genannt ist, geht vor einem genannten Betrieb; eine Ausnahme geht vor. Die Tage zählen wie Bedingungen: Der erste Tag beginnt die Frist.
entry-preview = Für wen ändert sich etwas?
entry-moves-nobody = Für niemanden ändert sich etwas.
entry-moves-more = Hier stehen die ersten 500.
entry-saved = Gespeichert. Die Fristen werden neu berechnet.
fault-one-of-both = Nennen Sie entweder eine Person oder einen Betrieb.
fault-only-people = Von Hand aufgenommen werden nur Personen.

# Stunden und Punkte.
recurrence-head-sum = { recurrence-months }
recurrence-head-sum_year = Schulungsjahr
requirement-kind-sum = so viel in einem Zeitraum
requirement-kind-sum_year = so viel in jedem Schulungsjahr
requirement-field-amount = Wie viel
requirement-field-unit = Einheit
requirement-rule-again-sum = { $amount } { $unit ->
    [points] Punkte
   *[other] Stunden
} in { $months } Monaten
requirement-rule-again-sum_year = { $amount } { $unit ->
    [points] Punkte
   *[other] Stunden
} in jedem Schulungsjahr ab { $starts } (Monat-Tag), für Neue, wenn noch { $days } Tage bleiben
why-sum = Was { $name ->
    [none] Sie
   *[other] { $name }
} am { $on } gemacht { $name ->
    [none] haben
   *[other] hat
}, zählt { $months ->
    [12] ein Jahr
    [24] zwei Jahre
    [36] drei Jahre
   *[other] { $months } Monate
}; danach reicht die Summe nicht mehr.
why-summed = Es zählen { $counted } von { $amount } { $unit ->
    [points] Punkten
   *[other] Stunden
}{ $due ->
    [none] ; es fehlen { $missing }.
   *[other] ; bis { $due } müssen { $missing } neu dazukommen.
}
why-worth-nothing = „{ $course }“ vom { $on } zählt nicht: Für diesen Kurs ist nicht festgelegt, wie viel er hier wert ist.
note-sum = { $counted } von { $amount } { $unit ->
    [points] Punkten
   *[other] Stunden
}, es fehlen { $missing }.
course-values-title = Stunden und Punkte von { $code }
course-values-finding = { $count ->
    [0] { $title } zählt noch keine Stunden oder Punkte
   *[other] Was { $title } wert ist
}
course-value-new = Wert festlegen
course-value-lead = Er gilt für Nachweise von diesem Tag an, bis ein späterer ihn ablöst. Was davor gemacht wurde, behält seinen Wert. Leer heißt: Der Kurs zählt nicht mehr.
course-value-says = { $hours ->
    [none] { $points ->
        [none] Nichts
       *[other] { $points } Punkte
    }
   *[other] { $hours } Stunden{ $points ->
        [none] {""}
       *[other] , { $points } Punkte
    }
}
course-value-stated = Festgelegt; alle Pflichten werden neu berechnet
course-value-withdrawn = Zurückgenommen; alle Pflichten werden neu berechnet
course-value-withdraw-title = Diesen Wert zurücknehmen
course-value-withdrawn-before = Dieser Wert ist schon zurückgenommen.
course-values = Stunden und Punkte

# Before a version counts
requirement-day-already-in = Für alle, die schon dabei sind, ab
requirement-already-in = Alle, die schon dabei sind,
requirement-already-in-keep = behalten ihren Beginn; die Fassung gilt ab demselben Tag
requirement-already-in-on = behalten ihren Beginn; die Fassung gilt ab einem späteren Tag
requirement-already-in-anew = beginnen neu
requirement-already-in-hint-keep = Fristen rücken nur, wo die Fassung sie anders setzt.
requirement-already-in-hint-on = Bis dahin gilt für sie die vorige Fassung.
requirement-already-in-hint-anew = Alle Fristen laufen von vorn. Was überfällig ist, ist es dann nicht mehr.
reach-owed = Das ändert, was geschuldet ist.
reach-owed-overdue_gone = { $count ->
    [1] 1 Pflicht ist überfällig und wäre es nicht mehr.
   *[other] { $count } Pflichten sind überfällig und wären es nicht mehr.
}
reach-owed-open_gone = { $count ->
    [1] 1 offene Pflicht fiele weg.
   *[other] { $count } offene Pflichten fielen weg.
}
reach-owed-open_moved = { $count ->
    [1] 1 offene oder überfällige Pflicht bekäme ein anderes Datum.
   *[other] { $count } offene oder überfällige Pflichten bekämen ein anderes Datum.
}
changes-title = { $code }: für wen die Fassung etwas ändert
changes-finding = { $come_in ->
    [0] Niemand kommt dazu
    [1] Eine Person kommt dazu
   *[other] { $come_in } kommen dazu
}, { $drop_out ->
    [0] niemand fällt heraus
    [1] eine fällt heraus
   *[other] { $drop_out } fallen heraus
}
changes-day = Gilt ab { $date }.
changes-days = Gilt für Neue ab { $newcomers }, für alle, die schon dabei sind, ab { $already_in }.
changes-looked-at = Gerechnet für den { $date }, als bliebe bis dahin alles, wie es ist.
changes-all = Alle Partner
changes-partners = Nach Partner
changes-partner = Partner
changes-own = Hersteller
changes-people = Wer
changes-how = Was
changes-how-come_in = kommt dazu
changes-how-drop_out = fällt heraus
changes-how-earlier = früher fällig
changes-how-later = später fällig
changes-before = Bisher fällig
changes-after = Dann fällig
changes-more = Hier stehen die ersten 500. Ein Partner allein zeigt seine Leute.
changes-none = Diese Fassung ändert für niemanden etwas.
changes-link = Wer dazukommt, herausfällt und wessen Frist sich ändert
table-why = Warum
table-minutes = Minuten
training-export = Die Liste als Datei:
