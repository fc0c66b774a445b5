search-heading = Wonach suchen Sie?
search-finding = { $count ->
    [0] Nichts gefunden zu „{ $text }“
    [one] Ein Treffer zu „{ $text }“
   *[other] { $count } Treffer zu „{ $text }“
}
search-form = Suche in allem
search-label = Suchen nach
search-kind-people = Personen
search-kind-organisations = Betriebe
search-kind-courses = Kurse
search-kind-requirements = Anforderungen
search-kind-workshops = Workshops
search-kind-sessions = Termine
search-kind-certificates = Zertifikate
search-list-people = { $count ->
    [one] In der Liste der Personen zeigen
   *[other] Alle { $count } in der Liste der Personen zeigen
}
search-list-organisations = { $count ->
    [one] In der Liste der Betriebe zeigen
   *[other] Alle { $count } in der Liste der Betriebe zeigen
}
search-rest = Alle { $count } zeigen
search-first = Die ersten { $shown } von { $count }. Ein Wort mehr grenzt sie ein.
search-try = Prüfen Sie die Schreibweise, oder nehmen Sie weniger Wörter: Jedes muss vorkommen, ein Teil davon genügt. Gefunden wird, was Sie sehen dürfen:
search-by-people = Personen nach Name, Personalnummer oder Mail-Adresse
search-by-organisations = Betriebe nach Name oder Nummer
search-by-courses = Kurse nach Titel oder Kürzel
search-by-requirements = Anforderungen nach Titel oder Kürzel
search-by-workshops = Workshops nach Titel oder Kürzel des Kurses
search-by-sessions = Kommende Termine nach Titel oder Ort
search-by-certificates = Zertifikate nach ihrer ganzen Nummer, eigene auch nach dem Kurs
search-fault-limit = Eine Zahl von 1 bis 100.
