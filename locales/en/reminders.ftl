# Reminders: the mails, the pages, the mailbox.

reminder-subject-ahead = { $days ->
    [0] Due today: { $requirement }
    [1] Due tomorrow: { $requirement }
   *[other] Due in { $days } days: { $requirement }
}
reminder-subject-grace = In grace: { $requirement }
reminder-subject-overdue = Overdue: { $requirement }
reminder-subject-lapsed = Lapsed: { $requirement }
reminder-subject-team = Your people: { $late ->
    [0] { $coming ->
        [1] one deadline ahead
       *[other] { $coming } deadlines ahead
    }
    [1] one person overdue
   *[other] { $late } people overdue
}
reminder-finding-ahead = { $days ->
    [0] { $requirement } is due today
    [1] { $requirement } is due tomorrow, on { $date }
   *[other] { $requirement } is due in { $days } days, on { $date }
}
reminder-finding-grace = { $requirement } was due on { $date }, the grace period runs
reminder-finding-grace-until = { $requirement } was due on { $date }; its grace ends on { $until }
reminder-finding-overdue = { $requirement } has been overdue since { $date }
reminder-finding-lapsed = { $requirement } has lapsed; it was due on { $date }
reminder-finding-team = { $late ->
    [0] { $coming ->
        [1] One deadline ahead
       *[other] { $coming } deadlines ahead
    }
    [1] { $coming ->
        [0] One person overdue
        [1] One person overdue, one deadline ahead
       *[other] One person overdue, { $coming } deadlines ahead
    }
   *[other] { $coming ->
        [0] { $late } people overdue
        [1] { $late } people overdue, one deadline ahead
       *[other] { $late } people overdue, { $coming } deadlines ahead
    }
}
reminder-action-own = Go to the training
reminder-action-team = See the obligations
reminder-else = What else is ahead
reminder-team = Among your people
reminder-more = { $count ->
    [1] One more training is owed; you see it after signing in.
   *[other] { $count } more trainings are owed; you see them after signing in.
}
reminder-team-more = { $count ->
    [1] One more deadline stands in the overview.
   *[other] { $count } more deadlines stand in the overview.
}
reminder-released = { $count ->
    [1] Nothing more to do: { $requirement }
   *[other] { $count } trainings are no longer owed
}
reminder-released-also = No longer owed
reminder-released-more = { $count ->
    [1] One more is not in this list.
   *[other] { $count } more are not in this list.
}
reminder-ending-done = proven
reminder-ending-waived = you are exempt
reminder-ending-paused = paused
reminder-ending-left = no longer required
reminder-action-released = Go to your trainings
reminder-pass-on = has no mail address: please pass it on
reminder-late-missed = This reminder was meant for { $date } and reaches you only now.
reminder-late-waited = This reminder was meant for { $date }; it was ready then, but could not leave before today.
reminder-late-again = This reminder was meant for { $date }; somebody had it sent once more.
reminder-late-before_start = This reminder was meant for { $date }; it comes later because the requirement did not hold yet.
reminder-late-before_due_known = This reminder was meant for { $date }; it comes later because the deadline was not known yet.
reminder-late-before_switched_on = This reminder was meant for { $date }; it comes later because reminders were not switched on yet.
reminder-late-before_role = This reminder was meant for { $date }; it comes later because it did not concern you yet.
reminder-late-before_ladder = This reminder was meant for { $date }; it comes later because there was no such reminder yet.
reminder-why-learner = Your job asks for this training. Once it is passed, no reminder comes any more.
reminder-why-supervisor = You lead the team. Once the training is passed, no reminder comes any more.
reminder-why-partner_admin = You run the company. Once the training is passed, no reminder comes any more.
reminder-why-partner_manager = You are in charge of the partner. Once the training is passed, no reminder comes any more.
reminder-why-training_manager = Nobody else can be reached, so the reminder goes to the training managers.
reminder-why-released = You had been reminded of it. No more reminders of it will come.
reminder-basis = Founded on: { $basis }.
reminder-also = This reminder also went to { $names }.
reminder-next = The next reminder comes on { $date } unless it is proven by then.
reminders-held-subject = { $count ->
    [1] One reminder waits for your approval
   *[other] { $count } reminders wait for your approval
}
reminders-held-text = The last run would have sent far more than usual. Held are: { $requirements }. What you approve is checked once more before it leaves.
reminders-held-action = Look and decide
reminders-held-why = You manage training.

