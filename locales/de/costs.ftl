# Was Plätze kosten.

price-legend = Kosten
price-lead = Was ein Platz kostet. Sie sehen es vor dem Buchen; eine Rechnung entsteht hier nicht. Sobald jemand einen Platz hat, kann nichts mehr teurer werden.
price-lead-workshop = Gilt für neue Termine. Termine, die es schon gibt, behalten ihre Kosten.
price-seat_cost = Kosten je Platz
price-late_fee = Storno nach der Frist
price-no_show_fee = Nicht gekommen
price-currency = Währung
price-currency-hint = Drei Buchstaben. Leer: EUR.
price-late-hint = Statt der Kosten je Platz. Leer: kostet nichts.
price-no-show-hint = Statt der Kosten je Platz. Leer: kostet nichts.
price-each = je Platz
price-fee-now = Die Frist ist vorbei. Stornieren kostet jetzt
price-fee-wish = Das gilt nur, wenn der Betrieb darum gebeten hat.
price-fault-currency = Diese Währung gibt es nicht. Nennen Sie drei Buchstaben wie EUR.
price-fault-amount = { $decimals ->
    [0] Ein Betrag von 0 bis { $most } ohne Nachkommastellen.
   *[other] Ein Betrag von 0 bis { $most } mit höchstens { $decimals } Nachkommastellen und ohne Tausenderpunkt.
}
price-fault-told = Jemand hat zu den bisherigen Kosten gebucht. Sie können sinken, aber nicht steigen und nicht in eine andere Währung wechseln.
booking-at-wish = Auf Wunsch dessen, der den Platz hat
booking-at-wish-hint = Ohne Haken nehmen Sie den Platz von sich aus zurück, und das kostet niemanden etwas.
booking-event-cancelled_by_us = Von der Schulungsleitung storniert
within-from = Von
within-to = Bis
within-do = Zeigen
within-fault-order = Das liegt vor dem ersten Tag.
within-fault-long = Höchstens { $most } Tage auf einmal.
fate-booked = Gebucht
fate-attended = War da
fate-excused = Entschuldigt
fate-no_show = Nicht gekommen
fate-cancelled_in_time = Rechtzeitig storniert
fate-cancelled_late = Nach der Frist storniert
fate-cancelled_by_us = Von der Schulungsleitung storniert
fate-moved = Umgebucht
fate-substituted = Vertreten
costs-title = Kosten
costs-finding = { $count ->
    [0] In diesen Tagen kostet keine Buchung etwas
    [1] Eine Buchung mit Kosten
   *[other] { $count } Buchungen mit Kosten
}
costs-lead = Termine, die in diesen Tagen beginnen. Die Zahlen sind für Ihre Buchhaltung; bezahlt wird hier nichts.
costs-export = Kosten
costs-session = Termin
costs-fate = Was daraus wurde
costs-due = Betrag
costs-state = Stand
costs-settled = Steht fest
costs-expected = Erwartet
costs-open = noch offen
costs-more = Hier stehen die ersten { $count }. Alle stehen in der Datei.
costs-session-id = Kennung des Termins
costs-booking-id = Kennung der Buchung
