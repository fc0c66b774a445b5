# Pflichten: meine Schulungen, Überblicke, Akte, Anforderungen.

training-title = Meine Schulungen
training-finding-missed_due = { training-missed }, { training-due-behind } { obligations-until } fällig
training-finding-missed = { training-missed }
training-finding-due = { training-due-ahead } { obligations-until } fällig
training-finding-open = Nichts ist dringend, einiges steht noch offen
training-finding-fine = Alles ist in Ordnung
training-finding-none = Von Ihnen ist nichts verlangt
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
training-certificate = Urkunde
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
why-proof = { $code }, { $means }
why-means-online = online
why-means-workshop = Workshop
why-means-paper = auf Papier
why-means-document = Fremdnachweis
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
overview-finding-none = Hier ist noch von niemandem etwas verlangt
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
overview-partner = Betrieb
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
network-export = Tabelle
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
network-country = Land
network-requirement = Anforderung
network-search = Suchen
network-search-label = Name oder Nummer
network-found = { $count } Partner
network-partner = Partner
network-place = Land, Ort
network-people = Leute
network-share = Anteil im Rückstand
network-overdue = Überfällig
network-lapsed = Erloschen
network-due = Fällig bis { $date }
network-none = Auf diese Auswahl passt kein Partner.
