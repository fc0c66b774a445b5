# Workshops, Termine und Buchungen.

sessions-title = Termine
sessions-finding = { $count ->
    [0] Kein Termin steht an
    [1] Ein Termin liegt vor Ihnen
   *[other] { $count } Termine liegen vor Ihnen
}
sessions-views = Ansichten
sessions-as-list = Als Liste
sessions-as-month = Als Monat
sessions-before = Monat davor
sessions-after = Monat danach
sessions-course = Kurs
sessions-free-only = Mit freien Plätzen
sessions-found = { $count ->
    [1] 1 Termin
   *[other] { $count } Termine
}
sessions-empty = Hier stehen Workshops mit Tag und Ort, sobald welche angeboten werden.
sessions-empty-ours = Noch hat kein Workshop einen Termin.
sessions-all = Alle Termine
sessions-weekday-monday = Mo
sessions-weekday-tuesday = Di
sessions-weekday-wednesday = Mi
sessions-weekday-thursday = Do
sessions-weekday-friday = Fr
sessions-weekday-saturday = Sa
sessions-weekday-sunday = So
session-state-draft = Entwurf
session-state-open = Offen
session-state-cancelled = Abgesagt
session-undated = Noch ohne Tag
session-online = Live online
session-free = { $count ->
    [1] Ein Platz frei
   *[other] { $count } Plätze frei
}
session-full = { $waiting ->
    [0] Ausgebucht
   *[other] Ausgebucht, { $waiting } warten
}
session-interested = { $count ->
    [0] Noch hat niemand Interesse gezeigt
    [1] Eine Person hat Interesse
   *[other] { $count } Personen haben Interesse
}
session-name = { $code } · { $date }
session-name-undated = { $code } · noch ohne Tag
session-cancel = Absagen
session-edit = Termin ändern
session-book-others = Für andere buchen
session-own = Meine Buchung
session-open = Zur Buchung öffnen
session-book-open = Platz buchen
session-book-undated = Interesse zeigen
session-book-full = Auf die Warteliste
session-workshop = Zum Workshop
session-when = Wann
session-where = Wo
session-link-later = Den Link sehen die Gebuchten.
session-seats = Plätze
session-seats-of = { $free } von { $seats } frei
session-seats-over = Mehr Plätze, als der Workshop vorsieht: höchstens { $count }.
session-waiting = { $count ->
    [1] eine Person wartet
   *[other] { $count } Personen warten
}
session-share = { $count ->
    [1] Ein Betrieb bekommt höchstens einen Platz.
   *[other] Ein Betrieb bekommt höchstens { $count } Plätze.
}
session-share-until = { $count ->
    [1] Ein Betrieb bekommt bis { $date } höchstens einen Platz, danach sind freie Plätze für alle da.
   *[other] Ein Betrieb bekommt bis { $date } höchstens { $count } Plätze, danach sind freie Plätze für alle da.
}
session-trainers = Wer schult
session-language = Sprache
session-material = Material
session-rules = Regeln
session-approval = { $steps ->
    [0] Wer bucht, hat den Platz.
    [1] Wer bucht, braucht ein Ja aus dem Betrieb.
   *[other] Wer bucht, braucht ein Ja aus dem Betrieb und eines der Schulungsleitung.
}
session-cancel-until = Absagen kann man bis { $date }.
session-cancel-over = Wer jetzt bucht, kann nur über die Schulungsleitung wieder absagen.
session-least = { $count ->
    [1] Er findet ab einer Person statt.
   *[other] Unter { $count } Personen entscheidet die Schulungsleitung, ob er stattfindet.
}
session-bookings = { $count ->
    [1] Eine Buchung
   *[other] { $count } Buchungen
}
bookings-own = Meine Buchungen
bookings-team = Buchungen meiner Leute
bookings-finding = { $count ->
    [0] Sie haben nichts gebucht
    [1] Eine Buchung liegt vor Ihnen
   *[other] { $count } Buchungen liegen vor Ihnen
}
bookings-finding-team = { $count ->
    [0] Keine Buchung wartet auf Sie
    [1] Eine Buchung wartet auf Sie
   *[other] { $count } Buchungen warten auf Sie
}
bookings-asking = Wartet auf Antwort
bookings-ahead = Kommt
bookings-past = Vorbei
bookings-empty = Hier stehen gebuchte Plätze in Workshops.
booking-title = Buchung: { $title }
booking-unnamed = Noch ohne Namen
booking-until = Bis { $at }.
booking-place = Platz { $place } der Liste
booking-session = Zum Termin
booking-state = Stand
booking-organisation = Betrieb
booking-events = Verlauf
booking-late = Absagen kann jetzt nur noch die Schulungsleitung.
booking-status-requested = Angefragt
booking-means-requested = Ein Platz ist zurückgehalten, bis jemand Ja oder Nein sagt.
booking-event-requested = Angefragt
booking-status-booked = Gebucht
booking-certificate = Zertifikat herunterladen
booking-means-booked = Der Platz ist sicher.
booking-event-booked = Gebucht
booking-status-offered = Angeboten
booking-means-offered = Ein Platz ist frei und wird bis zur Antwort zurückgehalten.
booking-event-offered = Angeboten
booking-status-waiting = Auf der Warteliste
booking-means-waiting = Sobald ein Platz frei wird, geht er der Reihe nach weiter.
booking-event-waiting = Auf der Warteliste
booking-status-interested = Interessiert
booking-means-interested = Sobald der Tag feststeht, wird der Reihe nach gebucht.
booking-event-interested = Interessiert
booking-status-cancelled = Storniert
booking-means-cancelled = Diese Buchung ist zurückgenommen.
booking-event-cancelled = Storniert
booking-status-refused = Abgelehnt
booking-means-refused = Jemand hat Nein gesagt.
booking-event-refused = Abgelehnt
booking-status-expired = Verfallen
booking-means-expired = Niemand hat rechtzeitig geantwortet.
booking-event-expired = Verfallen
booking-status-moved = Umgebucht
booking-means-moved = Diese Buchung ging auf einen anderen Termin über.
booking-event-moved = Umgebucht
booking-status-substituted = Vertreten
booking-means-substituted = Jemand anderes kommt.
booking-event-substituted = Vertreten
booking-event-approved = Ein Ja gegeben
booking-event-named = Name genannt
booking-event-released = Anderswo gebucht
booking-event-left = Nicht mehr im Betrieb
booking-event-session_cancelled = Termin abgesagt
booking-event-calendar_accepted = Im Kalender zugesagt
booking-event-calendar_declined = Im Kalender abgesagt
booking-event-calendar_tentative = Im Kalender mit Vorbehalt zugesagt
booking-needs = Braucht
booking-needs-ask = Brauchen Sie etwas?
booking-needs-lead = Das liest, wer den Termin für den Hersteller hält, sonst niemand. Danach wird es vergessen.
booking-needs-diet = Essen
booking-needs-access = Zugang und Teilnahme
booking-needs-save = Sagen
booking-done-needs = Gesagt.
booking-event-needs = Bedarf gesagt
booking-answer-accepted = Im Kalender zugesagt
booking-answer-declined = Im Kalender abgesagt
booking-answer-tentative = Im Kalender mit Vorbehalt zugesagt
booking-cancel = Stornieren
booking-change = Umbuchen oder vertreten
booking-refuse = Ablehnen
booking-accept = Platz nehmen
booking-approve = Ja sagen
booking-reason-title-cancellation = Buchung stornieren
booking-reason-title-refusal = Buchung ablehnen
booking-reason-title-session = Termin absagen
booking-reason-lead-cancellation = Der Platz geht sofort an die Warteliste.
booking-reason-lead-refusal = Wer gebucht hat, bekommt den Grund per Mail.
booking-reason-lead-session = Alle, die gebucht haben oder warten, bekommen den Grund per Mail. Das lässt sich nicht zurücknehmen.
booking-reason-do-cancellation = Stornieren
booking-reason-do-refusal = Ablehnen
booking-reason-do-session = Termin absagen
booking-move = Anderer Tag
booking-move-do = Umbuchen
booking-no-dates = An keinem anderen Tag ist ein Platz frei.
booking-name = Name
booking-substitute = Jemand anderes kommt
booking-person-do = Eintragen
booking-person-hint = Personalnummer oder Mailadresse, aus demselben Betrieb.
booking-full-lead = Kein Platz ist frei. Wer gebucht wird, kommt auf die Warteliste.
booking-people-hint = Personalnummer oder Mailadresse, eine je Zeile.
booking-unnamed-legend = Plätze ohne Namen
booking-unnamed-lead = Wenn noch nicht feststeht, wer kommt. Ohne Namen verfallen sie.
booking-do = Buchen
booking-field-people = Wer
booking-field-seats = Wie viele
booking-field-organisation = Für welchen Betrieb
booking-field-name_by_on = Namen bis
booking-field-way = Wie
booking-field-session = Tag
booking-field-person = Person
booking-way-book = Buchen
booking-way-invite = Einladen: der Platz wird bis zur Antwort zurückgehalten
booking-done-booked = Gebucht
booking-done-requested = Angefragt. Jemand muss noch Ja sagen.
booking-done-waiting = Auf der Warteliste
booking-done-interested = Vorgemerkt
booking-done-many = { $count ->
    [1] Eine Buchung eingetragen
   *[other] { $count } Buchungen eingetragen
}
booking-done-cancelled = Storniert
booking-done-refused = Abgelehnt
booking-done-approved = Zugestimmt
booking-done-moved = Umgebucht
booking-done-named = Eingetragen
booking-closed = Dieser Termin nimmt keine Buchungen an.
booking-full = Hier ist für diesen Betrieb kein Platz frei.
booking-twice = { $name } ist hier schon eingetragen.
booking-teaches = { $name } schult diesen Termin und kann nicht zugleich teilnehmen.
booking-other-date = { $name } hat schon einen Platz an einem anderen Tag dieses Workshops. Buchen Sie um.
booking-busy = { $name } ist zu dieser Zeit anderswo gebucht.
booking-stands-elsewhere = Das geht jetzt nicht mehr: Die Buchung steht inzwischen anders.
booking-too-late = Die Zeit dafür ist abgelaufen.
booking-no-home = Wer keinem Betrieb angehört, kann nicht buchen.
booking-nowhere = { $name } gehört an diesem Tag keinem Betrieb an und kann deshalb nicht teilnehmen.
booking-token = Ein Token nimmt an keiner Schulung teil: Nennen Sie, wer einen Platz bekommen soll.
booking-other-partner = Der Platz gehört einem anderen Partner.
booking-fault-many = Höchstens { $most } Personen auf einmal.
booking-fault-unknown = { $person } ist nicht bekannt oder gehört heute keinem Betrieb an.
booking-fault-nobody = Nennen Sie Personen, oder wie viele Plätze.
booking-fault-name-by = Der Tag muss vor dem Beginn liegen.
booking-fault-name-by-past = Dieser Tag ist vorbei.
workshops-title = Workshops
workshops-finding = { $count ->
    [0] Kein Workshop wird angeboten
    [1] Ein Workshop wird angeboten
   *[other] { $count } Workshops werden angeboten
}
workshops-new = Workshop anlegen
workshops-empty = Ein Workshop ist das Angebot zu einem Kurs: wie viele Leute, welche Regeln. Seine Termine stehen dann im Kalender.
workshops-all = Alle Workshops
workshop-title = Workshop: { $title }
workshop-name = Workshop · { $code }
workshop-course = Kurs
workshop-languages = Sprachen
workshop-people = Personen
workshop-ahead = Termine
workshop-edit = Workshop ändern
workshop-new-session = Termin anlegen
workshop-rules = Regeln
workshop-no-sessions = Noch kein Termin.
workshop-save = Speichern
workshop-saved = Workshop gespeichert
workshop-changed-meanwhile = Jemand hat das inzwischen geändert. Laden Sie die Seite neu.
workshop-field-organisation = Wer ihn abhält
workshop-field-course = Kurs
workshop-field-languages = Sprachen
workshop-field-trainer_courses = Nachweise, wer schult
workshop-field-test = Abschlusstest
workshop-field-least_people = Mindestens
workshop-field-most_people = Höchstens
workshop-field-material = Material
workshop-field-approval_steps = Wer Ja sagen muss
workshop-field-approval_days = Antwort innerhalb von
workshop-field-cancel_days = Stornieren bis
workshop-field-share_percent = Anteil je Betrieb
workshop-field-release_days = Anteil gilt bis
workshop-field-offer_hours = Angebot gilt
workshop-field-stop_hours = Nachrücken bis
workshop-field-warn_days = Warnen bei zu wenigen
workshop-organisation-hint = Kommen kann, wer zu diesem Betrieb oder darunter gehört.
workshop-least-hint = Darunter werden Sie gewarnt.
workshop-trainer-courses-hint = Kürzel von Kursen, eines je Zeile. Wer sie an den Tagen des Termins nicht gültig nachweist, schult nur mit Begründung. Wer von außen kommt, wird nicht geprüft.
workshop-material-hint = Was Leute bekommen und mitbringen.
workshop-share-hint = Leer: ohne Grenze.
workshop-offer-hint = 0: wer nachrückt, ist gleich gebucht.
workshop-unit-days = Tagen
workshop-unit-days-before = Tage vorher
workshop-unit-days-after = Tage danach
workshop-unit-hours = Stunden
workshop-unit-hours-before = Stunden vorher
workshop-unit-percent = %
workshop-steps-0 = Niemand
workshop-steps-1 = Der Betrieb
workshop-steps-2 = Der Betrieb, dann die Schulungsleitung
workshop-fault-number = Eine ganze Zahl von { $least } bis { $most }.
workshop-fault-least = Mehr als höchstens.
workshop-fault-courses-many = Höchstens { $most } Kurse.
workshop-fault-courses-unknown = Diese Kurse gibt es nicht: { $courses }.
session-parts-lead = Uhrzeiten gelten am Ort. Ohne Tag sammelt der Termin Interesse und bucht der Reihe nach, sobald der Tag feststeht.
session-part = Teil { $count }
session-field-on = Tag
session-field-from = Von
session-field-to = Bis
session-field-time_zone = Zeitzone des Ortes
session-field-place = Haus und Raum
session-field-address = Anschrift
session-field-directions = Anreise
session-field-online_url = Link für live online
session-field-language = Sprache
session-field-seats = Plätze
session-field-trainers = Wer schult
session-field-external_trainers = Trainer von außen
session-field-tell = Gebuchte benachrichtigen
session-zone-hint = Zum Beispiel Europe/Berlin.
session-place-hint = Leer, wenn der Termin nur online ist.
session-link-hint = Sehen nur, wer gebucht ist.
session-external-hint = Ein Name je Zeile.
session-tell-yes = Ja, mit dem, was sich ändert
session-tell-no = Nein
session-tell-no-hint = Dann bleibt in den Kalendern der Gebuchten der alte Eintrag stehen, auch Tag, Ort und Link, bis sich Zeit oder Ort noch einmal ändern und Sie es dann mitteilen. Nur abonnierte Kalender ziehen von selbst nach.
session-save = Speichern
session-saved = Termin gespeichert
session-opened = Zur Buchung geöffnet
session-cancelled = Termin abgesagt
session-begun = Dieser Termin hat schon begonnen.
session-cancel-begun = Dieser Termin hat begonnen oder ist vorbei, absagen geht nicht mehr. Tragen Sie ein, wer da war, und schließen Sie ihn nach dem Ende ab.
session-shut-begun = Dieser Termin hat begonnen. Wer noch keinen Platz hat, wird von der Person eingetragen, die schult.
session-shut-over = Dieser Termin ist vorbei.
session-stands-elsewhere = Das geht jetzt nicht mehr: Der Termin steht inzwischen anders.
session-fault-seats-below = So viele Plätze sind schon vergeben; nehmen Sie erst Buchungen zurück.
session-fault-undated = Solange Plätze vergeben sind, braucht der Termin einen Tag.
session-fault-link = Eine Adresse, die mit https:// beginnt.
session-fault-where = Nennen Sie einen Raum oder einen Link.
session-fault-zone = Diese Zeitzone gibt es nicht.
session-fault-tell = Sagen Sie, ob die Gebuchten es erfahren.
session-fault-time = Eine Uhrzeit wie 09:00.
session-fault-ends-before = Der Teil endet, bevor er beginnt.
session-fault-too-long = Ein Teil dauert höchstens { $hours } Stunden.
session-fault-skipped = Diese Uhrzeit gibt es an dem Tag nicht: Die Uhren werden umgestellt.
session-fault-overlaps = Überschneidet sich mit Teil { $part }.
session-fault-past = Dieser Beginn ist schon vorbei.
session-mail-subject-booked = Gebucht
session-mail-finding-booked = Ihr Platz ist gebucht: { $title }
session-mail-text-booked = Der Termin für Ihren Kalender liegt bei.
session-mail-subject-reserved = Gebucht, noch ohne Namen
session-mail-finding-reserved = Ein Platz ist gebucht: { $title }
session-mail-text-reserved = Sagen Sie noch, wer kommt. Wer genannt ist, bekommt den Termin für den Kalender.
session-mail-subject-requested = Angefragt
session-mail-finding-requested = Ihr Platz ist angefragt: { $title }
session-mail-text-requested = Der Platz bleibt für Sie frei, bis jemand zu- oder absagt.
session-mail-subject-offered = Platz angeboten
session-mail-finding-offered = Ein Platz ist für Sie frei: { $title }
session-mail-text-offered = Er bleibt eine Zeit lang für Sie frei. Antworten Sie nicht, geht er an die nächste Person auf der Warteliste.
session-mail-subject-waiting = Warteliste
session-mail-finding-waiting = Sie stehen auf der Warteliste: { $title }
session-mail-text-waiting = Sobald ein Platz frei wird, hören Sie von uns.
session-mail-subject-interested = Vorgemerkt
session-mail-finding-interested = Ihr Interesse ist vorgemerkt: { $title }
session-mail-text-interested = Sobald der Tag feststeht, hören Sie von uns.
session-mail-subject-cancelled = Storniert
session-mail-finding-cancelled = Die Buchung ist storniert: { $title }
session-mail-text-cancelled = { $reason ->
    [none] Sie müssen nichts mehr tun.
   *[other] Grund: { $reason }
}
session-mail-subject-refused = Abgelehnt
session-mail-finding-refused = Die Buchung ist abgelehnt: { $title }
session-mail-text-refused = { $reason ->
    [none] Sie müssen nichts mehr tun.
   *[other] Grund: { $reason }
}
session-mail-subject-expired = Verfallen
session-mail-finding-expired = Die Buchung ist verfallen: { $title }
session-mail-text-expired = Niemand hat rechtzeitig geantwortet. Der Platz ist nicht mehr für Sie frei.
session-mail-subject-substituted = Vertreten
session-mail-finding-substituted = Jemand anderes kommt für Sie: { $title }
session-mail-text-substituted = Für Sie ist nichts mehr zu tun.
session-mail-subject-moved = Umgebucht
session-mail-finding-moved = Ihr neuer Termin: { $title }
session-mail-text-moved = Ihr bisheriger Platz ist frei geworden.
session-mail-subject-released = Anderswo gebucht
session-mail-finding-released = Sie warten hier nicht mehr: { $title }
session-mail-text-released = Sie haben an einem anderen Termin dieses Workshops einen Platz bekommen. Deshalb stehen Sie für diesen nicht mehr an.
session-mail-subject-session_cancelled = Abgesagt
session-mail-finding-session_cancelled = Der Termin fällt aus: { $title }
session-mail-text-session_cancelled = { $reason ->
    [none] Sie müssen nichts mehr tun.
   *[other] Grund: { $reason }
}
session-mail-subject-asks = Ihre Zustimmung fehlt
session-mail-finding-asks = Ihre Zustimmung fehlt: { $title }
session-mail-text-asks = { $reason } möchte teilnehmen.
session-mail-subject-too_few = Zu wenige Buchungen
session-mail-finding-too_few = Zu wenige Buchungen: { $title }
session-mail-text-too_few = Gebucht und mindestens nötig: { $reason }. Entscheiden Sie, ob der Termin stattfindet.
session-mail-subject-declined_late = Sie sind weiter gebucht
session-mail-finding-declined_late = Ihre Absage kam zu spät: { $title }
session-mail-text-declined_late = Nach der Frist wird nicht mehr von selbst storniert. Wer den Termin leitet, weiß von Ihrer Absage. Vielleicht kann jemand anderes für Sie kommen.
session-mail-subject-declines = Absage nach der Frist
session-mail-finding-declines = Eine Absage nach der Frist: { $title }
session-mail-text-declines = { $reason } hat im Kalender abgesagt und ist noch gebucht. Entscheiden Sie, ob der Platz frei wird.
session-calendar-subject-request = Für Ihren Kalender
session-calendar-subject-cancel = Nicht mehr in Ihrem Kalender
session-calendar-finding-request = { $title }: Teil { $number } von { $of }
session-calendar-finding-cancel = Entfällt: { $title }
session-calendar-text-request = Der Termin für Ihren Kalender liegt bei. Sie müssen nichts weiter tun.
session-calendar-text-cancel = Diese Mail nimmt den Termin aus Ihrem Kalender. Sie müssen nichts weiter tun.
session-event-part = { $title } ({ $number }/{ $of })
session-event-booked = Gebucht: { $count }
session-mail-until = { $kind ->
    [reserved] Namen nennen bis { $at }
    [test] Bestehen bis { $at }
   *[other] Antwort bis { $at }
}
session-mail-when = Beginn: { $at }
session-mail-online = Link:
session-mail-action = Ansehen
session-mail-why = Sie bekommen diese Mail, weil es um einen Platz in einem Workshop geht.
session-changed-subject = Geändert: { $title }
session-changed-finding = Der Termin hat sich geändert: { $title }
session-changed-before = (bisher { $what })
session-changed-before-span = (bisher { $from } – { $to })
session-changed-part = Teil { $nth }:
session-changed-fresh = neu,
session-changed-gone = entfällt
session-changed-online-only = nur online
session-changed-see = siehe Ihre Buchung
session-changed-untaught = steht noch nicht fest
session-changed-when = Termin
session-changed-stays = Ihre Buchung bleibt, wie sie ist.
session-change-time = Zeit
session-change-place = Ort
session-change-online = Link
session-change-language = Sprache
session-change-trainers = Wer schult
booking-fault-person = Diese Person ist nicht bekannt oder gehört heute keinem Betrieb an.

