# Days and instants. $day, $day2 (two digits), $month (number), $month2, $year, $year2, $weekday (1 = Monday), $time, $zone

date-long = { $day } { date-month-name } { $year }
date-day = { $day } { date-month-name }
date-numeric = { $day } { date-month-short } { $year }
date-compact = { $day } { date-month-short } { $year2 }
date-short = { $day } { date-month-short }
date-month = { $month2 }/{ $year2 }
date-month-long = { date-month-name } { $year }
date-month-head = { date-month-short } { $year2 }
date-weekday = { date-weekday-short } { $day } { date-month-short }
date-weekday-long = { date-weekday-name }, { $day } { date-month-name }
date-weekday-year = { date-weekday } { $year }
date-weekday-long-year = { date-weekday-long } { $year }
instant = { date-long }, { $time }
instant-zoned = { date-long }, { $time } ({ $zone })
days-ahead = { $days ->
    [0] today
    [1] tomorrow
   *[other] in { $days } days
}
days-ago = { $days ->
    [1] yesterday
   *[other] { $days } days ago
}
date-month-name = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}
date-month-short = { $month ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[12] Dec
}
date-weekday-name = { $weekday ->
    [1] Monday
    [2] Tuesday
    [3] Wednesday
    [4] Thursday
    [5] Friday
    [6] Saturday
   *[7] Sunday
}
date-weekday-short = { $weekday ->
    [1] Mon
    [2] Tue
    [3] Wed
    [4] Thu
    [5] Fri
    [6] Sat
   *[7] Sun
}
