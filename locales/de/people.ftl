# Leute und Anmeldung.

sign-in-title = Anmelden
sign-in-lead = Schulungen und Zertifikate der { $brand } für Betriebe, die ihre Anlagen bauen und warten.
sign-in-account = Mail-Adresse oder Personalnummer
sign-in-password = Kennwort
sign-in-action = Anmelden
sign-in-company = Mit dem Firmenkonto anmelden
sign-in-forgotten = Kennwort vergessen
sign-in-letter = Ich habe einen Code auf Papier

footer-check = Zertifikat prüfen
footer-imprint = Impressum
footer-privacy = Datenschutz
footer-barrier = Barriere melden

drawing-circuit = Kältekreis mit Verdichter, Verflüssiger, Expansionsventil und Verdampfer
drawing-condenser = Verflüssiger
drawing-evaporator = Verdampfer
drawing-compressor = Verdichter
drawing-valve = E-Ventil

sign-in-with-password = Mit Kennwort anmelden
sign-in-wrong = { $left ->
    [1] Adresse und Kennwort passen nicht zusammen. Noch ein Versuch, dann 15 Minuten Pause.
   *[other] Adresse und Kennwort passen nicht zusammen. Noch { $left } Versuche, dann 15 Minuten Pause.
}
sign-in-wrong-last = Adresse und Kennwort passen nicht zusammen. Jetzt ist 15 Minuten Pause.

code-title = Mit dem Code aus Ihrem Brief
code-lead = Den Code hat Ihnen Ihr Betrieb auf Papier gegeben.
code-label = Code
code-hint = Zwölf Zeichen, etwa 7KQ4 M2XP 9TWD. Groß oder klein, mit oder ohne Lücken.
code-action = Weiter
code-wrong = Diesen Code gibt es nicht, oder er ist verbraucht oder abgelaufen. Vergleichen Sie ihn mit dem Brief.
code-lost = Brief verloren? Die Partnerverwaltung Ihres Betriebs druckt Ihnen einen neuen; der alte gilt dann nicht mehr.

reset-title = Kennwort vergessen
reset-lead = Wir schicken Ihnen einen Link, mit dem Sie ein neues setzen.
reset-account-missing = Schreiben Sie Ihre Mail-Adresse oder Personalnummer.
reset-action = Link schicken
reset-sent-title = Sehen Sie in Ihr Postfach
reset-sent-lead = Gehört zu „{ $account }“ ein Konto mit Mail-Adresse, ist jetzt ein Link dorthin unterwegs. Er gilt { $minutes } Minuten.
reset-sent-none = Kommt nichts an? Sehen Sie im Spam-Ordner nach. Wer keine Mail-Adresse hat, bekommt von der Partnerverwaltung einen Code auf Papier.

link-ended-title = Dieser Link gilt nicht mehr
link-ended-lead = Er ist schon benutzt, abgelaufen oder unvollständig. Ihr Konto und Ihre Zertifikate sind davon unberührt.
link-ended-action = Neuen Link schicken lassen
link-ended-letter = Ihr Code kam auf Papier? Die Partnerverwaltung druckt Ihnen einen neuen Brief.

welcome-title = Ihr Zugang zu { $brand }
welcome-lead-first = Wählen Sie ein Kennwort. Damit melden Sie sich künftig an.
welcome-lead-replace = Wählen Sie ein neues Kennwort. Das alte gilt dann nicht mehr, und alle anderen Anmeldungen enden.
welcome-lead-once = Dieser Link meldet Sie einmal an.
welcome-account = Anmelden als
welcome-password = Neues Kennwort
welcome-action = Anmelden
welcome-action-password = Kennwort setzen und anmelden
welcome-once = Der Link gilt einmal. Öffnen allein verbraucht ihn nicht.

password-hint = Mindestens { $least } Zeichen. Vier Wörter, die Sie sich merken können, sind besser als Sonderzeichen.
password-current = Jetziges Kennwort
password-not-yours = Das ist nicht Ihr Kennwort.
password-changed = Kennwort geändert.
password-end-others = { $count ->
    [1] Die andere Anmeldung beenden
   *[other] Die anderen { $count } Anmeldungen beenden
}
password-end-others-hint = Auch Links, die noch offen sind, gelten dann nicht mehr.