reminders-title = Reminders
reminders-finding = { $on } of { $total } partners are reminded
reminders-places = Reminders
reminders-tab-partners = Partners
reminders-tab-held = Held
reminders-tab-log = Log
reminders-tab-forecast = Forecast
reminders-tab-ladder = Steps
reminders-tab-calendar = Calendar
reminders-only-on = Switched on
reminders-only-off = Switched off
reminders-only-all = All
reminders-search = Search partners
reminders-found = { $count ->
    [1] 1 partner
   *[other] { $count } partners
}
reminders-partner = Partner
reminders-number = Number
reminders-state = Reminders
reminders-told = Last 28 days
reminders-on-since = on since { $date }
reminders-off = off
reminders-none = No partner fits this search.
reminders-empty = Here stand the partners whose people are reminded by mail. There is no partner yet.
reminders-empty-note = Importing sends nothing. Reminders begin when somebody switches them on here.
reminders-of = Reminders: { $name }
reminders-switch = Switch
reminders-on-text = Switched on since { $date }. Branches and subcontractors without a switch of their own belong to it.
reminders-off-text = Switched off. Branches and subcontractors without a switch of their own belong to it.
reminders-since = From when on
reminders-since-hint = Steps whose day lies before are not made up for; whoever is late already gets only the last one.
reminders-switch-on = Switch reminders on
reminders-switch-off = Switch reminders off
reminders-outlook = What goes out
reminders-outlook-on = From { $from } to { $to }: { $mails ->
    [1] one mail
   *[other] { $mails } mails
} with { $notices ->
    [1] one reminder
   *[other] { $notices } reminders
}, if nobody does anything until then.
reminders-outlook-off = Switched on, { $mails ->
    [1] one mail
   *[other] { $mails } mails
} with { $notices ->
    [1] one reminder
   *[other] { $notices } reminders
} would go out from { $from } to { $to }, { $first } on the first day.
reminders-outlook-none = From { $from } to { $to } nothing goes out.
reminders-switched-on = { $name } is reminded.
reminders-switched-off = { $name } is no longer reminded.
reminders-fault-early = The day lies in the past. Today is the earliest.
reminders-resent = The reminder to { $name } goes out once more.
reminders-resend-not-told = This reminder has not gone out yet.
reminders-resend-not-owed = This is done, has moved or concerns somebody else by now.
reminders-resend-unwritten = This reminder cannot be worded. That is a fault of the installation; please report it.
reminders-held-gone = This has been decided already.
reminders-approved = { $count ->
    [1] One reminder approved; it is checked once more.
   *[other] { $count } reminders approved; they are checked once more.
}
reminders-discarded = { $count ->
    [1] One reminder discarded.
   *[other] { $count } reminders discarded.
}

forecast-title = Forecast
forecast-finding = { $mails ->
    [1] One mail
   *[other] { $mails } mails
} with { $notices ->
    [1] one reminder
   *[other] { $notices } reminders
} in this time
forecast-file = As CSV
forecast-days = Reminders day by day
forecast-day = Day
forecast-mails = Mails
forecast-notices = Reminders
forecast-learners = of these to the people themselves
forecast-bar = Comparison
forecast-from = From
forecast-to = To
forecast-action = Show
forecast-note = Assuming that nobody does anything until then, and that all partners are switched on.
forecast-none = Nothing goes out in this time.
forecast-fault-order = The last day lies before the first.
forecast-fault-long = At most { $most } days at once.
forecast-passed = What is passed over
forecast-passed-note = Steps whose day lies in this time and that nobody gets. Nobody knows beforehand what will be held, withdrawn or undeliverable.
forecast-passed-file = One by one as a file
forecast-reason = Reason
forecast-steps = Steps

