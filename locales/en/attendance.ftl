# Who was there: list, code, closing.

sessions-day = My day
day-finding = { $count ->
    [0] You teach nothing today
    [1] You teach once today
   *[other] You teach { $count } times today
}
day-today = Today
day-open = Not closed yet
day-next = Next
day-empty = Sessions that you teach will stand here.
day-booked = { $count ->
    [1] one person
   *[other] { $count } people
}
day-missing = { $count ->
    [1] one mark is missing
   *[other] { $count } marks are missing
}
attendance-title = Attendance: { $title }
attendance-open = Attendance
attendance-parts = Parts
attendance-code = Show code
attendance-walk-in = Here without a booking
attendance-close = Close
attendance-reopen = Open again
attendance-in = { $count } of { $total } are in
attendance-unmarked = { $count ->
    [1] one is still open
   *[other] { $count } are still open
}
attendance-nobody = Nobody is booked.
attendance-state-none = Still open
attendance-state-present = In
attendance-state-partial = In for part of it
attendance-state-excused = Excused
attendance-state-no_show = Not in
attendance-tap-present = In
attendance-tap-no_show = Missing
attendance-tap-excused = Excused
attendance-way-list = list
attendance-way-code = by code
attendance-way-unsigned = by code, not signed in
attendance-way-walk_in = without a booking
attendance-way-report = from the meeting’s report
attendance-from = from { $at }
attendance-to = until { $at }
attendance-minutes = { $count } min
attendance-kept = not sent yet
attendance-unsent = { $count ->
    [1] One mark is still on this device and will be sent as soon as there is a network.
   *[other] { $count } marks are still on this device and will be sent as soon as there is a network.
}
attendance-not-taken = Not taken
attendance-drop = Drop
attendance-change = Change
attendance-rest = { $count ->
    [1] One is still open:
   *[other] { $count } are still open:
}
attendance-rest-present = All in
attendance-rest-absent = All not in
attendance-outcome-attended = Attended
attendance-outcome-partly = In part
attendance-outcome-excused = Excused
attendance-outcome-no_show = Not in
attendance-closed-lead = Closed.
attendance-closed-text = { $by ->
    [none] { $at }
   *[other] { $at }, { $by }
}
attendance-early-lead = Not open yet.
attendance-early-text = Marks can be made from { $at }.
attendance-field-part = Part
attendance-field-answer = What is so
attendance-field-from = From
attendance-field-to = Until
attendance-field-minutes = Minutes
attendance-from-hint = Empty: from the beginning.
attendance-to-hint = Empty: to the end.
attendance-minutes-hint = Only for “In for part of it”.
attendance-reason-hint = Needed where you change a mark after the end, or one that somebody made themselves.
attendance-done = Entered
attendance-done-many = { $count } marks made
attendance-done-closed = Closed. The evidence is recorded.
attendance-done-reopened = Open again. The evidence is revoked.
attendance-closed = This session is closed.
attendance-not-closed = This session is not closed.
attendance-not-over = It can be closed once the last part is over.
attendance-early = This part is not open yet.
attendance-no-part = This part is gone.
attendance-not-booked = This person has no seat here.
attendance-number-taken = This mark is somebody else’s already. Scan the code again.
attendance-fault-times = The times must lie in order within this part.
attendance-fault-reason = Say why the mark becomes another one.
attendance-missing = Without a mark: { $names }.
attendance-missing-more = Without a mark: { $names } and { $more } more.
attendee-title = Attendance: { $name }
attendee-minutes = { $count } of { $total } min
attendee-superseded = no longer counts
attendee-arrived = arrived { $at }
attendee-nothing = No mark yet.
attendee-mark = Enter
attendee-do = Enter
walk-in-lead = Whoever is here without a booking gets a seat and is marked as in for this part.
walk-in-hint = Personnel number or mail address.
closing-finding = { $count ->
    [0] Nobody gets evidence
    [1] One person gets evidence
   *[other] { $count } people get evidence
}
closing-lead = Whoever was in for at least { $percent } % of the minutes gets evidence and certificate on closing. After it the session can only be opened again with a reason.
closing-missing = { $count ->
    [1] One person lacks a mark.
   *[other] { $count } people lack marks.
}
closing-missing-text = Enter first who was there:
closing-do = Close
booking-event-walk_in = Came without a booking
booking-reason-title-reopening = Open the session again
booking-reason-lead-reopening = Evidence and certificates of its closing are revoked for this reason.
booking-reason-do-reopening = Open again
screen-title = Code: { $title }
screen-finding = Scan with your phone
screen-reload = Reload
screen-alt = QR code to check in
screen-lead = Point the camera at it and confirm. The code changes every few seconds.
screen-until = Open until { $at }.
screen-early = The code appears { $at }.
screen-late = The time to scan is over. Enter on the list who comes later.
check-in-title = I am here
check-in-do = I am here
check-in-name = Your name
check-in-finding-confirm = { $name }, are you here?
check-in-finding-choose = Who are you?
check-in-finding-done = { $name } is entered
check-in-finding-already = { $name } is entered already
check-in-finding-not_booked = { $name } is not booked here
check-in-finding-nobody = Everybody is entered
check-in-finding-stale = This code counts no more
check-in-text-confirm = One press is enough.
check-in-text-choose = Choose your name. Whoever teaches sees that it was entered without a sign-in.
check-in-text-done = You can close this page.
check-in-text-already = There is nothing left to do.
check-in-text-not_booked = Talk to whoever teaches. They can put you on the list.
check-in-text-nobody = If your name is missing, talk to whoever teaches.
check-in-text-stale = It changes every few seconds. Scan it again from the screen.
check-in-not-open = One cannot check in now. Talk to whoever teaches.
check-in-already = This person is entered already.
session-fault-marked = Who was there is entered for this part. It stays as it is.
session-mail-subject-marks = Close the attendance
session-mail-finding-marks = Please close: { $title }
session-mail-text-marks = Marks that are missing: { $reason }. Enter who was there and close the session.
session-mail-subject-marks_done = Close the attendance
session-mail-finding-marks_done = Please close: { $title }
session-mail-text-marks_done = All marks are there. Close the session so that the evidence comes of it.
workshop-field-early_minutes = Check-in from
workshop-field-late_minutes = Check in oneself until
workshop-field-least_percent = Attended from
workshop-unit-minutes-before = min before it begins
workshop-unit-minutes-after = min after it begins
workshop-least-percent-hint = Share of the minutes.
workshop-late-hint = By phone; after that whoever teaches enters it.
list-print = Print list
list-title = Attendance list
list-usual = With the usual columns
list-lead = A sheet to sign, with everybody who is booked and empty lines for others.
list-columns = Columns
list-column-number = No.
list-column-name = Name
list-column-organisation = Partner
list-column-job_role = Job role
list-column-signature = Signature for each part
list-column-remark = Remark
list-blank = Empty lines
list-blank-hint = At most 30.
list-do = Download PDF

report-title = Report of the meeting
report-lead = Teams, Zoom, Webex and others let the organiser download who took part. Hand that file in here: you see first what it comes to.
report-file = Report
report-file-hint = CSV or text, as the meeting’s programme gives it out.
report-no-file = Choose a file.
report-look = Look what it comes to
report-unreadable-no_head = No line names columns for people and for their times.
report-unreadable-too_long = This is too long for the report of one meeting.
meeting-fault-future = That lies in the future.
report-unreadable-nobody = Nobody stands in this report.
report-finding = { $count ->
    [one] One person in the report
   *[other] { $count } people in the report
}
report-weighed = Minutes within the part of { $part }, which has { $minutes }. Nothing is marked yet.
report-stands = marked already; that stays
report-who = Who is { $name }?
report-nobody = Nobody on the list
report-absent = On the list, not in the report
report-absent-hint = They get no mark from it. Mark the rest on the list.
report-take = Take these marks
report-again = Another file
report-named-twice = Two lines name the same person. Give each person one line.