profile-look = Sprache und Ansicht
profile-language = Sprache
profile-language-hint = Für Seiten und Mails. Was es darin noch nicht gibt, steht auf Englisch da.
profile-time-zone = Zeitzone
profile-time-zone-hint = Zum Beispiel Europe/Berlin. Leer: die Ihres Standorts.
profile-theme = Hell oder dunkel
profile-theme-system = Wie das Gerät
profile-theme-light = Hell
profile-theme-dark = Dunkel
profile-density = Tabellen
profile-density-airy = Luftig
profile-density-dense = Dicht
profile-saved = Profil gespeichert.
profile-password-with = Sie melden sich mit { $account } und Ihrem Kennwort an.
profile-password-set = Sie haben ein Kennwort.
profile-password-none = Sie haben noch kein Kennwort und kommen nur über Links oder Briefe herein.
profile-password-change = Kennwort ändern
profile-password-choose = Kennwort wählen
profile-sign-ins = Anmeldungen
profile-device-unknown = Unbekanntes Gerät
profile-here = Dieses Gerät
profile-since = seit { $at }
profile-seen = zuletzt { $at }
profile-sign-in-end = Beenden
profile-sign-in-ended = Anmeldung beendet.
profile-others-end = { $count ->
    [1] Die andere Anmeldung beenden
   *[other] Alle { $count } anderen beenden
}
profile-others-ended = Alle anderen Anmeldungen sind beendet.

mail-greeting = Guten Tag, { $name },
mail-address = Geht der Knopf nicht, öffnen Sie diese Adresse:
mail-why = Warum diese Mail?

invitation-subject = Ihr Zugang zu { $brand }
invitation-finding = { $organisation } hat Sie bei { $brand } angemeldet
invitation-text = Dort finden Sie Ihre Schulungen, Fristen und Zertifikate. Wählen Sie zuerst ein Kennwort.
invitation-life = { $days ->
    [1] Der Link gilt einen Tag.
   *[other] Der Link gilt { $days } Tage.
}
invitation-action = Kennwort wählen
invitation-why = { $organisation } führt Sie als Mitarbeiterin oder Mitarbeiter.

password-reset-subject = Neues Kennwort für { $brand }
password-reset-finding = Setzen Sie ein neues Kennwort
password-reset-text = Der Link gilt { $minutes } Minuten und nur einmal.
password-reset-action = Kennwort setzen
password-reset-not-you = Haben Sie das nicht verlangt? Dann tun Sie nichts; Ihr Kennwort bleibt, wie es ist.
password-reset-why = Jemand hat auf der Anmeldeseite „Kennwort vergessen“ gewählt und diese Adresse oder Ihre Personalnummer genannt.

people-finding = { $without ->
    [0] { $count ->
        [1] Eine Person
       *[other] { $count } Leute
    }
   *[other] { $count ->
        [1] Eine Person
       *[other] { $count } Leute
    }, { $without } ohne Zugang
}
people-add = Person hinzufügen
people-doubles = Doppelte
people-add-where = Zu welchem Betrieb gehört sie?
people-export = Als Tabelle
people-search = Name, Personalnummer oder Mail-Adresse
people-search-action = Suchen
people-any-organisation = Alle Betriebe
people-any-role = Alle Tätigkeiten
people-without-access = ohne Zugang
people-found = { $count ->
    [1] 1 Person
   *[other] { $count } Leute
}
people-state-current = Tätig
people-state-without_access = Ohne Zugang
people-state-ended = Ausgeschieden
people-state-disabled = Gesperrt
people-state-all = Alle
people-name = Name
people-organisation = Betrieb
people-roles = Tätigkeit
people-access = Zugang
people-number = Personalnummer
people-more = und { $count ->
    [1] ein weiterer
   *[other] { $count } weitere
}
people-nobody = Auf diese Suche passt niemand. Nehmen Sie einen Filter weg oder schreiben Sie nur einen Teil des Namens.
people-access-open = vorhanden
people-access-invited = eingeladen
people-access-none = keiner
people-access-disabled = gesperrt
people-access-ended = ausgeschieden
people-invited = { $invited } eingeladen. Ohne Mail-Adresse: { $letters }, sie brauchen einen Brief.

