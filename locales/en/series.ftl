# A session comes again.

series-new = Repeat session
series-to = The series
series-lead = As the session of { $date }, as drafts. First you see the days and what speaks against them; each can be left out.
series-field-cycle = How often
series-field-weekdays = On which days of the week
series-field-interval = Interval
series-field-end = How long
series-field-count = Sessions
series-field-until_on = Last day
series-field-days = Days
series-field-from = From which session on
series-weekdays-hint = For every week. Empty: as the first session.
series-interval-hint = 1: every week or month, 2: every second one.
series-count-hint = The first one counts.
series-every-week = Every week
series-end-count = So many sessions
series-end-until = To a day
series-look = Show days
series-make = Create sessions
series-days = { $count ->
    [1] One more day
   *[other] { $count } more days
}
series-no-days = The rule gives no further day.
series-skipped = { $date }: the clocks change, and there is no such time. The day is passed over and does not count.
series-reason-hint = One reason for all days that something speaks against. What is in use stays in use.
series-opens = Open for bookings at once
series-opens-hint = Unticked, they stay drafts.
series-made = Sessions created
series-weekly = { $interval ->
    [1] Every week on { $days }
   *[other] Every { $interval } weeks on { $days }
}
series-day = { $interval ->
    [1] Every month on day { $day }
   *[other] Every { $interval } months on day { $day }
}
series-last-day = { $interval ->
    [1] Every month on the last day
   *[other] Every { $interval } months on the last day
}
series-nth = { $interval ->
    [1] Every month on { $day } number { $nth }
   *[other] Every { $interval } months on { $day } number { $nth }
}
series-last = { $interval ->
    [1] Every month on the last { $day }
   *[other] Every { $interval } months on the last { $day }
}
series-count = { $count ->
    [1] one session
   *[other] { $count } sessions
}
series-until = until { $date }
series-title = Series: { $title }
series-name = Series · { $code }
series-left-out = Left out: { $date }
series-cancel = Cancel from a session on
series-cancel-lead = The session chosen and all after it are cancelled. Everybody who is booked or waits gets the reason by mail. This cannot be taken back.
series-cancel-do = Cancel this and all after it
series-cancelled = { $count ->
    [1] One session cancelled
   *[other] { $count } sessions cancelled
}
series-undated = A session without a date cannot come again. Give it one first.
series-twice = This session belongs to a series already.
series-room-archived = A room or a piece of equipment of the session is not in use any more. Change that first.
series-fault-until = That is not after the first day.
series-fault-none = Choose one day at least.
series-fault-past = { $on } has passed.
series-fault-overlaps = The session before it is not over by then.
series-fault-rule = This rule is not offered.
series-fault-reason = That is too long.
session-field-following = Change all after it too
series-following-hint = What stands here then holds for the later sessions of the series. Their days move by as much as this one.
series-fault-day = The session of { $on } cannot be moved like that.
