# Fehler in dem, was eingegeben oder geschickt wurde, und die Arten von Fehlern, die die Schnittstelle nennt.

account-role-platform_admin = Betrieb
account-role-training_manager = Schulungsleitung
account-role-partner_manager = Partnerbetreuung
account-role-trainer = Trainer
account-role-hotline_expert = Hotline
account-role-partner_admin = Partnerverwaltung
account-role-team_lead = Teamleitung
account-role-learner = Lernen

fault-missing = Bitte ausfüllen.
fault-too-long = Höchstens { $most } Zeichen.
fault-control = Darin steht ein Zeichen, das sich nicht darstellen lässt.
fault-no-date = Diesen Tag gibt es nicht. Schreiben Sie ihn als 24.11.2026.
fault-limit = Eine Zahl von 1 bis 500.
fault-cursor = Diese Stelle der Liste haben wir nicht ausgegeben.
fault-no-address = Das ist keine Mail-Adresse. Sie sieht aus wie name@betrieb.example.
fault-language = Diese Sprache kennen wir nicht.
fault-time-zone = Diese Zeitzone gibt es nicht. Schreiben Sie sie wie Europe/Berlin.
fault-choice = Wählen Sie eines davon.
fault-role = Diese Rolle gibt es nicht.
fault-number-taken = Diese Nummer hat schon jemand.
fault-address-taken = Diese Adresse gehört schon zu einem Konto. Ist es dieselbe Person, bitten Sie den Hersteller, sie auch Ihrem Betrieb zuzuordnen.
fault-organisation = Diesen Betrieb gibt es in Ihrem Bereich nicht.
fault-location = Diesen Standort hat der Betrieb nicht.
fault-job-role = Diese Tätigkeit gibt es nicht.
fault-supervisor = Diese Person arbeitet nicht in diesem Betrieb.
fault-end-before-start = Der letzte Tag liegt vor dem ersten.
fault-role-not-yours = Diese Rolle können Sie hier nicht geben.

refused-changed-meanwhile = Jemand anderes hat das inzwischen geändert
refused-other-organisation = Ein anderer Betrieb ist eine neue Tätigkeit, keine geänderte
refused-disabled = Dieses Konto ist gesperrt
refused-no-address = Diese Person hat keine Mail-Adresse. Drucken Sie einen Brief
refused-has-password = Diese Person hat schon ein Kennwort
refused-has-address = Diese Person hat eine Mail-Adresse. Laden Sie sie per Mail ein
refused-oneself = Sich selbst kann niemand sperren
refused-own-role = Die eigene Rolle nimmt man sich nicht selbst
fault-circle = Ein Betrieb kann nicht unter sich selbst stehen.
fault-country = Dieses Land gibt es nicht. Schreiben Sie sein Kürzel, etwa DE.
fault-degrees = Grad als Zahl: Breite von -90 bis 90, Länge von -180 bis 180.
fault-service = Diese Leistung gibt es nicht.
fault-code = Nur kleine Buchstaben, Ziffern und _.
fault-code-taken = Dieses Kurzwort gibt es schon.
fault-token-scope = Eines dieser Rechte haben Sie in diesem Bereich nicht.
fault-past = Dieser Tag ist schon vorbei.
refused-archive-root = Der Hersteller selbst kann nicht ausscheiden
refused-archive-people = Hier arbeiten noch Leute. Beenden Sie zuerst ihre Tätigkeit

password-too-short = Mindestens { $least } Zeichen.
password-too-long = Höchstens { $most } Zeichen.
password-too-common = Dieses Kennwort wird als eines der ersten ausprobiert. Nehmen Sie ein anderes.

problem-invalid = Einige Angaben stimmen nicht
problem-refused = Das geht nach dem jetzigen Stand nicht
problem-unreadable = Was geschickt wurde, ist nicht lesbar
problem-sign-in-needed = Ein gültiges Token ist nötig
problem-forbidden = Das Token erlaubt das nicht
problem-not-found = Das gibt es nicht
problem-too-large = Was geschickt wurde, ist zu groß
problem-too-many = Zu viele Aufrufe
problem-busy = Der Dienst ist ausgelastet
problem-fault = Der Dienst hat einen Fehler
