# Erinnerungen: die Mails, die Seiten, der Briefkasten.

reminder-subject-ahead = { $days ->
    [0] Heute fällig: { $requirement }
    [1] Morgen fällig: { $requirement }
   *[other] In { $days } Tagen fällig: { $requirement }
}
reminder-subject-grace = In Nachfrist: { $requirement }
reminder-subject-overdue = Überfällig: { $requirement }
reminder-subject-lapsed = Erloschen: { $requirement }
reminder-subject-team = Ihre Leute: { $late ->
    [0] { $coming ->
        [1] eine Frist steht an
       *[other] { $coming } Fristen stehen an
    }
    [1] eine Person im Rückstand
   *[other] { $late } Personen im Rückstand
}
reminder-finding-ahead = { $days ->
    [0] { $requirement } ist heute fällig
    [1] { $requirement } ist morgen fällig, am { $date }
   *[other] { $requirement } ist in { $days } Tagen fällig, am { $date }
}
reminder-finding-grace = { $requirement } war am { $date } fällig, die Nachfrist läuft
reminder-finding-grace-until = { $requirement } war am { $date } fällig, die Nachfrist läuft bis { $until }
reminder-finding-overdue = { $requirement } ist seit { $date } überfällig
reminder-finding-lapsed = Der Nachweis „{ $requirement }“ ist erloschen; zu erneuern war er bis { $date }
reminder-finding-team = { $late ->
    [0] { $coming ->
        [1] Eine Frist steht an
       *[other] { $coming } Fristen stehen an
    }
    [1] { $coming ->
        [0] Eine Person im Rückstand
        [1] Eine Person im Rückstand, eine Frist steht an
       *[other] Eine Person im Rückstand, { $coming } Fristen stehen an
    }
   *[other] { $coming ->
        [0] { $late } Personen im Rückstand
        [1] { $late } Personen im Rückstand, eine Frist steht an
       *[other] { $late } Personen im Rückstand, { $coming } Fristen stehen an
    }
}
reminder-action-own = Zur Schulung
reminder-action-team = Pflichten ansehen
reminder-else = Was sonst ansteht
reminder-team = Bei Ihren Leuten
reminder-more = { $count ->
    [1] Eine weitere Schulung ist offen; nach der Anmeldung sehen Sie sie.
   *[other] { $count } weitere Schulungen sind offen; nach der Anmeldung sehen Sie sie.
}
reminder-team-more = { $count ->
    [1] Eine weitere Frist steht in der Übersicht.
   *[other] { $count } weitere Fristen stehen in der Übersicht.
}
reminder-released = { $count ->
    [1] Nichts mehr zu tun: { $requirement }
   *[other] { $count } Schulungen sind nicht mehr offen
}
reminder-released-also = Nicht mehr offen
reminder-released-more = { $count ->
    [1] Eine weitere ist hier nicht aufgeführt.
   *[other] { $count } weitere sind hier nicht aufgeführt.
}
reminder-ending-done = nachgewiesen
reminder-ending-waived = Sie sind befreit
reminder-ending-paused = ruht
reminder-ending-left = nicht mehr verlangt
reminder-action-released = Zu Ihren Schulungen
reminder-pass-on = hat keine Mail-Adresse: bitte weitersagen
reminder-late-missed = Diese Erinnerung war für den { $date } vorgesehen und erreicht Sie erst jetzt.
reminder-late-waited = Diese Erinnerung war für den { $date } vorgesehen; sie lag bereit, konnte aber bis heute nicht verschickt werden.
reminder-late-again = Diese Erinnerung war für den { $date } vorgesehen; jemand hat sie noch einmal verschickt.
reminder-late-before_start = Diese Erinnerung war für den { $date } vorgesehen; sie kommt später, weil die Anforderung da noch nicht galt.
reminder-late-before_due_known = Diese Erinnerung war für den { $date } vorgesehen; sie kommt später, weil die Frist da noch nicht bekannt war.
reminder-late-before_switched_on = Diese Erinnerung war für den { $date } vorgesehen; sie kommt später, weil Erinnerungen da noch nicht eingeschaltet waren.
reminder-late-before_role = Diese Erinnerung war für den { $date } vorgesehen; sie kommt später, weil Sie da noch nicht zuständig waren.
reminder-late-before_ladder = Diese Erinnerung war für den { $date } vorgesehen; sie kommt später, weil es diese Stufe da noch nicht gab.
reminder-why-learner = Ihre Aufgabe verlangt diese Schulung. Sobald sie bestanden ist, kommt keine Erinnerung mehr.
reminder-why-supervisor = Sie leiten das Team. Sobald die Schulung bestanden ist, kommt keine Erinnerung mehr.
reminder-why-partner_admin = Sie verwalten den Betrieb. Sobald die Schulung bestanden ist, kommt keine Erinnerung mehr.
reminder-why-partner_manager = Sie betreuen den Partner. Sobald die Schulung bestanden ist, kommt keine Erinnerung mehr.
reminder-why-training_manager = Niemand sonst ist zu erreichen, darum geht die Erinnerung an die Schulungsleitung.
reminder-why-released = Sie waren daran erinnert worden. Dazu kommt keine Erinnerung mehr.
reminder-basis = Grundlage: { $basis }.
reminder-also = Diese Erinnerung ging auch an { $names }.
reminder-next = Die nächste Erinnerung kommt am { $date }, wenn bis dahin nichts nachgewiesen ist.
reminders-held-subject = { $count ->
    [1] Eine Erinnerung wartet auf Ihre Freigabe
   *[other] { $count } Erinnerungen warten auf Ihre Freigabe
}
reminders-held-text = Der letzte Lauf hätte weit mehr verschickt als üblich. Angehalten sind: { $requirements }. Was Sie freigeben, wird vor dem Versand noch einmal geprüft.
reminders-held-action = Ansehen und entscheiden
reminders-held-why = Sie gehören zur Schulungsleitung.

