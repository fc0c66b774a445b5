# Pflichten des Herstellers: das Verzeichnis, eine Pflicht, Fristen, Angebote, beide Seiten.

duties-title = Was wir Partnern schulden
duties-name = Unsere Pflichten, { $date }
duties-finding = { $breached ->
    [0] { $soon ->
        [0] Keine Pflicht ist verletzt
        [1] Keine Pflicht ist verletzt, eine bald fällig
       *[other] Keine Pflicht ist verletzt, { $soon } bald fällig
    }
    [1] Eine Pflicht gegenüber einem Partner ist verletzt
   *[other] { $breached } Pflichten gegenüber { $wronged ->
        [1] einem Partner
       *[other] { $wronged } Partnern
    } sind verletzt
}
duties-places = Unsere Pflichten
duties-tab-partners = Partner
duties-tab-clocks = Fristen
duties-next = Nächste Frist
duties-empty = Hier steht jeder Partner mit dem, was wir ihm schulden, sobald es Partner gibt.
duties-on-network = { $breached ->
    [0] { $soon ->
        [1] Eine unserer Pflichten ist bald fällig
       *[other] { $soon } unserer Pflichten sind bald fällig
    }
    [1] Eine unserer Pflichten ist verletzt
   *[other] { $breached } unserer Pflichten sind verletzt
}
duties-on-network-none = Was wir schulden

duty-title = { $title }: { $creditor }
duty-state = Stand
duty-both-sides = Beide Seiten
duty-creditor = Gläubiger
duty-debtor = Schuldner
duty-basis-head = Grundlage
duty-due = Fällig
duty-no-date = Keine Frist läuft
duty-missed = Versäumt
duty-missed-cured = Fällig war der { $due }, nachgeholt wurde es am { $on }.
duty-missed-open = Fällig war der { $due }, nachgeholt wurde es nicht.
duty-events = Was geschah

duty-status-breached = Verletzt
duty-status-due_soon = Bald fällig
duty-status-open = Offen
duty-status-cured = Nachgeholt
duty-status-kept = Eingehalten
duty-status-fallen_away = Entfallen

duty-kind-yearly_offer = Jährliches Angebot
duty-basis-yearly_offer = { $count ->
    [1] Jeden Monat
   *[other] Mindestens einmal in { $count } Monaten
} wird jedem Partner Schulung für jede Anforderung angeboten, die jemanden bei ihm betrifft.
duty-clock-yearly_offer = Spätestens nach so vielen Monaten wird die Schulung wieder angeboten. Üblich: { $usual }.
duty-act-yearly_offer = Angebot festhalten

duty-unit-working_days = Arbeitstage
duty-unit-months = Monate

duty-why-awaited = Die Frist läuft seit { $on } und endet am { $due }; bisher geschah nichts.
duty-why-again = Zuletzt eingehalten am { $on }; bis { $due } ist es wieder nötig.
duty-why-again-late = Zuletzt am { $on } nachgeholt, nach Ablauf der Frist; bis { $due } ist es wieder nötig.
duty-why-done = Eingehalten am { $on }; Zeit war bis { $due }.
duty-why-done-late = Am { $on } nachgeholt; Zeit war bis { $due }.
duty-why-stands = Seit { $on } steht ein Angebot, das jederzeit angenommen werden kann; solange läuft keine Frist.
duty-why-stands-late = Seit { $on } steht ein Angebot, das jederzeit angenommen werden kann; die Frist war da schon abgelaufen.
duty-why-missed = Die Frist lief seit { $on } und ist am { $due } abgelaufen, ohne dass etwas geschah.
duty-why-gone = Seit { $on } besteht der Anlass nicht mehr.

duty-event-opened = Frist begonnen
duty-event-kept = Eingehalten
duty-event-stands = Steht ab jetzt
duty-event-ended = Steht nicht mehr
duty-event-fell_away = Entfallen
duty-event-due = Frist bis { $date }
duty-event-by = Festgehalten von { $name }
duty-event-revoked = Zurückgenommen am { $date }: { $reason }

duty-means-course = Kurs, der jederzeit besucht werden kann
duty-means-workshop = Workshop beim Hersteller
duty-means-on_site = Schulung beim Partner
duty-means-online = Schulung am Bildschirm mit Trainer
duty-means-other = Auf andere Weise

