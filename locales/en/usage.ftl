# How seats were used.

usage-title = Report
usage-finding = { $count ->
    [0] No seat was given in these days
    [1] One seat was given
   *[other] { $count } seats were given
}
usage-export = Report
usage-by-partner = Partner
usage-by-course = Course
usage-by-trainer = Trainer
usage-by-country = Country
usage-by-region = Sales region
usage-by-size = Size
usage-size-tiny = Up to 5 people
usage-size-small = 6 to 20 people
usage-size-medium = 21 to 50 people
usage-size-large = More than 50 people
usage-seats = Seats
usage-attended = Attended
usage-no-show = No show
usage-excused = Excused
usage-in-time = Cancelled in time
usage-late = Cancelled late
usage-by-us = Cancelled by us
usage-heads = People
usage-per-hundred = Per 100 people
usage-total = All
usage-own = Our own people
usage-nobody = Nobody named
usage-none = Nobody has a seat in these days.
usage-rule = Seats are booked, attended, excused or missed. Whoever moved or was substituted counts where the seat went.
usage-rule-trainer = Where two teach, a seat counts for both.
usage-rule-heads = People are those who work there today.