reminders-title = Erinnerungen
reminders-finding = { $on } von { $total } Partnern werden erinnert
reminders-places = Erinnerungen
reminders-tab-partners = Partner
reminders-tab-held = Angehalten
reminders-tab-log = Verlauf
reminders-tab-forecast = Vorschau
reminders-tab-ladder = Stufen
reminders-tab-calendar = Kalender
reminders-only-on = Eingeschaltet
reminders-only-off = Ausgeschaltet
reminders-only-all = Alle
reminders-search = Partner suchen
reminders-found = { $count ->
    [1] 1 Partner
   *[other] { $count } Partner
}
reminders-partner = Partner
reminders-number = Nummer
reminders-state = Erinnerungen
reminders-told = Letzte 28 Tage
reminders-on-since = ein seit { $date }
reminders-off = aus
reminders-none = Kein Partner passt zu dieser Suche.
reminders-empty = Hier stehen die Partner, deren Leute per Mail erinnert werden. Noch gibt es keinen Partner.
reminders-empty-note = Wer importiert, verschickt nichts. Erinnert wird erst, wenn hier jemand einschaltet.
reminders-of = Erinnerungen: { $name }
reminders-switch = Schalter
reminders-on-text = Eingeschaltet seit { $date }. Niederlassungen und Nachunternehmer ohne eigenen Schalter gehören dazu.
reminders-off-text = Ausgeschaltet. Niederlassungen und Nachunternehmer ohne eigenen Schalter gehören dazu.
reminders-since = Ab wann
reminders-since-hint = Stufen, deren Tag davor liegt, werden nicht nachgeholt; wer schon im Rückstand ist, bekommt nur die letzte.
reminders-switch-on = Erinnerungen einschalten
reminders-switch-off = Erinnerungen ausschalten
reminders-outlook = Was hinausgeht
reminders-outlook-on = Vom { $from } bis { $to }: { $mails ->
    [1] eine Mail
   *[other] { $mails } Mails
} mit { $notices ->
    [1] einer Erinnerung
   *[other] { $notices } Erinnerungen
}, wenn bis dahin niemand etwas erledigt.
reminders-outlook-off = Eingeschaltet wären es vom { $from } bis { $to } { $mails ->
    [1] eine Mail
   *[other] { $mails } Mails
} mit { $notices ->
    [1] einer Erinnerung
   *[other] { $notices } Erinnerungen
}, am ersten Tag { $first }.
reminders-outlook-none = Vom { $from } bis { $to } geht nichts hinaus.
reminders-switched-on = { $name } wird erinnert.
reminders-switched-off = { $name } wird nicht mehr erinnert.
reminders-fault-early = Der Tag liegt in der Vergangenheit. Heute ist der früheste.
reminders-resent = Die Erinnerung an { $name } geht noch einmal hinaus.
reminders-resend-not-told = Diese Erinnerung ist noch nicht verschickt.
reminders-resend-not-owed = Das ist inzwischen erledigt, verschoben oder geht jemand anders an.
reminders-resend-unwritten = Diese Erinnerung lässt sich nicht formulieren. Das ist ein Fehler der Anlage; bitte melden Sie ihn.
reminders-held-gone = Darüber ist schon entschieden.
reminders-approved = { $count ->
    [1] Eine Erinnerung freigegeben; sie wird noch einmal geprüft.
   *[other] { $count } Erinnerungen freigegeben; sie werden noch einmal geprüft.
}
reminders-discarded = { $count ->
    [1] Eine Erinnerung verworfen.
   *[other] { $count } Erinnerungen verworfen.
}

