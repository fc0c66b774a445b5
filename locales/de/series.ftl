# Ein Termin kommt wieder.

series-new = Termin wiederholen
series-to = Zur Serie
series-lead = Wie der Termin vom { $date }, als Entwürfe. Erst sehen Sie die Tage und was gegen sie spricht; jeden davon können Sie weglassen.
series-field-cycle = Wie oft
series-field-weekdays = An welchen Wochentagen
series-field-interval = Abstand
series-field-end = Wie lange
series-field-count = Termine
series-field-until_on = Letzter Tag
series-field-days = Tage
series-field-from = Ab welchem Termin
series-weekdays-hint = Gilt für jede Woche. Leer: wie der erste Termin.
series-interval-hint = 1: jede Woche oder jeden Monat, 2: jede zweite oder jeden zweiten.
series-count-hint = Der erste zählt mit.
series-every-week = Jede Woche
series-end-count = So viele Termine
series-end-until = Bis zu einem Tag
series-look = Tage zeigen
series-make = Termine anlegen
series-days = { $count ->
    [1] Ein weiterer Tag
   *[other] { $count } weitere Tage
}
series-no-days = Die Regel ergibt keinen weiteren Tag.
series-skipped = { $date }: Die Uhren werden umgestellt, und diese Uhrzeit gibt es nicht. Der Tag fällt aus und zählt nicht.
series-reason-hint = Ein Grund für alle Tage, gegen die etwas spricht. Was belegt ist, bleibt belegt.
series-opens = Gleich zur Buchung öffnen
series-opens-hint = Ohne Haken bleiben sie Entwürfe.
series-made = Termine angelegt
series-weekly = { $interval ->
    [1] Jede Woche am { $days }
   *[other] Alle { $interval } Wochen am { $days }
}
series-day = { $interval ->
    [1] Jeden Monat am { $day }.
   *[other] Alle { $interval } Monate am { $day }.
}
series-last-day = { $interval ->
    [1] Jeden Monat am letzten Tag
   *[other] Alle { $interval } Monate am letzten Tag
}
series-nth = { $interval ->
    [1] Jeden Monat am { $nth }. { $day }
   *[other] Alle { $interval } Monate am { $nth }. { $day }
}
series-last = { $interval ->
    [1] Jeden Monat am letzten { $day }
   *[other] Alle { $interval } Monate am letzten { $day }
}
series-count = { $count ->
    [1] ein Termin
   *[other] { $count } Termine
}
series-until = bis { $date }
series-title = Serie: { $title }
series-name = Serie · { $code }
series-left-out = Weggelassen: { $date }
series-cancel = Absagen ab einem Termin
series-cancel-lead = Der gewählte Termin und alle danach werden abgesagt. Alle, die gebucht haben oder warten, bekommen den Grund per Mail. Das lässt sich nicht zurücknehmen.
series-cancel-do = Diesen und alle danach absagen
series-cancelled = { $count ->
    [1] Ein Termin abgesagt
   *[other] { $count } Termine abgesagt
}
series-undated = Ein Termin ohne Tag kann nicht wiederkommen. Geben Sie ihm erst einen.
series-twice = Dieser Termin gehört schon zu einer Serie.
series-room-archived = Ein Raum oder ein Gerät des Termins ist nicht mehr in Gebrauch. Ändern Sie das erst.
series-fault-until = Das liegt nicht nach dem ersten Tag.
series-fault-none = Wählen Sie wenigstens einen Tag.
series-fault-past = Der { $on } ist schon vorbei.
series-fault-overlaps = Der Termin davor ist dann noch nicht zu Ende.
series-fault-rule = Diese Regel wird nicht angeboten.
series-fault-reason = Das ist zu lang.
session-field-following = Auch alle danach ändern
series-following-hint = Was hier steht, gilt dann auch für die späteren Termine der Serie. Ihre Tage rücken um so viel wie dieser.
series-fault-day = Der Termin vom { $on } lässt sich nicht so legen.
