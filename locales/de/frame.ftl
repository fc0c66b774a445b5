# Was um jede Seite herum steht.

frame-skip = Zum Inhalt
frame-side = Seitenleiste
frame-menu = Hauptnavigation
frame-search = Suchen
frame-search-key = Strg K
frame-search-key-mac = Cmd K
frame-waiting = { $count ->
    [1] 1 wartet
   *[other] { $count } warten
}
frame-more = Mehr
frame-account-of = { $name }, Konto und Rollen
frame-roles = Rolle wechseln
frame-sign-out = Abmelden
frame-language = Sprache:
frame-language-missing = Diese Seite gibt es noch nicht auf { $language }. Sie steht hier auf Englisch.
frame-printed = { $brand }, gedruckt am { $day }.

menu-training = Schulungen
menu-certificates = Zertifikate
menu-obligations = Pflichten
menu-people = Leute
menu-both-sides = Beide Seiten
menu-courses = Kurse
menu-network = Netz
menu-requirements = Anforderungen
menu-administration = Verwaltung
menu-profile = Mein Profil
menu-sessions = Termine

percent = { $figure } %
