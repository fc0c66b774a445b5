# Verwaltung: Betriebe, Verzeichnisse, Tokens, Protokoll, Aufträge, öffentliche Texte.

administration-failed = { $count ->
    [1] Ein Auftrag ist liegengeblieben. Sehen Sie unter Aufträge nach.
   *[other] { $count } Aufträge sind liegengeblieben. Sehen Sie unter Aufträge nach.
}
administration-door-imports = Importe
administration-door-organisations = Betriebe
administration-door-catalogues = Leistungen und Tätigkeiten
administration-door-mailbox = Postausgang
administration-door-audit = Protokoll
administration-door-tokens = Tokens
administration-door-jobs = Aufträge
administration-about-imports = Betriebe, Leute, Nachweise und Anforderungen aus Dateien
administration-about-organisations = Wer wen führt, Standorte, wer für wen arbeitet
administration-about-catalogues = Die Wörter, mit denen Anforderungen gestellt werden
administration-about-mailbox = Jede Mail, wie sie hinausgeht
administration-about-audit = Wer was wann geändert hat
administration-about-tokens = Zugänge für andere Programme
administration-about-jobs = Was im Hintergrund wartet oder liegengeblieben ist

audit-actor = Wer
audit-subject = Was
audit-action = Vorgang
audit-from = Von
audit-to = Bis
audit-at = Wann
audit-all = Alles zeigen
audit-difference = Vorher → nachher
audit-older = Ältere
audit-older_than = Älter als
audit-export = Als Tabelle
audit-nothing = Auf diese Suche passt kein Eintrag.
audit-kind-person = Person
audit-kind-token = Token
audit-kind-job = Auftrag
audit-kind-command_line = Kommandozeile

jobs-finding = { $failed ->
    [0] Nichts ist liegengeblieben, { $waiting } { $waiting ->
        [1] wartet
       *[other] warten
    }
   *[other] { $failed } liegengeblieben, { $waiting } { $waiting ->
        [1] wartet
       *[other] warten
    }
}
jobs-failed = Liegengeblieben
jobs-waiting = Wartet oder läuft
jobs-kind = Auftrag
jobs-error = Letzter Fehler
jobs-attempts = Versuche
jobs-retry = Noch einmal
jobs-retried = Der Auftrag läuft noch einmal.
jobs-run = Frühestens
jobs-state = Zustand
jobs-state-waiting = wartet
jobs-state-running = läuft
jobs-nothing = Alles ist erledigt.

token-api = Schnittstelle lesen
token-new = Neues Token
token-name = Wofür
token-name-hint = Zum Beispiel der Name des anderen Programms.
token-organisation-id = Bereich
token-scopes = Rechte
token-scopes-hint = Ein Token kann nie mehr als Sie selbst. Was fehlt, etwa Anforderungen und Nachweise, gehört zu einer Rolle, die Ihr Konto nicht hat.
token-expires-on = Letzter Tag
token-make = Token machen
token-used = Zuletzt benutzt
token-ends = Gilt bis
token-endless = bis auf Widerruf
token-maker = von { $name }
token-revoke = Widerrufen
token-revoked = widerrufen am { $at }
token-revoked-done = Token widerrufen.
token-none = Noch kein Programm hat Zugang. Ein Token gibt einem Programm die Rechte, die es braucht, in dem Bereich, den es braucht.
token-made = Das Token ist fertig
token-back = Zu den Tokens
token-once = Jetzt kopieren.
token-keep = Es steht nur auf dieser Seite; gespeichert ist nur ein Abdruck.
token-action-learn = Eigenes Lernen
token-action-manage_workshops = Workshops führen
token-action-fill_fields = Eigene Angaben eintragen
token-action-book_seats = Plätze buchen
token-action-see_team = Pflichten sehen
token-action-see_network = Netz sehen
token-action-see_people = Leute sehen
token-action-manage_people = Leute führen
token-action-grant_partner_roles = Rollen der Partner geben
token-action-grant_any_role = Alle Rollen geben
token-action-see_organisations = Betriebe sehen
token-action-manage_organisations = Betriebe führen
token-action-write_courses = Kurse schreiben
token-action-see_requirements = Anforderungen sehen
token-action-manage_requirements = Anforderungen stellen
token-action-excuse_people = Pausen und Befreiungen
token-action-record_evidence = Nachweise eintragen
token-action-revoke_evidence = Nachweise widerrufen
token-action-import = Importieren
token-action-manage_reminders = Erinnerungen führen
token-action-see_mailbox = Postausgang sehen
token-action-see_audit = Protokoll sehen
token-action-manage_tokens = Tokens führen
token-action-operate = Plattform betreiben
token-action-see_metrics = Kennzahlen des Betriebs lesen
token-action-manage_duties = Fristen des Herstellers setzen und Angebote festhalten
token-action-ask_training = Schulungsbedarf melden
token-action-answer_needs = Schulungsbedarf beantworten
token-action-record_events = Ereignisse festhalten

