# Texte der Erinnerungen, die Verwaltungen schreiben, und ihre Platzhalter.

reminders-tab-texts = Texte
texts-title = Texte der Erinnerungen
texts-lead = Was Sie hier schreiben, steht in den Mails der Erinnerungen: der Betreff, ein Anfang unter der Überschrift, ein Schluss über der Fußzeile. Für jeden Teil gilt der nächste Text: der für eine Anforderung in einem Bereich, sonst der für die Anforderung, sonst der für den Bereich, sonst der für alle, sonst der eingebaute. Von zweien für dasselbe geht der für diese eine Zeit vor.
texts-written = Geschrieben
texts-none = Noch hat niemand einen Text geschrieben; es gelten die eingebauten.
texts-new = Text schreiben
texts-go = Schreiben
texts-back = Alle Texte
texts-every-requirement = Jede Anforderung
texts-of-branch = Für { $name } und alles darunter
texts-of-everybody = Für alle
texts-inherited = geerbt
text-to-own = an die Person selbst
text-to-team = an ihre Leitung
text-field-to = An wen die Mail sich wendet
text-field-requirement = Anforderung
text-field-organisation = Betrieb
text-organisation-hint = Nummer eines Partners, einer Niederlassung oder Landesgesellschaft; leer: für alle.
text-field-phase = Zeit
text-phase-any = zu jeder Zeit
text-phase-ahead = bis zur Frist
text-phase-grace = in der Nachfrist
text-phase-overdue = überfällig oder erloschen
text-phase-hint = Damit keine Mail nach der Frist noch „bitte bis …“ sagt, kann jede Zeit einen eigenen Text haben.
text-phase-fallback = Was hier leer bleibt, kommt vom Text für jede Zeit.
text-phase-apart = Für eine Zeit allein geht ein eigener Text vor:
text-when = Zeit:
text-field-language = Sprache
text-field-subject = Betreff
text-field-opening = Anfang
text-field-closing = Schluss
text-field-person = Zeigen mit
text-person-hint = Nummer oder Mail-Adresse von jemandem, der es schuldet; leer: wer das Dringendste schuldet.
text-finding-own = { $requirement ->
    [none] An die Person selbst, { $language }
   *[other] { $requirement }: an die Person selbst, { $language }
}
text-finding-team = { $requirement ->
    [none] An die Leitung, { $language }
   *[other] { $requirement }: an die Leitung, { $language }
}
text-unspoken = Auf { $language } gibt es noch keine Mails.
text-unspoken-text = Was Sie hier schreiben, steht in dieser Sprache; der Rest der Mail ist englisch, und die Mail sagt das.
text-else = Bleibt es leer, gilt „{ $text }“ ({ $from }).
text-else-nothing = Bleibt es leer, steht hier nichts.
text-origin-requirement_and_branch = geschrieben für { $requirement } bei { $branch }
text-origin-requirement = geschrieben für { $requirement }
text-origin-branch = geschrieben für { $branch }
text-origin-everywhere = geschrieben für alle
text-origin-built_in = eingebaut, zum Beispiel
text-some-requirement = Hochvolt-Sicherheit
text-placeholders = Platzhalter
text-placeholder-name = Wer die Mail liest
text-placeholder-person = Wer es schuldet
text-placeholder-requirement = Titel der Anforderung
text-placeholder-due = Der Tag, bis zu dem es geschuldet ist
text-placeholder-partner = Der Betrieb
text-placeholder-academy = Name der Akademie
text-placeholder-link = Wohin der Knopf führt; nicht im Betreff
text-preview = Vorschau
text-preview-of = Mit dem, was { $name } schuldet
text-nearer = Für { $name } gilt heute ein anderer Text.
text-nearer-text = Die Vorschau zeigt, was Sie geschrieben haben. In diesen Teilen geht ein anderer vor, etwa der für die Anforderung, für den Betrieb oder für diese Zeit:
text-as-html = Zeigen, wie sie aussieht
text-test = Probemail an mich
text-sent = Die Probemail ist unterwegs.
text-sent-to = An { $address }. Gespeichert ist nichts.
text-saved = Der Text ist gespeichert.
text-removed = Es gilt, was geerbt ist.
text-fault-many = Höchstens { $most } Platzhalter.
text-fault-unknown = Zeile { $line }, Zeichen { $column }: Einen Platzhalter {"{"}{ $name }{"}"} gibt es nicht.
text-fault-not-here = Zeile { $line }, Zeichen { $column }: {"{"}{ $name }{"}"} kann hier nicht stehen.
text-fault-unclosed = Zeile { $line }, Zeichen { $column }: Diese Klammer wird nicht geschlossen.
text-fault-unopened = Zeile { $line }, Zeichen { $column }: Diese Klammer schließt, was nie geöffnet wurde.
text-fault-unreadable = Zeile { $line }, Zeichen { $column }: Dieses Zeichen kann hier nicht stehen.
text-fault-person = Eine Person mit dieser Nummer oder Adresse gibt es in Ihrem Bereich nicht.
text-fault-nothing = Diese Person schuldet nichts, wovon eine Erinnerung sprechen könnte.
text-fault-nobody = Zurzeit schuldet das niemand. Nennen Sie jemanden.
text-refused-no-address = Sie haben keine Mail-Adresse
mail-fallback = Auf { $language } gibt es noch keine Mails; der Rest dieser Mail ist darum englisch.
mail-kind-reminder_test = Probe eines Textes