reminder-log-title = What was decided
reminder-log-fate = Fate
reminder-log-file = As a file
reminder-log-missed = step of { $date }
reminder-log-repeats = May have arrived more than once
reminder-log-recipient = To
reminder-log-about = About
reminder-log-step = Step
reminder-log-at = Decided
reminder-log-deeds = Mail and repetition
reminder-log-due = due { $date }
reminder-log-mail = Mail
reminder-log-resend = Send again
reminder-log-older = Older
reminder-log-none = Nothing fits this choice.
reminder-log-empty = Here stands every reminder with its reason, those not sent too. Nothing has been decided yet.
reminder-log-empty-action = Switch partners on
reminder-role-learner = the person themselves
reminder-role-supervisor = team lead
reminder-role-partner_admin = the company's administrator
reminder-role-partner_manager = partner manager
reminder-role-training_manager = training manager
reminder-step-before = { $days ->
    [1] 1 day before
   *[other] { $days } days before
}
reminder-step-after = { $days ->
    [0] on the day
    [1] 1 day after
   *[other] { $days } days after
}
reminder-step-released = nothing owed any more
reminder-fate-all = All
reminder-fate-planned = waiting
reminder-fate-sent = sent
reminder-fate-superseded = superseded
reminder-fate-skipped = skipped
reminder-fate-held = held
reminder-fate-withdrawn = withdrawn
reminder-fate-failed = could not be delivered
reminder-reason-later_step = there was a later step on the same day
reminder-reason-before_start = lay before the requirement began
reminder-reason-before_due_known = lay before the deadline was known
reminder-reason-before_switched_on = lay before the switch
reminder-reason-before_role = lay before the recipient had the role
reminder-reason-before_ladder = lay before the default had this step
reminder-reason-told_before = the same was told less than 14 days before
reminder-reason-caught_up = made up for
reminder-reason-by_hand = by hand
reminder-reason-nothing_owed = done, excused or gone
reminder-reason-due_moved = the deadline has moved
reminder-reason-step_gone = there is no such step any more
reminder-reason-not_theirs = concerns somebody else
reminder-reason-switched_off = switched off
reminder-reason-brake = more than usual
reminder-reason-approved = approved, planned anew
reminder-reason-discarded = discarded
reminder-reason-done = proven
reminder-reason-waived = exempt
reminder-reason-paused = paused
reminder-reason-left = no longer required
reminder-reason-owed_again = owed again
reminder-reason-refused = the mail server refused it
reminder-reason-bad_address = the address cannot be written to
reminder-reason-unwritable = the mail cannot be written
reminder-reason-unwritten = the mail could not be worded; it is tried again
reminder-reason-given_up = not accepted for three days
reminder-reason-unknown_given_up = the mail server's answer was lost too often

reminder-held-title = Held reminders
reminder-held-finding = { $count ->
    [0] Nothing is held
    [1] One reminder waits for approval
   *[other] { $count } reminders wait for approval
}
reminder-held-text = A run would have sent far more than usual. What you approve goes through all rules once more; what is done by now drops out.
reminder-held-requirement = Requirement
reminder-held-run = Run
reminder-held-people = Recipients
reminder-held-decision = Decision
reminder-held-approve = Approve { $count }
reminder-held-discard = Discard
reminder-held-none = When a run is held it stands here, and the training managers get a mail.

calendar-title = Calendar
calendar-finding = Free days by country
calendar-text = A step that falls on a free day in the recipient's country moves: before the deadline back, after it on.
calendar-country = Country
calendar-weekend = Free days of the week
calendar-ahead = Holidays from today on
calendar-of = Free days in { $country }
calendar-holidays = Holidays
calendar-holidays-hint = One a line: the day, then its name, for instance 2026-12-25 Christmas Day.
calendar-none = none
calendar-saved = The calendar is saved.
calendar-fault-week = One day of the week must be a working day.
calendar-fault-line = Line { $line } does not begin with a day such as 2026-12-25.
calendar-fault-name = Line { $line }: the name has more than 100 characters or unreadable ones.
calendar-fault-many = At most { $most } holidays.

mailbox-title = Mailbox
mailbox-finding = { $aside ->
    [0] { $waiting ->
        [0] { $total ->
            [0] No mail yet
            [1] One mail
           *[other] { $total } mails
        }
        [1] One mail waits
       *[other] { $waiting } mails wait
    }
    [1] One mail was set aside
   *[other] { $aside } mails were set aside
}
mailbox-resume = Let mail leave again
mailbox-standstill-paused = No mail leaves.
mailbox-standstill-stopped = The mail server refuses the sign-in.
mailbox-standstill-text-paused = The database comes from a backup. Look at what waits before you go on.
mailbox-standstill-text-stopped = All mails are kept. Correct name and password in the settings, then go on.
mailbox-waits = A mail has been waiting since { $since }.
mailbox-waits-text = It should have left at once: can the mail server be reached, and do the limits per minute let enough through?
mailbox-only-place = No mail server is set up.
mailbox-only-place-text = Mails stay here and go nowhere else. Links that sign somebody in are shown to platform administrators only.
mailbox-search = Name, address or subject
mailbox-none = No mail fits this choice.
mailbox-resent = The mail goes out once more.
mailbox-resumed = Mail leaves again.
mailbox-resend-not = This mail cannot be sent again.

