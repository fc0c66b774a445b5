# Leute und Anmeldung.

sign-in-title = Anmelden
sign-in-lead = Schulungen und Nachweise der { $brand } für Betriebe, die ihre Anlagen bauen und warten.
sign-in-account = Mail-Adresse oder Personalnummer
sign-in-password = Kennwort
sign-in-action = Anmelden
sign-in-company = Mit dem Firmenkonto anmelden
sign-in-forgotten = Kennwort vergessen
sign-in-letter = Ich habe einen Code auf Papier

footer-check = Nachweis prüfen
footer-imprint = Impressum
footer-privacy = Datenschutz
footer-barrier = Barriere melden

drawing-circuit = Kältekreis mit Verdichter, Verflüssiger, Expansionsventil und Verdampfer
drawing-condenser = Verflüssiger
drawing-evaporator = Verdampfer
drawing-compressor = Verdichter
drawing-valve = E-Ventil