forecast-title = Vorschau
forecast-finding = { $mails ->
    [1] Eine Mail
   *[other] { $mails } Mails
} mit { $notices ->
    [1] einer Erinnerung
   *[other] { $notices } Erinnerungen
} in dieser Zeit
forecast-file = Als CSV
forecast-days = Erinnerungen Tag für Tag
forecast-day = Tag
forecast-mails = Mails
forecast-notices = Erinnerungen
forecast-learners = davon an die Leute selbst
forecast-bar = Vergleich
forecast-from = Von
forecast-to = Bis
forecast-action = Anzeigen
forecast-note = Angenommen ist, dass bis dahin niemand etwas erledigt und dass alle Partner eingeschaltet sind.
forecast-none = In dieser Zeit geht nichts hinaus.
forecast-fault-order = Der letzte Tag liegt vor dem ersten.
forecast-fault-long = Höchstens { $most } Tage auf einmal.
forecast-passed = Was übergangen wird
forecast-passed-note = Stufen, deren Tag in diese Zeit fällt und die niemand bekommt. Was angehalten, zurückgezogen oder nicht zustellbar sein wird, weiß vorher niemand.
forecast-passed-file = Einzeln als Datei
forecast-reason = Grund
forecast-steps = Stufen

reminder-log-title = Was entschieden wurde
reminder-log-fate = Ergebnis
reminder-log-file = Als Datei
reminder-log-missed = Stufe vom { $date }
reminder-log-repeats = Kann mehrmals angekommen sein
reminder-log-recipient = An
reminder-log-about = Über
reminder-log-step = Stufe
reminder-log-at = Entschieden
reminder-log-deeds = Mail und Wiederholung
reminder-log-due = fällig { $date }
reminder-log-mail = Mail
reminder-log-resend = Noch einmal
reminder-log-older = Ältere
reminder-log-none = Nichts passt zu dieser Auswahl.
reminder-log-empty = Hier steht jede Erinnerung mit ihrem Grund, auch die, die nicht verschickt wurde. Noch ist nichts entschieden.
reminder-log-empty-action = Partner einschalten
reminder-role-learner = die Person selbst
reminder-role-supervisor = Teamleitung
reminder-role-partner_admin = Partnerverwaltung
reminder-role-partner_manager = Partnerbetreuung
reminder-role-training_manager = Schulungsleitung
reminder-step-before = { $days ->
    [1] 1 Tag vorher
   *[other] { $days } Tage vorher
}
reminder-step-after = { $days ->
    [0] am Tag selbst
    [1] 1 Tag danach
   *[other] { $days } Tage danach
}
reminder-step-released = nichts mehr offen
reminder-fate-all = Alle
reminder-fate-planned = wartet
reminder-fate-sent = verschickt
reminder-fate-superseded = überholt
reminder-fate-skipped = übergangen
reminder-fate-held = angehalten
reminder-fate-withdrawn = zurückgezogen
reminder-fate-failed = nicht zustellbar
reminder-reason-later_step = am selben Tag gab es eine spätere Stufe
reminder-reason-before_start = lag vor dem Beginn der Anforderung
reminder-reason-before_due_known = lag, bevor die Frist bekannt war
reminder-reason-before_switched_on = lag vor dem Einschalten
reminder-reason-before_role = lag, bevor der Empfänger die Rolle hatte
reminder-reason-before_ladder = lag, bevor der Standard diese Stufe hatte
reminder-reason-told_before = dasselbe wurde vor weniger als 14 Tagen gesagt
reminder-reason-caught_up = nachgeholt
reminder-reason-by_hand = von Hand
reminder-reason-nothing_owed = erledigt, befreit oder gegangen
reminder-reason-due_moved = die Frist hat sich verschoben
reminder-reason-step_gone = die Stufe gibt es nicht mehr
reminder-reason-not_theirs = geht jemand anders an
reminder-reason-switched_off = ausgeschaltet
reminder-reason-brake = mehr als üblich
reminder-reason-approved = freigegeben, neu geplant
reminder-reason-discarded = verworfen
reminder-reason-done = nachgewiesen
reminder-reason-waived = befreit
reminder-reason-paused = ruht
reminder-reason-left = nicht mehr verlangt
reminder-reason-owed_again = doch wieder offen
reminder-reason-refused = der Mailserver hat sie abgelehnt
reminder-reason-bad_address = an diese Adresse lässt sich nicht schreiben
reminder-reason-unwritable = die Mail lässt sich nicht schreiben
reminder-reason-unwritten = die Mail ließ sich nicht formulieren; es wird wieder versucht
reminder-reason-given_up = drei Tage lang nicht angenommen
reminder-reason-unknown_given_up = die Antwort des Mailservers ging zu oft verloren