mail-subject = Subject
mail-to = To
mail-at = When
mail-kind = Kind
mail-queued = Decided
mail-attempts = Attempts that failed
mail-repeats-label = Repeated
mail-repeats = { $count ->
    [1] Once; it may have arrived twice.
   *[other] { $count } times; it may have arrived more than once.
}
mail-note-label = Note
mail-reply = The mail server's answer
mail-message-id = Number
mail-as-html = As it looks
mail-as-text = As text
mail-resend = Send again
mail-masked = Links are shortened.
mail-masked-text = Whoever follows such a link is signed in as the recipient. That is why the secret part is not shown.
mail-state = Place
mail-state-all = All
mail-state-queued = waiting
mail-state-sending = being handed over
mail-state-sent = sent
mail-state-kept = kept here
mail-state-set_aside = set aside
mail-state-dropped = withdrawn
mail-kind-reminder = Reminder
mail-kind-reminders_held = Held reminders
mail-kind-invitation = Invitation
mail-kind-extension_answered = Answer to a request for more time
mail-kind-document_handed_in = Document handed in
mail-kind-document_answered = Answer to a document
mail-kind-password_reset = New password
mail-kind-need_answered = Answer to a training need
mail-kind-need_asked = Training need reported
mail-kind-session_booking = Seat in a workshop
mail-kind-session_calendar = Date for the calendar
mail-kind-session_changed = Session changed
mail-note-unreachable = The mail server could not be reached.
mail-note-deferred = The mail server did not accept it for now.
mail-note-refused = The mail server refused it.
mail-note-bad_address = This address cannot be written to.
mail-note-unwritable = This mail cannot be written.
mail-note-unwritten = It has to be worded anew, and cannot be. It waits and is tried again every hour.
mail-note-unknown_repeated = The mail server's answer was lost; it was repeated under the same number.
mail-note-unknown_kept = The mail server's answer was lost; a link that signs in is not sent twice.
mail-note-given_up = Not accepted for three days.
mail-note-unknown_given_up = The mail server's answer was lost too often; it is not repeated again.
mail-note-folded = A later mail took its content over.
mail-note-withdrawn = Nothing in it was owed any more.
mail-note-resent = Queued once more because somebody asked for it.

ladder-title = Steps of the default
ladder-finding = { $steps ->
    [0] The default reminds nobody
    [1] The default has one step
   *[other] The default has { $steps } steps
}{ $requirements ->
    [0] ; no requirement inherits it
    [1] ; one requirement inherits it
   *[other] ; { $requirements } requirements inherit it
}
ladder-text = Requirements without steps of their own remind as the default says. What a change brings counts from its day on: nobody is told steps of before it, and what was told is not told again.
ladder-now = Today
ladder-since = Since { $date }
ladder-usual = The usual steps; nobody has changed them.
ladder-from = From { $date }
ladder-withdraw = Take back
ladder-whom = Whom it concerns
ladder-duties = The duties of the manufacturer follow the same days; whoever is in charge of the partner is reminded, after the due date the training managers as well.
ladder-nobody = No requirement inherits the default.
ladder-people = { $count ->
    [0] applies to nobody
    [1] applies to one person
   *[other] applies to { $count } people
}
ladder-change = Change
ladder-field-from_on = Holds from
ladder-from-hint = Today or later.
ladder-saved = The default is saved
ladder-withdrawn = The default stays as it is
ladder-fault-same = On this day the default says so already.
ladder-fault-holds = This default holds already. Change it from today or later.

asked-title = Remind
asked-finding = { $count ->
    [0] Nobody is chosen
    [1] Remind one person
   *[other] Remind { $count } people
}
asked-back = To the overview
asked-text = Whoever owes something gets a mail today; where the mail of the day has left, it stands in tomorrow's. Nobody is reminded of the same thing twice a day, and whoever is done, excused or gone is not reminded at all.
asked-people = Whom
asked-nothing = nothing owed
asked-all = all that is owed
asked-do = Remind now
asked-nobody = Choose in the overview the people whom you want to remind.
asked-from-map = Remind …
asked-from-map-count = { $count ->
    [1] Remind 1 person …
   *[other] Remind { $count } people …
}
asked-pick = Choose { $person }
asked-done = { $told ->
    [0] Nothing goes out today
    [1] One reminder goes out today
   *[other] { $told } reminders go out today
}{ $tomorrow ->
    [0] {""}
    [1] ; one tomorrow
   *[other] ; { $tomorrow } tomorrow
}{ $before ->
    [0] {""}
    [1] ; one there was today
   *[other] ; { $before } there were today
}{ $other ->
    [0] {""}
    [1] ; of one person there was nothing to say
   *[other] ; of { $other } people there was nothing to say
}{ $unwritten ->
    [0] {""}
    [1] ; one mail could not be worded, please report that
   *[other] ; { $unwritten } mails could not be worded, please report that
}
reminder-log-asked = by { $name }
asked-pick-all = Choose all { $count } shown
