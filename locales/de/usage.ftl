# Wie Plätze genutzt wurden.

usage-title = Auswertung
usage-finding = { $count ->
    [0] In diesen Tagen ist kein Platz vergeben
    [1] Ein Platz ist vergeben
   *[other] { $count } Plätze sind vergeben
}
usage-export = Auswertung
usage-by-partner = Partner
usage-by-course = Kurs
usage-by-trainer = Wer schult
usage-by-country = Land
usage-by-region = Vertriebsregion
usage-by-size = Größe
usage-size-tiny = Bis 5 Leute
usage-size-small = 6 bis 20 Leute
usage-size-medium = 21 bis 50 Leute
usage-size-large = Über 50 Leute
usage-seats = Plätze
usage-attended = Waren da
usage-no-show = Kamen nicht
usage-excused = Entschuldigt
usage-in-time = Rechtzeitig storniert
usage-late = Spät storniert
usage-by-us = Von uns storniert
usage-heads = Leute
usage-per-hundred = Je 100 Leute
usage-total = Alle
usage-own = Eigene Leute
usage-nobody = Niemand genannt
usage-none = In diesen Tagen hat niemand einen Platz.
usage-rule = Plätze sind gebucht, besucht, entschuldigt oder versäumt. Wer umgebucht hat oder vertreten wurde, zählt dort, wo der Platz hinging.
usage-rule-trainer = Schulen zwei, zählt ein Platz bei beiden.
usage-rule-heads = Leute sind die, die heute dort arbeiten.