reminder-held-title = Angehaltene Erinnerungen
reminder-held-finding = { $count ->
    [0] Nichts ist angehalten
    [1] Eine Erinnerung wartet auf Freigabe
   *[other] { $count } Erinnerungen warten auf Freigabe
}
reminder-held-text = Ein Lauf hätte weit mehr verschickt als üblich. Was Sie freigeben, geht noch einmal durch alle Regeln; was inzwischen erledigt ist, fällt dabei heraus.
reminder-held-requirement = Anforderung
reminder-held-run = Lauf
reminder-held-people = Empfänger
reminder-held-decision = Entscheidung
reminder-held-approve = { $count } freigeben
reminder-held-discard = Verwerfen
reminder-held-none = Wird ein Lauf angehalten, steht er hier, und die Schulungsleitung bekommt eine Mail.

calendar-title = Kalender
calendar-finding = Freie Tage je Land
calendar-text = Fällt eine Stufe auf einen freien Tag im Land des Empfängers, rückt sie: vor der Frist nach vorn, danach nach hinten.
calendar-country = Land
calendar-weekend = Freie Wochentage
calendar-ahead = Feiertage ab heute
calendar-of = Freie Tage in { $country }
calendar-holidays = Feiertage
calendar-holidays-hint = Einer je Zeile: der Tag, dann der Name, zum Beispiel 2026-12-25 Erster Weihnachtstag.
calendar-none = keine
calendar-saved = Der Kalender ist gespeichert.
calendar-fault-week = Ein Tag der Woche muss ein Arbeitstag sein.
calendar-fault-line = Zeile { $line } beginnt nicht mit einem Tag wie 2026-12-25.
calendar-fault-name = Zeile { $line }: Der Name hat mehr als 100 Zeichen oder unlesbare.
calendar-fault-many = Höchstens { $most } Feiertage.

