# Die Zustände. status-X ist das Wort allein, status-on-X das Datum danach ($date fertig geschrieben),
# status-count-X das Wort hinter einer Zahl.

status-overdue = Überfällig
status-lapsed = Erloschen
status-grace = In Nachfrist
status-due = Fällig
status-open = Offen
status-valid = Gültig
status-satisfied = Erfüllt
status-paused = Ruht
status-waived = Befreit
status-not_subject = Nicht verlangt
status-revoked = Widerrufen
status-expired = Abgelaufen
status-refused = Abgewiesen

status-on-overdue = seit { $date }
status-on-lapsed = seit { $date }
status-on-grace = bis { $date }
status-on-due = bis { $date }
status-on-open = bis { $date }
status-on-valid = bis { $date }
status-on-satisfied = am { $date }
status-on-paused = bis { $date }
status-on-waived = bis { $date }
status-on-revoked = am { $date }
status-on-expired = am { $date }
status-on-refused = am { $date }

status-count-overdue = überfällig
status-count-lapsed = erloschen
status-count-grace = in Nachfrist
status-count-due = fällig
status-count-open = offen
status-count-valid = gültig
status-count-satisfied = erfüllt
status-count-paused = ruht
status-count-waived = befreit
