# Hinweise auf eigenen Geräten.

push-notice = Schulung fällig
push-title = Hinweise auf Ihren Geräten
push-lead = Ihr Telefon oder Rechner meldet sich, sobald eine Erinnerung an Sie ansteht, auch wenn keine Mail Sie erreicht. Es zeigt nur, dass eine Schulung fällig ist; den Rest lesen Sie hier.
push-back = Zurück zum Profil
push-switch-on = Auf diesem Gerät einschalten
push-no-script = Dafür muss im Browser JavaScript eingeschaltet sein.
push-unsupported = Dieser Browser kann keine Hinweise zeigen. Auf einem iPhone oder iPad legen Sie diese Seite zuerst auf den Startbildschirm.
push-denied = Ihr Browser lässt diese Seite keine Hinweise zeigen. In seinen Einstellungen zu dieser Seite können Sie das ändern.
push-failed = Der Benachrichtigungsdienst des Browsers war nicht zu erreichen. Bitte versuchen Sie es später noch einmal.
push-not-taken = Nicht eingeschaltet.
push-devices = Eingeschaltet auf
push-last = letzter Hinweis { $at }
push-none-yet = noch kein Hinweis
push-refused = der letzte Hinweis wurde abgelehnt; schalten Sie ihn auf dem Gerät neu ein
push-end = Ausschalten
push-added = Auf diesem Gerät sind Hinweise eingeschaltet.
push-ended = Auf jenem Gerät sind Hinweise ausgeschaltet.
push-ends = Hinweise enden, wenn Sie sich auf dem Gerät abmelden, seine Anmeldung beenden oder sich überall abmelden.
push-fault-endpoint = Das ist keine Adresse eines Benachrichtigungsdienstes.
push-fault-not-public = Diese Adresse führt in ein Netz, das nicht öffentlich ist.
push-fault-key = Die Schlüssel des Browsers sind nicht brauchbar.
push-refused-no-keys = Wer diese Akademie betreibt, hat Hinweise auf Geräten nicht eingerichtet.
push-refused-many = Hinweise lassen sich auf { $most } Geräten einschalten. Schalten Sie zuerst eines aus.
profile-push = Hinweise auf Geräten
profile-push-lead = Ihr Telefon oder Rechner zeigt sofort, dass eine Erinnerung an Sie ansteht.
profile-push-action = Hinweise auf Geräten
