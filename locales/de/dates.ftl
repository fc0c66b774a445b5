# Tage und Zeitpunkte. $day, $day2 (zweistellig), $month (Zahl), $month2, $year, $year2, $weekday (1 = Montag), $time, $zone

date-long = { $day }. { date-month-name } { $year }
date-day = { $day }. { date-month-name }
date-numeric = { $day2 }.{ $month2 }.{ $year }
date-compact = { $day2 }.{ $month2 }.{ $year2 }
date-short = { $day2 }.{ $month2 }.
date-month = { $month2 }/{ $year2 }
date-month-long = { date-month-name } { $year }
date-month-head = { date-month-short } { $year2 }
date-weekday = { date-weekday-short } { $day }. { date-month-short }
date-weekday-long = { date-weekday-name }, { $day }. { date-month-name }
date-weekday-year = { date-weekday } { $year }
date-weekday-long-year = { date-weekday-long } { $year }
instant = { date-long }, { $time }
instant-zoned = { date-long }, { $time } Uhr ({ $zone })
days-ahead = { $days ->
    [0] heute
    [1] morgen
   *[other] in { $days } Tagen
}
days-ago = { $days ->
    [1] gestern
   *[other] vor { $days } Tagen
}
date-month-name = { $month ->
    [1] Januar
    [2] Februar
    [3] März
    [4] April
    [5] Mai
    [6] Juni
    [7] Juli
    [8] August
    [9] September
    [10] Oktober
    [11] November
   *[12] Dezember
}
date-month-short = { $month ->
    [1] Jan.
    [2] Feb.
    [3] März
    [4] Apr.
    [5] Mai
    [6] Juni
    [7] Juli
    [8] Aug.
    [9] Sept.
    [10] Okt.
    [11] Nov.
   *[12] Dez.
}
date-weekday-name = { $weekday ->
    [1] Montag
    [2] Dienstag
    [3] Mittwoch
    [4] Donnerstag
    [5] Freitag
    [6] Samstag
   *[7] Sonntag
}
date-weekday-short = { $weekday ->
    [1] Mo
    [2] Di
    [3] Mi
    [4] Do
    [5] Fr
    [6] Sa
   *[7] So
}