mailbox-title = Briefkasten
mailbox-finding = { $aside ->
    [0] { $waiting ->
        [0] { $total ->
            [0] Noch keine Mail
            [1] Eine Mail
           *[other] { $total } Mails
        }
        [1] Eine Mail wartet
       *[other] { $waiting } Mails warten
    }
    [1] Eine Mail ist liegen geblieben
   *[other] { $aside } Mails sind liegen geblieben
}
mailbox-resume = Mails wieder verschicken
mailbox-standstill-paused = Es geht keine Mail hinaus.
mailbox-standstill-stopped = Der Mailserver lehnt die Anmeldung ab.
mailbox-standstill-text-paused = Die Datenbank kommt aus einer Sicherung. Prüfen Sie, was wartet, bevor Sie fortfahren.
mailbox-standstill-text-stopped = Alle Mails sind aufgehoben. Berichtigen Sie Name und Kennwort in den Einstellungen, dann geht es weiter.
mailbox-waits = Eine Mail wartet seit { $since }.
mailbox-waits-text = Sie hätte gleich hinausgehen sollen: Ist der Mailserver erreichbar, und lassen die Grenzen je Minute genug hinaus?
mailbox-only-place = Kein Mailserver ist eingerichtet.
mailbox-only-place-text = Mails bleiben hier liegen und gehen nirgends hin. Links zur Anmeldung sieht nur die Plattformverwaltung.
mailbox-search = Name, Adresse oder Betreff
mailbox-none = Keine Mail passt zu dieser Auswahl.
mailbox-resent = Die Mail geht noch einmal hinaus.
mailbox-resumed = Mails gehen wieder hinaus.
mailbox-resend-not = Diese Mail lässt sich nicht noch einmal verschicken.

mail-subject = Betreff
mail-to = An
mail-at = Zeitpunkt
mail-kind = Art
mail-queued = Entschieden
mail-attempts = Vergebliche Versuche
mail-repeats-label = Wiederholt
mail-repeats = { $count ->
    [1] Einmal; sie kann zweimal angekommen sein.
   *[other] { $count }-mal; sie kann mehrmals angekommen sein.
}
mail-note-label = Anmerkung
mail-reply = Antwort des Mailservers
mail-message-id = Nummer
mail-as-html = Wie sie aussieht
mail-as-text = Als Text
mail-resend = Noch einmal verschicken
mail-masked = Links sind gekürzt.
mail-masked-text = Wer einem solchen Link folgt, ist als diese Person angemeldet. Darum steht der geheime Teil nicht hier.
mail-state = Verbleib
mail-state-all = Alle
mail-state-queued = wartet
mail-state-sending = wird übergeben
mail-state-sent = verschickt
mail-state-kept = hier aufgehoben
mail-state-set_aside = liegen geblieben
mail-state-dropped = zurückgezogen
mail-kind-reminder = Erinnerung
mail-kind-reminders_held = Angehaltene Erinnerungen
mail-kind-invitation = Einladung
mail-kind-extension_answered = Antwort auf Bitte um mehr Zeit
mail-kind-document_handed_in = Dokument eingereicht
mail-kind-document_answered = Antwort auf ein Dokument
mail-kind-password_reset = Neues Kennwort
mail-kind-need_answered = Antwort auf einen Schulungsbedarf
mail-kind-need_asked = Schulungsbedarf gemeldet
mail-kind-session_booking = Platz in einem Workshop
mail-kind-session_calendar = Termin für den Kalender
mail-kind-session_changed = Geänderter Termin
mail-note-unreachable = Der Mailserver war nicht zu erreichen.
mail-note-deferred = Der Mailserver hat sie vorerst nicht angenommen.
mail-note-refused = Der Mailserver hat sie abgelehnt.
mail-note-bad_address = An diese Adresse lässt sich nicht schreiben.
mail-note-unwritable = Diese Mail lässt sich nicht schreiben.
mail-note-unwritten = Sie muss neu formuliert werden, und das gelingt nicht. Sie wartet und wird stündlich neu versucht.
mail-note-unknown_repeated = Die Antwort des Mailservers ging verloren; sie wurde unter derselben Nummer wiederholt.
mail-note-unknown_kept = Die Antwort des Mailservers ging verloren; ein Link zur Anmeldung wird nicht zweimal verschickt.
mail-note-given_up = Drei Tage lang nicht angenommen.
mail-note-unknown_given_up = Die Antwort des Mailservers ging zu oft verloren; sie wird nicht noch einmal wiederholt.
mail-note-folded = Eine spätere Mail hat ihren Inhalt übernommen.
mail-note-withdrawn = Nichts darin war noch offen.
mail-note-resent = Auf Wunsch noch einmal eingereiht.