duty-revoke = Zurücknehmen
duty-revoke-title = Eintrag zurücknehmen
duty-revoke-heading = Eintrag vom { $date } zurücknehmen
duty-revoke-lead = Der Eintrag zu { $title } zählt dann nicht mehr. Er bleibt mit dem Grund im Verzeichnis stehen.
duty-revoke-do = Zurücknehmen
duty-revoked = Eintrag zurückgenommen
duty-revoked-before = Dieser Eintrag wurde schon zurückgenommen.

duty-clocks-title = Fristen unserer Pflichten
duty-clocks-finding = Wie viel Zeit wir uns lassen
duty-clocks-lead = Eine geänderte Frist gilt für alles, was ab jetzt beginnt. Laufende Fristen behalten ihren Tag. Arbeitstage zählen nach dem Kalender des Landes, in dem der Schuldner sitzt.
duty-clocks-save = Fristen speichern
duty-clocks-saved = Fristen gespeichert
duty-clock-fault = Eine ganze Zahl von { $least } bis { $most }.

offer-title = Angebot an { $creditor } festhalten
offer-heading = Angebot festhalten: { $title }
offer-lead = Halten Sie fest, was dem Partner angeboten wurde. Es zählt der Tag des Angebots, auch wenn Sie es später eintragen.
offer-on = Angeboten am
offer-means = Art des Angebots
offer-evidence = Dokument
offer-evidence-hint = Zum Beispiel die Nummer der Einladung. Ein Dokument oder eine Bemerkung ist nötig.
offer-remark = Bemerkung
offer-do = Angebot festhalten
offer-recorded = Angebot festgehalten
offer-fault-ahead = Der Tag liegt noch vor uns. Festgehalten wird, was schon angeboten wurde.
offer-fault-before = An diesem Tag war noch nichts geschuldet.
offer-fault-proof = Nennen Sie ein Dokument, oder schreiben Sie eine Bemerkung.
offer-not-owed = Dieses Angebot ist niemandem mehr geschuldet.

sides-title = Beide Seiten: { $whose }
sides-finding = { $missed ->
    [0] { $breached ->
        [0] Auf beiden Seiten ist nichts versäumt
        [1] Der Hersteller ist mit einer Pflicht im Rückstand
       *[other] Der Hersteller ist mit { $breached } Pflichten im Rückstand
    }
   *[other] { $breached ->
        [0] { $missed ->
            [1] Beim Partner ist eine Schulung versäumt
           *[other] Beim Partner sind { $missed } Schulungen versäumt
        }
       *[other] { $missed ->
            [1] Eine Schulung
           *[other] { $missed } Schulungen
        } beim Partner und { $breached ->
            [1] eine Pflicht
           *[other] { $breached } Pflichten
        } des Herstellers versäumt
    }
}
sides-all = Alle Partner
sides-theirs = Was der Partner schuldet
sides-theirs-sum = { $missed } versäumt, { $due } offen oder fällig, { $fine } in Ordnung
sides-theirs-none = Zurzeit wird von niemandem hier eine Schulung verlangt.
sides-ours = Was der Hersteller schuldet
sides-ours-sum = { $breached } verletzt, { $soon } bald fällig, { $open } offen, { $kept } eingehalten
sides-ours-none = Zurzeit schuldet der Hersteller hier nichts.
sides-shield-default = { $count ->
    [1] Für eine Person
   *[other] Für { $count } Personen
} darf daraus kein Nachteil entstehen, solange der Hersteller selbst im Rückstand ist: { $duty }, verletzt seit { $date }.
sides-shield-awaited = { $count ->
    [1] Für eine Person
   *[other] Für { $count } Personen
} darf daraus kein Nachteil entstehen, solange die Antwort des Herstellers aussteht: { $duty }, gefragt am { $date }.

duty-kind-head_count = Kopfzahl am Standort
duty-basis-head_count = Der Partner hat an jedem Standort, den es betrifft, jeden Tag so viele Personen mit gültigem Nachweis, wie verlangt sind.
duty-act-head_count = Zu den Kopfzahlen
duty-why-daily = Seit { $on } sind es genug.
duty-why-daily-until = Seit { $on } sind es genug; bekannt ist, dass es nur bis { $due } reicht.
duty-why-daily-missed = Seit { $on } sind es zu wenige.
duty-span = Zu wenige vom { $from } bis { $until }.
duty-span-open = Zu wenige seit { $from }.
duty-event-daily-opened = Verlangt ab jetzt
duty-event-daily-stands = Genug ab jetzt
duty-event-daily-ended = Zu wenige ab jetzt
duty-event-daily-fell_away = Nicht mehr verlangt