catalogue-services = Leistungen
catalogue-job-roles = Tätigkeiten
catalogue-code = Kurzwort
catalogue-code-hint = Wie es in Dateien steht, etwa heat_pump.
catalogue-en = Englisch
catalogue-de = Deutsch
catalogue-add-service = Als Leistung aufnehmen
catalogue-add-job-role = Als Tätigkeit aufnehmen
catalogue-saved = Gespeichert.

tree-finding = { $count ->
    [1] Ein Betrieb
   *[other] { $count } Betriebe
}, davon { $partners } Partner
tree-export = Als Datei
tree-search = Name oder Nummer
tree-found = { $count ->
    [1] 1 Zeile
   *[other] { $count } Zeilen
}
tree-nothing = Auf diese Suche passt kein Betrieb.

organisation-new = Betrieb hinzufügen
organisation-added = { $name } ist hinzugefügt.
organisation-saved = Gespeichert.
organisation-kind-manufacturer = Hersteller
organisation-kind-national_sales_company = Landesgesellschaft
organisation-kind-partner = Partner
organisation-kind-branch = Zweigstelle
organisation-kind-subcontractor = Nachunternehmer
organisation-people = Leute
organisation-people-of = { $count ->
    [1] 1 Person
   *[other] { $count } Leute
}
organisation-archived = ausgeschieden
organisation-archived-since = Ausgeschieden am { $at }.
organisation-archived-done = Der Betrieb ist ausgeschieden.
organisation-archive = Ausscheiden lassen
organisation-restore = Wieder aufnehmen
organisation-facts = Betrieb
organisation-locations = Standorte
organisation-no-location = Noch kein Standort. Ohne ihn gilt keine Anforderung, die nach Leistungen oder Land fragt.
organisation-location-new = Standort hinzufügen
organisation-location-edit = Standort ändern
organisation-make-main = Als Hauptstandort
organisation-works-for = Arbeitet für
organisation-works-for-other = Arbeitet für { $name }
organisation-other-works-for = { $name } arbeitet für diesen Betrieb
organisation-span = { $from } bis { $to }
organisation-no-relation = Arbeitet für niemanden sonst.
organisation-relation-new = Arbeitet für einen anderen Betrieb
organisation-relation-note = Der andere Betrieb sieht damit nur, wer eingesetzt werden darf, keine Pflichten und keine Antworten.
organisation-invite = Alle ohne Zugang einladen
organisation-invite-note = Eine Einladung geht nur an Leute mit Mail-Adresse, die noch kein Kennwort und keine offene Einladung haben.
organisation-field-external_id = Nummer
organisation-field-name = Name
organisation-field-kind = Art
organisation-field-parent_id = Geführt von
organisation-field-since_on = Partner seit
organisation-field-location_name = Name des Standorts
organisation-field-street = Straße
organisation-field-postal_code = Postleitzahl
organisation-field-city = Ort
organisation-field-country = Land
organisation-field-latitude = Breite
organisation-field-longitude = Länge
organisation-field-time_zone = Zeitzone
organisation-field-languages = Sprachen
organisation-field-services = Leistungen
organisation-field-opening_hours = Öffnungszeiten
organisation-field-for_organisation_id = Für wen
organisation-field-from_on = Erster Tag
organisation-field-to_on = Letzter Tag
organisation-zone-hint = Zum Beispiel Europe/Berlin. Danach richten sich Fristen und die Stunde der Erinnerung.
organisation-languages-hint = Kürzel wie de, en; die übliche zuerst.
organisation-parent-hint = Wer führt, sieht alles darunter. Zieht ein Betrieb um, ziehen seine Zweigstellen mit.
organisation-parent-keep = Bleibt, wo er ist

legal-title-imprint = Impressum
legal-title-privacy = Datenschutz
legal-title-barrier = Barriere melden
legal-missing-imprint = Hier steht, wer diesen Dienst betreibt. Der Betreiber hat den Text noch nicht eingetragen (Einstellung brand.imprint).
legal-missing-privacy = Der Betreiber hat seine Erklärung noch nicht eingetragen (Einstellung brand.privacy). Was das Programm selbst tut, steht hier.
legal-missing-barrier = Wenn Sie etwas auf diesen Seiten nicht lesen, hören oder bedienen können, sagen Sie es uns.
legal-about-privacy = Gespeichert sind Name, Adresse, Betrieb, Tätigkeit, Schulungen, Antworten und Nachweise. Der Betrieb sieht Ergebnisse und Daten, keine Antworten. Ein einziges Cookie hält Ihre Anmeldung. Es gibt keine Dienste Dritter und keine Auswertung des Besuchs.
legal-about-barrier = Schreiben Sie, auf welcher Seite es war, was Sie tun wollten und womit Sie arbeiten, etwa einem Vorleseprogramm.
legal-address = Zu erreichen ist der Betreiber unter { $address }.