# Gemeinsam buchen, aus der Übersicht
enrol-title = Termin buchen
enrol-finding = { $count ->
    [one] Einen Platz buchen
   *[other] Plätze für { $count } Personen buchen
}
enrol-from-map = Termin buchen
enrol-from-map-count = { $count ->
    [1] 1 Person einen Termin buchen
   *[other] { $count } Personen einen Termin buchen
}
enrol-people = Für wen
enrol-choose = Bitte wählen
enrol-look = Termine suchen
enrol-sessions = Welcher Termin
enrol-note = Jede Person bekommt eine eigene Antwort: Platz, Warteliste oder warum nicht. Niemand hält die anderen auf.
enrol-do = Buchen
enrol-none = Für diese Anforderung ist zurzeit kein Termin angeboten, der für diese Personen zählt.
enrol-need = Schulungsbedarf melden
enrol-field-pick = Wen
enrol-field-requirement = Anforderung
enrol-field-session = Termin
enrol-not-subject = Die Anforderung gilt für diese Person nicht.
enrol-excused = Diese Person ist davon befreit oder pausiert.
enrol-satisfied = Der Nachweis ist erbracht.
enrol-other-course = Dieser Kurs zählt für diese Person jetzt nicht.
enrol-out-of-reach = Der Termin wird nicht für diesen Betrieb angeboten.
enrolled-finding = { $booked } von { $total } eingetragen
enrolled-people = Antworten zu { $requirement }
enrolled-not = nicht gebucht