ladder-title = Stufen des Standards
ladder-finding = { $steps ->
    [0] Der Standard erinnert niemanden
    [1] Der Standard hat eine Stufe
   *[other] Der Standard hat { $steps } Stufen
}{ $requirements ->
    [0] ; keine Anforderung erbt ihn
    [1] ; eine Anforderung erbt ihn
   *[other] ; { $requirements } Anforderungen erben ihn
}
ladder-text = Anforderungen ohne eigene Stufen erinnern nach dem Standard. Was eine Änderung bringt, zählt von ihrem Tag an: Frühere Stufen werden nicht nachgeholt, und woran schon erinnert wurde, daran wird nicht noch einmal erinnert.
ladder-now = Heute
ladder-since = Seit { $date }
ladder-usual = Die üblichen Stufen; niemand hat sie geändert.
ladder-from = Ab { $date }
ladder-withdraw = Zurücknehmen
ladder-whom = Wen es betrifft
ladder-duties = Die Pflichten des Herstellers folgen denselben Tagen; erinnert wird, wer den Partner betreut, nach der Frist auch die Schulungsleitung.
ladder-nobody = Keine Anforderung erbt den Standard.
ladder-people = { $count ->
    [0] gilt für niemanden
    [1] gilt für eine Person
   *[other] gilt für { $count } Personen
}
ladder-change = Ändern
ladder-field-from_on = Gilt ab
ladder-from-hint = Heute oder später.
ladder-saved = Der Standard ist gespeichert
ladder-withdrawn = Der Standard bleibt, wie er ist
ladder-fault-same = An diesem Tag lautet der Standard schon so.
ladder-fault-holds = Dieser Standard gilt schon. Ändern Sie ihn ab heute oder später.

asked-title = Erinnern
asked-finding = { $count ->
    [0] Niemand ist gewählt
    [1] Eine Person erinnern
   *[other] { $count } Personen erinnern
}
asked-back = Zur Übersicht
asked-text = Wer etwas schuldet, bekommt heute eine Mail; ist die Mail des Tages schon hinausgegangen, steht es in der von morgen. Am selben Tag wird niemand zweimal an dasselbe erinnert, und wer fertig, befreit oder gegangen ist, gar nicht.
asked-people = Wen
asked-nothing = nichts offen
asked-all = alles, was offen ist
asked-do = Jetzt erinnern
asked-nobody = Wählen Sie in der Übersicht die Personen, die Sie erinnern wollen.
asked-from-map = Erinnern …
asked-from-map-count = { $count ->
    [1] 1 Person erinnern …
   *[other] { $count } Personen erinnern …
}
asked-pick = { $person } wählen
asked-done = { $told ->
    [0] Heute geht nichts hinaus
    [1] Eine Erinnerung geht heute hinaus
   *[other] { $told } Erinnerungen gehen heute hinaus
}{ $tomorrow ->
    [0] {""}
    [1] ; eine morgen
   *[other] ; { $tomorrow } morgen
}{ $before ->
    [0] {""}
    [1] ; eine gab es heute schon
   *[other] ; { $before } gab es heute schon
}{ $other ->
    [0] {""}
    [1] ; bei einer Person gab es nichts, woran zu erinnern war
   *[other] ; bei { $other } Personen gab es nichts, woran zu erinnern war
}{ $unwritten ->
    [0] {""}
    [1] ; eine Mail ließ sich nicht formulieren, bitte melden Sie das
   *[other] ; { $unwritten } Mails ließen sich nicht formulieren, bitte melden Sie das
}
reminder-log-asked = von { $name }
asked-pick-all = Alle { $count } gezeigten wählen