person-field-given_name = Vorname
person-field-family_name = Familienname
person-field-email = Mail-Adresse
person-field-external_id = Personalnummer
person-field-language = Sprache
person-field-time_zone = Zeitzone
person-field-organisation_id = Betrieb
person-field-location_id = Standort
person-field-job_roles = Tätigkeiten
person-field-start_on = Erster Tag
person-field-end_on = Letzter Tag
person-field-supervisor_id = Teamleitung
person-email-hint = Ohne Adresse kommt die Person mit einem Brief herein, Erinnerungen gehen an die Partnerverwaltung.
person-number-hint = Auch damit kann man sich anmelden.
person-supervisor-hint = Bekommt Bescheid, wenn etwas fällig wird.
person-main-location = Hauptstandort
person-nobody = Niemand
person-who = Person
person-undrawn = Zertifikate können diese Zeichen nicht drucken: { $letters }
person-undrawn-note = Dort steht □ mit einem Hinweis. Tragen Sie den Namen in lateinischer Umschrift ein, wenn er gedruckt werden soll.
person-where = Betriebe
person-no-mail-yet = Es geht noch keine Mail hinaus. Einladen können Sie auf der nächsten Seite.
person-added = { $name } ist hinzugefügt.
person-saved = Gespeichert.
person-record = Pflichten und Nachweise
person-edit = Angaben ändern
person-merge = Mit einem Doppel zusammenführen
person-change = Ändern
person-no-address = keine
person-no-place = Gehört zu keinem Betrieb.
person-left = Gehört nicht mehr zu Ihrem Betrieb. Was danach kam, ist nicht zu sehen.
person-import-since = Ihr Betrieb führt diese Angaben seit { $at } selbst. Ein Import des Herstellers ändert nur noch: { $fields }.
person-import-rule = Ändert die Partnerverwaltung hier etwas, gilt ihr Wort: Ein Import des Herstellers ändert danach nur noch { $fields }.
person-import-organisation_external_id = den Wechsel zu einem anderen Betrieb
person-import-end_on = ein früheres Ende
person-disabled-since = Gesperrt seit { $at }.
person-disabled-text = Niemand kommt mit diesem Konto herein. Nachweise und Pflichten bleiben.
person-roles = Rollen
person-no-role = Keine besondere Rolle. Lernen darf jede und jeder.
person-role-since = seit { $date }
person-role-give = Rolle geben
person-role-branch = Für
person-role-action = Geben
person-role-end = Wegnehmen
person-role-given = Rolle gegeben.
person-role-ended = Rolle weggenommen.
person-access-open = Hat ein Kennwort.
person-access-invited = Eingeladen, hat aber noch kein Kennwort gewählt.
person-access-none = Hat noch keinen Zugang.
person-access-disabled = Gesperrt.
person-running = { $count ->
    [1] Auf einem Gerät angemeldet.
   *[other] Auf { $count } Geräten angemeldet.
}
person-invite = Per Mail einladen
person-invite-again = Noch einmal einladen
person-invited = Einladung an { $address } ist unterwegs.
person-letter = Brief mit Code
person-sign-out = Überall abmelden
person-signed-out = Alle Anmeldungen sind beendet.
person-disable = Sperren
person-disable-ask = { $name } sperren?
person-disable-text = Alle Anmeldungen, Links, Briefe und Tokens enden sofort. Nachweise, Pflichten und Mitgliedschaften bleiben. Sie können die Sperre wieder aufheben; die alten Links gelten dann trotzdem nicht mehr.
person-disabled-done = { $name } ist gesperrt.
person-enable = Sperre aufheben
person-enabled-done = { $name } kommt wieder herein.

membership-new = Weiterer Betrieb
membership-edit = Tätigkeit ändern
membership-saved = Gespeichert.
membership-from = Von
membership-to = Bis
membership-open = offen
membership-end = Beenden
membership-end-ask = Tätigkeit bei { $organisation } beenden?
membership-end-text = Nach diesem Tag zählt die Person nicht mehr zum Betrieb, und ihre Pflichten dort enden. Ihre Nachweise behält sie.
membership-ended = Beendet.

letter-title = Brief mit Code
letter-back = Zurück zur Person
letter-once = Jetzt drucken.
letter-print = Der Code steht nur auf dieser Seite. Ein neuer Brief macht diesen ungültig.
letter-text = hier ist Ihr Zugang zu { $brand }. Öffnen Sie die Adresse und tippen Sie den Code ab.
letter-life = Der Code gilt einmal und bis { $day }.
letter-number = Danach melden Sie sich mit der Personalnummer { $number } und Ihrem eigenen Kennwort an.
membership-move = Wechselt
transfer-title = Wechsel zu einem anderen Betrieb
transfer-heading = Von { $here } zu { $there }
transfer-lead = Bei { $here } endet die Tätigkeit am Tag, bevor sie bei { $there } beginnt; Rollen, die dort vergeben sind, enden mit. Nachweise und Zertifikate gehen mit, was im alten Betrieb geschah, bleibt dort.
transfer-do = Wechsel eintragen
transfer-done = Der Wechsel ist eingetragen.
refused-same-organisation = Das ist derselbe Betrieb
refused-merge-same = Beides ist derselbe Eintrag
refused-merge-own = Der eigene Eintrag kann nicht in einem anderen aufgehen, solange Sie mit ihm angemeldet sind. Behalten Sie den eigenen und führen Sie den anderen damit zusammen.
refused-merge-elsewhere = Einer der beiden gehört auch zu einem Betrieb außerhalb Ihres Zweigs. Zusammenführen kann, wer beide verwaltet.
fault-moves-before-start = Der Tag liegt nicht nach dem ersten im alten Betrieb.
