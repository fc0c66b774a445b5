# Workshops, sessions and bookings.

sessions-title = Sessions
sessions-finding = { $count ->
    [0] No session lies ahead
    [1] One session lies ahead
   *[other] { $count } sessions lie ahead
}
sessions-views = Views
sessions-as-list = As a list
sessions-as-month = As a month
sessions-before = Month before
sessions-after = Month after
sessions-course = Course
sessions-free-only = With free seats
sessions-found = { $count ->
    [1] 1 session
   *[other] { $count } sessions
}
sessions-empty = Workshops with day and place will stand here once there are any.
sessions-empty-ours = No workshop has a date yet.
sessions-all = All sessions
sessions-weekday-monday = Mon
sessions-weekday-tuesday = Tue
sessions-weekday-wednesday = Wed
sessions-weekday-thursday = Thu
sessions-weekday-friday = Fri
sessions-weekday-saturday = Sat
sessions-weekday-sunday = Sun
session-state-draft = Draft
session-state-open = Open
session-state-cancelled = Cancelled
session-undated = No date yet
session-online = Live online
session-free = { $count ->
    [1] One seat free
   *[other] { $count } seats free
}
session-full = { $waiting ->
    [0] Full
   *[other] Full, { $waiting } waiting
}
session-interested = { $count ->
    [0] Nobody is interested yet
    [1] One person is interested
   *[other] { $count } people are interested
}
session-name = { $code } · { $date }
session-name-undated = { $code } · no date yet
session-cancel = Cancel session
session-edit = Change session
session-book-others = Book for others
session-own = My booking
session-open = Open for booking
session-book-open = Book a seat
session-book-undated = Show interest
session-book-full = Join the waiting list
session-workshop = Workshop
session-when = When
session-where = Where
session-link-later = Those who are booked see the link.
session-seats = Seats
session-seats-of = { $free } of { $seats } free
session-seats-over = More seats than the workshop is meant for: at most { $count }.
session-waiting = { $count ->
    [1] one person waits
   *[other] { $count } people wait
}
session-share = { $count ->
    [1] One partner gets at most one seat.
   *[other] One partner gets at most { $count } seats.
}
session-share-until = { $count ->
    [1] Until { $date } one partner gets at most one seat; after it free seats are everybody’s.
   *[other] Until { $date } one partner gets at most { $count } seats; after it free seats are everybody’s.
}
session-trainers = Trainers
session-language = Language
session-material = Material
session-rules = Rules
session-approval = { $steps ->
    [0] Whoever books has the seat.
    [1] Whoever books needs a yes from their partner.
   *[other] Whoever books needs a yes from their partner and one from the training manager.
}
session-cancel-until = One may cancel until { $date }.
session-cancel-over = Whoever books now can take it back through the training manager only.
session-least = { $count ->
    [1] It takes place for one person.
   *[other] Below { $count } people the training manager decides whether it takes place.
}
session-bookings = { $count ->
    [1] One booking
   *[other] { $count } bookings
}
bookings-own = My bookings
bookings-team = My people’s bookings
bookings-finding = { $count ->
    [0] You have booked nothing
    [1] One booking lies ahead
   *[other] { $count } bookings lie ahead
}
bookings-finding-team = { $count ->
    [0] No booking waits for you
    [1] One booking waits for you
   *[other] { $count } bookings wait for you
}
bookings-asking = Waits for an answer
bookings-ahead = Ahead
bookings-past = Past
bookings-empty = Booked seats in workshops will stand here.
booking-title = Booking: { $title }
booking-unnamed = No name yet
booking-until = Until { $at }.
booking-place = place { $place } in line
booking-session = Session
booking-state = State
booking-organisation = Partner
booking-events = History
booking-late = Only the training manager can cancel it now.
booking-status-requested = Requested
booking-means-requested = A seat is kept until somebody says yes or no.
booking-event-requested = Requested
booking-status-booked = Booked
booking-certificate = Download the certificate
booking-means-booked = The seat is certain.
booking-event-booked = Booked
booking-status-offered = Offered
booking-means-offered = A seat is free and is kept until the answer.
booking-event-offered = Offered
booking-status-waiting = On the waiting list
booking-means-waiting = As soon as a seat is free, it is given on in order.
booking-event-waiting = On the waiting list
booking-status-interested = Interested
booking-means-interested = As soon as the date is set, seats are booked in order.
booking-event-interested = Interested
booking-status-cancelled = Cancelled
booking-means-cancelled = This booking has been taken back.
booking-event-cancelled = Cancelled
booking-status-refused = Refused
booking-means-refused = Somebody said no.
booking-event-refused = Refused
booking-status-expired = Expired
booking-means-expired = Nobody answered in time.
booking-event-expired = Expired
booking-status-moved = Moved
booking-means-moved = This booking went over to another session.
booking-event-moved = Moved
booking-status-substituted = Substituted
booking-means-substituted = Somebody else comes.
booking-event-substituted = Substituted
booking-event-approved = One yes given
booking-event-named = Name given
booking-event-released = Booked elsewhere
booking-event-left = No longer with the company
booking-event-session_cancelled = Session cancelled
booking-event-calendar_accepted = Accepted in the calendar
booking-event-calendar_declined = Declined in the calendar
booking-event-calendar_tentative = Accepted in the calendar with a doubt
booking-needs = Needs
booking-needs-ask = Do you need anything?
booking-needs-lead = Those who run the session for the manufacturer read it, and nobody else. Afterwards it is forgotten.
booking-needs-diet = Food
booking-needs-access = Access and taking part
booking-needs-save = Say so
booking-done-needs = Said.
booking-event-needs = Said what they need
booking-answer-accepted = Accepted in the calendar
booking-answer-declined = Declined in the calendar
booking-answer-tentative = Accepted in the calendar with a doubt
booking-cancel = Cancel
booking-change = Another date or person
booking-refuse = Refuse
booking-accept = Take the seat
booking-approve = Say yes
booking-reason-title-cancellation = Cancel the booking
booking-reason-title-refusal = Refuse the booking
booking-reason-title-session = Cancel the session
booking-reason-lead-cancellation = The seat goes to the waiting list at once.
booking-reason-lead-refusal = Whoever booked gets the reason by mail.
booking-reason-lead-session = Everybody who is booked or waits gets the reason by mail. This cannot be taken back.
booking-reason-do-cancellation = Cancel the booking
booking-reason-do-refusal = Refuse
booking-reason-do-session = Cancel the session
booking-move = Another date
booking-move-do = Move
booking-no-dates = No other date has a free seat.
booking-name = Name
booking-substitute = Somebody else comes
booking-person-do = Enter
booking-person-hint = Personnel number or mail address, of the same partner.
booking-full-lead = No seat is free. Whoever is booked goes on the waiting list.
booking-people-hint = Personnel number or mail address, one a line.
booking-unnamed-legend = Seats without a name
booking-unnamed-lead = Where it is not known yet who comes. Without a name they expire.
booking-do = Book
booking-field-people = Who
booking-field-seats = How many
booking-field-organisation = For which partner
booking-field-name_by_on = Names by
booking-field-way = How
booking-field-session = Date
booking-field-person = Person
booking-way-book = Book
booking-way-invite = Invite: the seat is kept until the answer
booking-done-booked = Booked
booking-done-requested = Requested. Somebody has to say yes.
booking-done-waiting = On the waiting list
booking-done-interested = Noted
booking-done-many = { $count ->
    [1] One booking entered
   *[other] { $count } bookings entered
}
booking-done-cancelled = Cancelled
booking-done-refused = Refused
booking-done-approved = Approved
booking-done-moved = Moved
booking-done-named = Entered
booking-closed = This session takes no bookings.
booking-full = No seat is free here for this partner.
booking-twice = { $name } is entered here already.
booking-teaches = { $name } teaches this session and cannot attend it as well.
booking-other-date = { $name } has a seat on another date of this workshop already. Move that booking.
booking-busy = { $name } is booked elsewhere at that time.
booking-stands-elsewhere = That cannot be done any more: the booking has changed meanwhile.
booking-too-late = The time for it has run out.
booking-no-home = Whoever belongs to no organisation cannot book.
booking-nowhere = { $name } belongs to no organisation on that day, and cannot take part.
booking-token = A token takes part in no session: name those who are to get a seat.
booking-other-partner = The seat belongs to another partner.
booking-fault-many = At most { $most } people at once.
booking-fault-unknown = { $person } is not known, or belongs to no organisation today.
booking-fault-nobody = Name people, or how many seats.
booking-fault-name-by = The day must lie before the start.
booking-fault-name-by-past = This day is over.
workshops-title = Workshops
workshops-finding = { $count ->
    [0] No workshop is offered
    [1] One workshop is offered
   *[other] { $count } workshops are offered
}
workshops-new = Add a workshop
workshops-empty = A workshop is the offer for a course: how many people, which rules. Its sessions then stand in the calendar.
workshops-all = All workshops
workshop-title = Workshop: { $title }
workshop-name = Workshop · { $code }
workshop-course = Course
workshop-languages = Languages
workshop-people = People
workshop-ahead = Sessions
workshop-edit = Change workshop
workshop-new-session = Add a session
workshop-rules = Rules
workshop-no-sessions = No session yet.
workshop-save = Save
workshop-saved = Workshop saved
workshop-changed-meanwhile = Somebody changed this meanwhile. Load the page again.
workshop-field-organisation = Held by
workshop-field-course = Course
workshop-field-languages = Languages
workshop-field-trainer_courses = Evidence of whoever teaches
workshop-field-test = Final test
workshop-field-least_people = At least
workshop-field-most_people = At most
workshop-field-material = Material
workshop-field-approval_steps = Who must say yes
workshop-field-approval_days = Answer within
workshop-field-cancel_days = Cancel until
workshop-field-share_percent = Share of a partner
workshop-field-release_days = Share counts until
workshop-field-offer_hours = An offer stands
workshop-field-stop_hours = Moving up until
workshop-field-warn_days = Warn of too few
workshop-organisation-hint = Whoever belongs to it or below may come.
workshop-least-hint = Below it you are warned.
workshop-trainer-courses-hint = Codes of courses, one a line. Whoever cannot show valid evidence of them on the days of the session teaches only with a reason. Trainers from outside are not checked.
workshop-material-hint = What people get and bring.
workshop-share-hint = Empty: no limit.
workshop-offer-hint = 0: whoever moves up is booked at once.
workshop-unit-days = days
workshop-unit-days-before = days before
workshop-unit-days-after = days after
workshop-unit-hours = hours
workshop-unit-hours-before = hours before
workshop-unit-percent = %
workshop-steps-0 = Nobody
workshop-steps-1 = The partner
workshop-steps-2 = The partner, then the training manager
workshop-fault-number = A whole number from { $least } to { $most }.
workshop-fault-least = More than at most.
workshop-fault-courses-many = At most { $most } courses.
workshop-fault-courses-unknown = There are no such courses: { $courses }.
session-parts-lead = Times are those of the place. Without a date the session collects interest and books in order once the date is set.
session-part = Part { $count }
session-field-on = Day
session-field-from = From
session-field-to = To
session-field-time_zone = Time zone of the place
session-field-place = House and room
session-field-address = Address
session-field-directions = Directions
session-field-online_url = Link for live online
session-field-language = Language
session-field-seats = Seats
session-field-trainers = Trainers
session-field-external_trainers = Trainers from outside
session-field-tell = Tell those who are booked
session-zone-hint = Europe/Berlin, for instance.
session-place-hint = Empty where it is only online.
session-link-hint = Only those who are booked see it.
session-external-hint = One name a line.
session-tell-yes = Yes, with what changes
session-tell-no = No
session-tell-no-hint = The old entry then stays in the calendars of those who are booked, with its day, place and link, until time or place change once more and you tell them then. Only subscribed calendars follow by themselves.
session-save = Save
session-saved = Session saved
session-opened = Open for booking
session-cancelled = Session cancelled
session-begun = This session has begun.
session-cancel-begun = This session has begun or is over and cannot be cancelled any more. Enter who was there and close it after its end.
session-shut-begun = This session has begun. Whoever has no seat yet is entered by the trainer.
session-shut-over = This session is over.
session-stands-elsewhere = That cannot be done any more: the session has changed meanwhile.
session-fault-seats-below = More seats are given already; take bookings back first.
session-fault-undated = As long as seats are given the session needs a date.
session-fault-link = An address that begins with https://.
session-fault-where = Name a room or a link.
session-fault-zone = There is no such time zone.
session-fault-tell = Say whether those who are booked are told.
session-fault-time = A time such as 09:00.
session-fault-ends-before = The part ends before it begins.
session-fault-too-long = A part takes at most { $hours } hours.
session-fault-skipped = There is no such time on that day: the clocks change.
session-fault-overlaps = Overlaps with part { $part }.
session-fault-past = This start is over already.
session-mail-subject-booked = Booked
session-mail-finding-booked = Your seat is booked: { $title }
session-mail-text-booked = The date is attached for your calendar.
session-mail-subject-reserved = Booked, without a name yet
session-mail-finding-reserved = A seat is booked: { $title }
session-mail-text-reserved = Say who comes. Whoever you name gets the date for the calendar.
session-mail-subject-requested = Requested
session-mail-finding-requested = Your seat is requested: { $title }
session-mail-text-requested = It is kept until somebody says yes or no.
session-mail-subject-offered = Seat offered
session-mail-finding-offered = A seat is free for you: { $title }
session-mail-text-offered = It is kept for you. Without your answer it goes to the next.
session-mail-subject-waiting = Waiting list
session-mail-finding-waiting = You are on the waiting list: { $title }
session-mail-text-waiting = You will hear from us as soon as a seat is free.
session-mail-subject-interested = Noted
session-mail-finding-interested = Your interest is noted: { $title }
session-mail-text-interested = You will hear from us as soon as there is a date.
session-mail-subject-cancelled = Cancelled
session-mail-finding-cancelled = The booking is cancelled: { $title }
session-mail-text-cancelled = { $reason ->
    [none] There is nothing left to do.
   *[other] Reason: { $reason }
}
session-mail-subject-refused = Refused
session-mail-finding-refused = The booking is refused: { $title }
session-mail-text-refused = { $reason ->
    [none] There is nothing left to do.
   *[other] Reason: { $reason }
}
session-mail-subject-expired = Expired
session-mail-finding-expired = The booking has expired: { $title }
session-mail-text-expired = Nobody answered in time. The seat went to the next.
session-mail-subject-substituted = Substituted
session-mail-finding-substituted = Somebody else comes in your place: { $title }
session-mail-text-substituted = There is nothing left to do for you.
session-mail-subject-moved = Moved
session-mail-finding-moved = Your new session: { $title }
session-mail-text-moved = Your seat at the other date is free now.
session-mail-subject-released = Booked elsewhere
session-mail-finding-released = You no longer wait here: { $title }
session-mail-text-released = You got a seat on another date of this workshop. That is why you are not in line for this one any more.
session-mail-subject-session_cancelled = Cancelled
session-mail-finding-session_cancelled = The session does not take place: { $title }
session-mail-text-session_cancelled = { $reason ->
    [none] There is nothing left to do.
   *[other] Reason: { $reason }
}
session-mail-subject-asks = Your yes is needed
session-mail-finding-asks = { $title }: your yes is needed
session-mail-text-asks = { $reason } would like to take part.
session-mail-subject-too_few = Too few bookings
session-mail-finding-too_few = Too few bookings: { $title }
session-mail-text-too_few = Booked and needed at least: { $reason }. Decide whether the session takes place.
session-mail-subject-declined_late = You are still booked
session-mail-finding-declined_late = You declined too late: { $title }
session-mail-text-declined_late = After the deadline nothing is cancelled by itself. Those who run the session know that you declined. Perhaps somebody else can come in your place.
session-mail-subject-declines = Declined after the deadline
session-mail-finding-declines = Somebody declined after the deadline: { $title }
session-mail-text-declines = { $reason } declined in the calendar and is still booked. Decide whether the seat becomes free.
session-calendar-subject-request = For your calendar
session-calendar-subject-cancel = No longer in your calendar
session-calendar-finding-request = { $title }: part { $number } of { $of }
session-calendar-finding-cancel = Called off: { $title }
session-calendar-text-request = The date is attached for your calendar. There is nothing to do.
session-calendar-text-cancel = This mail takes the date out of your calendar. There is nothing to do.
session-event-part = { $title } ({ $number }/{ $of })
session-event-booked = Booked: { $count }
session-mail-until = { $kind ->
    [reserved] Name somebody by { $at }
    [test] Pass by { $at }
   *[other] Answer by { $at }
}
session-mail-when = Begins: { $at }
session-mail-online = Link:
session-mail-action = View
session-mail-why = You get this mail because it is about a seat in a workshop.
session-changed-subject = Changed: { $title }
session-changed-finding = The session has changed: { $title }
session-changed-before = (before: { $what })
session-changed-before-span = (before: { $from } – { $to })
session-changed-part = Part { $nth }:
session-changed-fresh = new,
session-changed-gone = falls away
session-changed-online-only = online only
session-changed-see = see your booking
session-changed-untaught = not known yet
session-changed-when = When it is
session-changed-stays = Your booking stays as it is.
session-change-time = Time
session-change-place = Place
session-change-online = Link
session-change-language = Language
session-change-trainers = Trainers
booking-fault-person = This person is not known, or belongs to no organisation today.

# Booking together, from the overview
enrol-title = Book a session
enrol-finding = { $count ->
    [one] Book one seat
   *[other] Book seats for { $count } people
}
enrol-from-map = Book on a session
enrol-from-map-count = { $count ->
    [1] Book 1 person on a session
   *[other] Book { $count } people on a session
}
enrol-people = For whom
enrol-choose = Please choose
enrol-look = Find sessions
enrol-sessions = Which session
enrol-note = Everybody gets an answer of their own: a seat, a place in line, or why not. Nobody keeps the others from it.
enrol-do = Book
enrol-none = No session is on offer at present that counts towards this requirement for these people.
enrol-need = Enter a training need
enrol-field-pick = Whom
enrol-field-requirement = Requirement
enrol-field-session = Session
enrol-not-subject = The requirement does not apply to this person.
enrol-excused = This person is excused from it or away.
enrol-satisfied = This has been proven.
enrol-other-course = This course does not count for this person now.
enrol-out-of-reach = The session is not offered to this organisation.
enrolled-finding = { $booked } of { $total } entered
enrolled-people = Answers for { $requirement }
enrolled-not = not booked
