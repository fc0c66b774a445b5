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
