# Planung: was fällig wird, gegen die Plätze, die es gibt.

planning-title = Planung
planning-finding = { $count ->
    [0] Die Plätze reichen für zwölf Monate
    [1] In zwölf Monaten fehlt ein Platz
   *[other] In zwölf Monaten fehlen { $count } Plätze
}
planning-lead = Was fällig wird, steht gegen die Plätze der Termine, die in dem Monat beginnen, auch der Entwürfe. Ein Platz zählt für alle, die bis dahin oder später fällig sind. Wer ein Land wählt, sieht die Pflichten und Wünsche von dort, und Plätze dort oder live online. Wer eine Vertriebsregion wählt, sieht deren Pflichten und Wünsche, und Plätze, die sie selbst oder jemand über ihr anbietet.
planning-lead-by-region = Nach Vertriebsregion gezeigt, stehen Plätze, die jemand über mehreren Regionen anbietet, bei jeder von ihnen; einen Tag schlägt die Ansicht ohne Regionen vor.
planning-by-region = Nach Vertriebsregion
planning-short = { $count ->
    [0] Die Plätze reichen.
    [1] Ein Platz fehlt.
   *[other] { $count } Plätze fehlen.
}
planning-behind = Im Rückstand: { $count }
planning-asked = Von Partnern gefragt: { $count }
planning-asked-head = Von Partnern gefragt
planning-add = Termin planen
planning-new = Workshop anlegen
planning-due = Fällig
planning-seats = Plätze
planning-missing = Fehlen
planning-none = In den nächsten zwölf Monaten wird nichts fällig.
planning-unoffered = Partner ohne Angebot in diesem Jahr
planning-all-offered = Jedem Partner ist in diesem Jahr angeboten, was ihn angeht.
planning-since = seit { $date }
planning-until = bis { $date }
planning-proposal = Vorschlag: { $date }
planning-free = Frei sind { $room } und { $trainer }.
planning-free-equipment = Auch frei: { $equipment }.
planning-no-day = In diesen Monaten ist kein Tag, an dem ein Raum, jemand, der schult, und die nötigen Geräte zugleich frei sind.