administration-door-folders = Prüfordner
administration-about-folders = Zertifikate, Tabellen und Prüfsummen eines Partners oder einer Anforderung
audit-folders-title = Prüfordner
audit-folders-finding = { $count ->
    [0] Noch liegt kein Prüfordner bereit
    [1] Ein Prüfordner liegt bereit
   *[other] { $count } Prüfordner liegen bereit
}
audit-folders-text = Ein Prüfordner ist ein Archiv mit den Zertifikaten als PDF, Tabellen der Pflichten, Nachweise und Änderungen als CSV und Excel, und einer Prüfsumme je Datei. Er zeigt, wie es steht, wenn er gebaut wird.
audit-folders-none = Hier stehen die Ordner, die angefordert wurden.
audit-folder-about = Worüber
audit-folder-asked-at = Angefordert
audit-folder-standing = Stand
audit-folder-kind-partner = Partner
audit-folder-kind-requirement = Anforderung
audit-folder-download = Herunterladen, { $size } MB
audit-folder-progress = Wird gebaut: { $done } von { $total } Personen
audit-folder-new = Prüfordner anfordern
audit-folder-field-kind = Worüber
audit-folder-field-partner = Nummer des Partners
audit-folder-partner-hint = Mit allem, was darunter liegt.
audit-folder-field-requirement = Kürzel der Anforderung
audit-folder-requirement-hint = Im ganzen Netz.
audit-folder-do = Anfordern
audit-folder-asked = Der Prüfordner wird gebaut.
audit-folder-too-large = Der Ordner wird zu groß. Nehmen Sie ihn je Partner.
audit-folder-person = Person
audit-folder-number = Nummer
audit-folder-requirement = Anforderung
audit-folder-status = Status
audit-folder-due = Fällig
audit-folder-proven = Nachgewiesen am
audit-folder-start = Gilt ab
audit-folder-end = Gilt bis
audit-folder-course = Kurs
audit-folder-means = Art
audit-folder-strength = Stärke
audit-folder-score = Ergebnis
audit-folder-valid = Gültig bis
audit-folder-recorded = Eingetragen am
audit-folder-recorder = Eingetragen von
audit-folder-certificate = Zertifikat
audit-folder-revoked = Widerrufen am
audit-folder-reason = Grund
audit-folder-issued = Ausgestellt am
audit-folder-file = Datei
audit-folder-at = Zeitpunkt
audit-folder-actor = Wer
audit-folder-action = Vorgang
audit-folder-subject = Woran
audit-folder-before = Vorher
audit-folder-after = Nachher
audit-folder-service = Der Dienst selbst

# Facts with dates, and products
administration-door-products = Produkte
administration-about-products = Baureihen und Modelle, nach denen Anforderungen fragen
organisation-facts-dated = Fakten
organisation-products = Betreute Produkte
organisation-no-facts = Nichts vermerkt.
organisation-no-products = Nichts vermerkt.
dated-new-facts = Fakt vermerken
dated-new-products = Betreutes Produkt vermerken
dated-end = Heute beenden
dated-withdraw = Zurücknehmen
dated-field-name = Worum es geht
dated-field-name-hint = Kleine Buchstaben, Ziffern, - und _, etwa level.
dated-field-value = Wert
dated-field-value-hint = Ebenso, etwa gold.
dated-field-product = Produkt
dated-field-product-hint = Eine Baureihe steht für alle ihre Modelle.
dated-field-location_id = Standort
dated-field-from_on = Erster Tag
dated-field-to_on = Letzter Tag
dated-known = Schon vergeben:
dated-no-products = Es gibt noch keine Produkte.
dated-note-facts = Ein Fakt gilt auch für alles unter dem Betrieb, solange dort nichts Eigenes vermerkt ist. Anforderungen folgen ihm von seinem ersten bis zu seinem letzten Tag.
dated-note-products = Anforderungen, die nach dem Produkt fragen, gelten am Standort vom ersten bis zum letzten Tag.
fault-fact = Nur kleine Buchstaben, Ziffern, - und _.
fault-fact-overlaps = An einem dieser Tage ist dazu schon etwas vermerkt. Beenden Sie das zuerst.
fault-fact-of-people = So heißt eine Angabe zu Personen.
fault-product-code = Nur Buchstaben, Ziffern, Punkt, - und _.
product-field-code = Kurzwort
product-field-code-hint = Wie es in Dateien steht, etwa N8-12.
product-field-line = Gehört zur Baureihe
product-field-en = Englisch
product-field-de = Deutsch
product-is-line = ist selbst eine Baureihe
product-add = Aufnehmen
products-none = Noch keine Produkte
products-none-note = Nehmen Sie zuerst eine Baureihe auf, dann ihre Modelle.
