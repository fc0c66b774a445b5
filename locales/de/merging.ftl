doubles-title = Personen, die vielleicht doppelt sind
doubles-finding = { $count ->
    [0] Niemand scheint doppelt zu sein
    [one] Ein Paar hat denselben Namen
   *[other] { $count } Paare haben denselben Namen
}
doubles-older = Älterer Eintrag
doubles-newer = Neuerer Eintrag
doubles-decide = Entscheiden
doubles-compare = Vergleichen
doubles-apart = Zwei Personen
doubles-apart-done = Vermerkt: Es sind zwei Personen.
doubles-more = Das sind die ersten Paare; weitere folgen, wenn diese entschieden sind.
doubles-none = Keine zwei Einträge haben denselben Namen. Bei abweichender Schreibweise führt die Seite der Person weiter: Mit einem Doppel zusammenführen.
merge-choice-title = Mit einem Doppel zusammenführen
merge-choice-heading = Welcher Eintrag ist auch { $name }?
merge-choice-lead = Noch geschieht nichts: Zuerst stehen beide Einträge nebeneinander, mit allem, was aus ihnen würde.
merge-choice-search = Name, Personalnummer oder Mail-Adresse
merge-choice-nobody = In Ihrem Zweig ist sonst niemand zu finden.
merge-title = Zwei Einträge zusammenführen
merge-heading = Aus zwei Einträgen wird einer
merge-kept = Bleibt
merge-double = Geht darin auf
merge-after = Danach
merge-other-way = Stattdessen den anderen Eintrag behalten
merge-comes = Was geschieht
merge-account = Der eine Eintrag hat { $number ->
    [none] keine Personalnummer
   *[other] die Nummer { $number }
} und { $email ->
    [none] keine Mail-Adresse.
   *[other] die Adresse { $email }.
}
merge-number-stays = Dateien dürfen { $number } weiter nennen: Abschlüsse zählen für den einen Eintrag, Angaben zur Person ändern nichts mehr.
merge-places = { $moved ->
    [0] { "" }
    [one] Eine Tätigkeit geht über.
   *[other] { $moved } Tätigkeiten gehen über.
} { $joined ->
    [0] { "" }
    [one] Eine, die sich überschneidet, wird mit der vorhandenen verbunden.
   *[other] { $joined }, die sich überschneiden, werden mit den vorhandenen verbunden.
}
merge-evidence = { $count ->
    [one] Ein Nachweis geht über.
   *[other] { $count } Nachweise gehen über.
}
merge-twice = { $count ->
    [one] Einer davon ist schon da und wird widerrufen, damit nichts doppelt zählt.
   *[other] { $count } davon sind schon da und werden widerrufen, damit nichts doppelt zählt.
}
merge-certificates = { $count ->
    [one] Ein Zertifikat geht über; Dokument und Prüfung bleiben, wie sie sind.
   *[other] { $count } Zertifikate gehen über; Dokumente und Prüfungen bleiben, wie sie sind.
}
merge-runs = { $count ->
    [one] Ein Durchgang durch einen Kurs geht über.
   *[other] { $count } Durchgänge durch Kurse gehen über.
}
merge-excuses = { $count ->
    [one] Ein Ruhen oder eine Befreiung geht über.
   *[other] { $count } Einträge zu Ruhen und Befreiung gehen über.
}
merge-closed = Der andere Eintrag von { $name } wird geschlossen: Anmeldungen enden, Rollen gehen über.
merge-owed = Was zu tun ist
merge-for-good = Das lässt sich nicht rückgängig machen. Wie beide Einträge waren, bleibt im Protokoll.
merge-do = Zusammenführen
merge-busy = Wird zusammengeführt …
merge-done = Aus den zwei Einträgen ist einer geworden.
merge-reason = Zwei Einträge derselben Person wurden zusammengeführt.
