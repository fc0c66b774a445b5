# Obligations: my training, overviews, record, requirements.

training-title = My training
training-finding-missed_due = { training-missed }, { training-due-behind } due { obligations-until }
training-finding-missed = { training-missed }
training-finding-due = { training-due-ahead } due { obligations-until }
training-finding-open = Nothing is urgent, some things are still open
training-finding-fine = Everything is in order
training-finding-none = Nothing is asked of you
training-missed = { $missed ->
    [1] One is overdue
    [2] Two are overdue
    [3] Three are overdue
    [4] Four are overdue
   *[other] { $missed } are overdue
}
training-due-behind = { $due ->
    [1] one is
    [2] two are
    [3] three are
    [4] four are
   *[other] { $due } are
}
training-due-ahead = { $due ->
    [1] One is
    [2] Two are
    [3] Three are
    [4] Four are
   *[other] { $due } are
}
obligations-until = { $until ->
    [none] by the end of the year
   *[other] by { $until }
}
training-none = Your training with its deadlines will stand here as soon as a requirement applies to your work.
training-none-note = Is that wrong? Ask your company’s partner administrator, who keeps what you work as.
training-fine = { $count ->
    [1] One is in order
    [2] Two are in order
    [3] Three are in order
    [4] Four are in order
   *[other] { $count } are in order
}
training-fine-until = until { $date }
training-last = Last evidence
training-certificate = Certificate
training-record = My whole record
training-course = { $minutes ->
    [none] { $code }
   *[other] { $code }, online, { $minutes } minutes
}

why-title = Why this date?
why-counts = What counts
why-last = Last
why-action-begin = Begin, about { $minutes } minutes
why-action-continue = Continue, { $minutes } minutes left
why-proofs = So far
why-proof-line = { $code }, { $means }
why-means-online = online
why-means-workshop = workshop
why-means-paper = on paper
why-means-document = document of somebody else
why-means-other = recorded

recurrence-head-once = once
recurrence-head-calendar = training year
recurrence-head-rolling = { recurrence-months }
recurrence-head-anniversary = { recurrence-months }
recurrence-months = { $months ->
    [1] every month
    [12] every year
    [24] 2 years
    [36] 3 years
    [48] 4 years
    [60] 5 years
   *[other] { $months } months
}

overview-title = Obligations: { $whose }
overview-finding-missed_due = { overview-missed }, { overview-deadlines-behind } { obligations-until }
overview-finding-missed = { overview-missed }
overview-finding-due = { overview-deadlines } { obligations-until }
overview-finding-open = Nothing is urgent, some things are still open
overview-finding-fine = Nobody is behind
overview-finding-none = Nothing is asked of anybody here yet
overview-missed = { $missed ->
    [1] One person is behind
    [2] Two people are behind
    [3] Three people are behind
    [4] Four people are behind
    [5] Five people are behind
    [6] Six people are behind
   *[other] { $missed } people are behind
}
overview-deadlines-behind = { $due ->
    [1] one deadline
    [2] two deadlines
    [3] three deadlines
    [4] four deadlines
    [5] five deadlines
    [6] six deadlines
   *[other] { $due } deadlines
}
overview-deadlines = { $due ->
    [1] One deadline
    [2] Two deadlines
    [3] Three deadlines
    [4] Four deadlines
    [5] Five deadlines
    [6] Six deadlines
   *[other] { $due } deadlines
}
overview-export = Table
overview-network = Network
overview-todo = To do · { $count }
overview-all = All · { $count }
overview-partner = Partner
overview-filter = Filter
overview-search = Name
overview-search-on = Name: { $text }
overview-table = People and requirements, { $whose }
overview-person = Person
overview-rest = In order
overview-people = { $count ->
    [1] 1 person
   *[other] { $count } people
}
overview-calm = { $count ->
    [1] 1 more in order
   *[other] { $count } more in order
}
overview-nothing-to-do = Nobody has anything to do.
overview-show-all = Show everybody
overview-nobody = Nobody fits this choice.
overview-record = { $person }’s record
overview-none = Your people and what is asked of them by when will stand here as soon as a requirement applies to them.
overview-none-note = Which requirement applies to whom follows from job roles and the services of the site.

units-title = Choose a partner
units-finding = { $count ->
    [0] No partner is entrusted to you
   *[other] Which partner is it about?
}
units-none = The partners whose people you look after will stand here. Whoever gives you your role can change that.

excuse-pause = Pause
excuse-waive = Waive

network-title = Network
network-name = Network, { $date }
network-finding = { $total ->
    [0] There is no partner yet
   *[other] { $above ->
        [0] None of { $total } partners has more than 10% of its people behind
        [1] 1 of { $total } partners has more than 10% of its people behind
       *[other] { $above } of { $total } partners have more than 10% of their people behind
    }
}
network-nothing = No partner matches this choice
network-export = Export view
network-certificates = Certificates
network-without-offer = Nothing on offer in time:
network-bars = Share of people behind, one line per partner
network-nobody = { $count ->
    [1] 1 partner has nobody behind
   *[other] { $count } partners have nobody behind
}
network-bars-say = Partners by share of people behind: { $above } above 10 per cent, highest { $top }, { $zero } at zero. The table below holds the same figures.
network-line = 10%: more than one person in ten is behind
network-above = { $count ->
    [1] 1 partner above
   *[other] { $count } partners above
}
network-between = { $count ->
    [1] 1 partner between 0 and 10%
   *[other] { $count } partners between 0 and 10%
}
network-zero = { $count } at zero
network-only-above = Above 10%
past-day = As of
past-day-label = As it stood on
past-day-show = Show
past-day-on = As of { $date }
past-day-note = Shown as it was known at the end of { $date }: evidence, pauses and waivers count as they were on record then. Each requirement counts in the version that was in force on that day; who works where stands as it is on record today.
past-day-note-marked = { past-day-note } What was recorded or taken back only afterwards is marked.
# What became known of a line only after the day that is looked at.
later-recorded = Recorded only later, on { $date }
later-taken_over = Taken over from an earlier system on { $date }
later-issued = Issued only later, on { $date }
later-revoked = Revoked only later, on { $date }
later-withdrawn = Withdrawn only later, on { $date }
later-answered = Answered only later, on { $date }
later-answer = By all that is known today:
later-answer-is = { later-answer } { $status }.
later-cell = known today: { $status }
network-owed = We owe
network-owes = { $breached ->
    [0] { $open } open
   *[other] { $open ->
        [0] { $breached } in breach
       *[other] { $breached } in breach, { $open } open
    }
}
network-owed-open = Our open duties
network-owed-breached = Our duties in breach
network-country = Any country
network-requirement = Any requirement
network-search = Search
network-search-label = Name or number
network-found = { $count ->
    [1] 1 partner
   *[other] { $count } partners
}
network-partner = Partner
network-place = Country, city
network-people = People
network-share = Share behind
network-overdue = Behind
network-lapsed = of these lapsed
network-due = Due by { $date }
network-none = No partner fits this choice.
network-empty = Here are all partners with the share of their people behind. Import the organisations first, then people and completions.
network-empty-other = Here are all partners with the share of their people behind, once the training management has imported them.

# Why a date is what it is: $name is the person, none the reader.
list-and = { $first } and { $last }
why-not-subject = This requirement does not apply to { $name ->
    [none] you
   *[other] { $name }
} today.
why-waived = { $name ->
    [none] You are
   *[other] { $name } is
} { $until ->
    [none] waived without an end date
   *[other] waived until { $until }
}.
why-paused = The obligation is paused { $until ->
    [none] without an end date
   *[other] until { $until }
}; after the end { $days ->
    [1] one day is
   *[other] { $days } days are
} left.
why-rests = The obligation is paused { $until ->
    [none] without an end date
   *[other] until { $until }
}.
why-rests-done = It is done with the evidence of { $last }, and stays so.
why-rests-held = The evidence of { $last } goes on counting for as long.
why-rests-valid = The evidence of { $last } goes on counting; it has to be renewed by { $due }.
why-rests-late = It was due on { $due } already; what was missed is still to be done afterwards.
why-then = After that, evidence is due by { $due }.
why-lapsed = The evidence of { $last } had to be renewed by { $due }. After { $lapse } it lapsed.
why-lapsed-counts = Now only starting anew counts: { $courses }.
why-first-days = { $count ->
    [0] The first evidence is needed from the first day on. { why-since }
    [1] The first evidence is due one day after the beginning. { why-since }
   *[other] The first evidence is due { $count } days after the beginning. { why-since }
}
why-first-months = { $count ->
    [0] The first evidence is needed from the first day on. { why-since }
    [1] The first evidence is due one month after the beginning. { why-since }
   *[other] The first evidence is due { $count } months after the beginning. { why-since }
}
why-first-before = { $count ->
    [1] The evidence must be there one day before it begins on { $start }.
   *[other] The evidence must be there { $count } days before it begins on { $start }.
}
why-first-on = The first evidence has a fixed date, { $on }.
why-first-late = The fixed date { $on } had already passed when the requirement began to apply to { $name ->
    [none] you
   *[other] { $name }
}; so the first day counts, { $start }.
why-since = The requirement has applied to { $name ->
    [none] you
   *[other] { $name }
} since { $start }.
why-proof = The evidence of { $on } holds for { $months ->
    [1] one month
    [12] one year
    [24] two years
    [36] three years
    [48] four years
    [60] five years
   *[other] { $months } months
}.
why-anniversary = { $name ->
    [none] Your day is { $keyday }, because you passed on { $anchor }.
   *[other] The day is { $keyday }, because { $name } passed on { $anchor }.
} Evidence is needed { $months ->
    [12] every year
    [24] every two years
    [36] every three years
   *[other] every { $months } months
} by this day.
why-months = Counting begins on { $anchor }, the day of { $name ->
    [none] your evidence
   *[other] { $name }’s evidence
}: new evidence is needed every { $months } months.
why-year = Every training year asks for evidence. That for { $year } is due by { $to }.
why-year-missed = The evidence for { $year } is missing; that training year ended on { $to }.
why-own-end = The document of { $on } holds until { $until } by its own words. Neither pauses nor waivers extend it.
why-taken-over = The evidence of { $on } was taken over from the records of before.
why-too-old = “{ $course }” of { $on } does not count: it was too long before the requirement began to apply.
why-out-of-turn = The refresher of { $on } does not count: it is the turn of { $courses }.
why-no-document = “{ $course }” of { $on } does not count: here only a recognised document of somebody else does.
why-not-strong = “{ $course }” of { $on } does not count: this requirement must be proven, and nobody here has marked, observed or recognised it.
why-done = Once is enough: { $name ->
    [none] you proved it
   *[other] { $name } proved it
} on { $on }.
why-nothing = As long as a pause or waiver without an end date holds, nothing falls due.
why-moved = A pause or waiver moved the date from { $planned } to { $due }.
why-more-time = More time was granted: { $due } instead of { $planned }.
why-taken-away = A pause or waiver without an end date took the date of { $planned } away.
why-month-end = The date moves to the end of the month.
why-grace = { $grace ->
    [none] The date passed on { $due }; grace does not end, because a pause or waiver has no end date.
   *[other] The date passed on { $due }; grace runs until { $grace }.
}
why-overdue = { $grace ->
    [none] The date passed on { $due }.
   *[other] The date passed on { $due }, grace ended on { $grace }.
}
why-early = Whoever renews from { $early } on keeps the day.
why-everybody = Asked of everybody.
why-audience = Asked of { $roles ->
    [none] everybody
   *[other] { $roles }
}{ $services ->
    [none] {""}
   *[other] {" "}at sites with { $services }
}{ $countries ->
    [none] {""}
   *[other] {" "}in { $countries }
}{ $organisations ->
    [none] {""}
   *[other] {" "}at { $organisations }
}.
why-version = { $basis ->
    [none] Version { $number }, in force since { $date }.
   *[other] Version { $number }, in force since { $date } ({ $basis }).
}
note-lapsed = Not renewed in time.
note-first-days = { $count ->
    [0] From the first day on.
    [1] One day after the beginning.
   *[other] { $count } days after the beginning.
}
note-first-months = { $count ->
    [0] From the first day on.
    [1] One month after the beginning.
   *[other] { $count } months after the beginning.
}
note-first-before = { $count ->
    [1] One day before the beginning.
   *[other] { $count } days before the beginning.
}
note-first-on = { $once ->
    [yes] Once, by a fixed date.
   *[no] First by a fixed date.
}
note-proof = { $months ->
    [12] One year after the last evidence.
    [24] Two years after the last evidence.
    [36] Three years after the last evidence.
   *[other] { $months } months after the last evidence.
}
note-anniversary = { $months ->
    [12] Every year by your day.
    [24] Every two years by your day.
   *[other] Every { $months } months by your day.
}
note-own-end = The document ends.
note-year = Once in the training year { $year }.
note-year-missed = The evidence for { $year } is missing.

record-title = { $name }’s record
record-title-on = { $name }’s record on { $date }
record-name = Record
record-name-on = Record on { $date }
record-finding-missed_due = { $name }: { record-missed }, { $due } due { obligations-until }
record-finding-missed = { $name }: { record-missed }
record-finding-due = { $name }: { $due } due { obligations-until }
record-finding-open = { $name }: nothing is urgent
record-finding-fine = { $name }: everything in order
record-finding-none = { $name }: nothing asked
record-missed = { $missed } overdue
record-places = Places of work
record-place = Since { $from }
record-place-to-come = From { $from }
record-supervisor = team lead { $name }
record-asked = What is asked
record-overview = Show in the overview
record-nothing-asked = No requirement applies today.
record-nothing-asked-then = No requirement applied on that day.
record-cycles = Cycles so far
record-requirement = Requirement
record-due = Due
record-proven = Proven
record-outcome = Outcome
record-outcome-kept = kept
record-outcome-in_grace = in the grace
record-outcome-missed = missed
record-valid-until = The document holds until { $date }
record-proofs = What was proven
record-no-proofs = No evidence is on record yet.
record-day = Day
record-course = Course
record-means = How
record-result = Result
record-certificates = Certificates
record-excuses = Pauses and waivers
record-range = from { $from } to { $to }
record-range-open = from { $from }, without an end date
record-excuse-by = Recorded on { $date } by { $by }
record-excuse-document = Open the document
record-withdrawn = Withdrawn on { $date }: { $reason }

excuse-all = All requirements
excuse-withdraw = Withdraw
excuse-title-pause = Pause: { $person }
excuse-title-waiver = Waive: { $person }
excuse-heading-pause = Pause obligations
excuse-heading-waiver = Waive obligations
excuse-lead-pause = Whoever is away for long is not behind meanwhile. What falls into that time becomes due after the return.
excuse-lead-waiver = Whoever is waived need not prove anything in that time. What falls into it becomes due on its last day.
excuse-requirement = Requirement
excuse-from = From
excuse-to = To
excuse-day-hint = For example { $date }
excuse-to-hint = Empty: without an end date
excuse-reason-hint = It stands in the record, not in lists that others see.
excuse-document = Document
excuse-document-hint = PDF or picture. Only those who excuse people can open it.
excuse-do-pause = Pause
excuse-do-waiver = Waive
excuse-busy = Saving
withdraw-title-pause = Withdraw pause: { $person }
withdraw-title-waiver = Withdraw waiver: { $person }
withdraw-heading-pause = Withdraw the pause
withdraw-heading-waiver = Withdraw the waiver
withdraw-lead = The dates then hold as if it had never been. The entry stays in the record with both reasons.
withdraw-reason = Reason for withdrawing

overview-team = My team
overview-any-requirement = All requirements
table-roles = Job role
table-organisation = Partner
table-requirement = Requirement
table-status = Status
table-date = Date
table-status-now = Status by what is known today, where it differs
table-due = Due
table-number = Number
table-country = Country
table-city = City
excuse-done-pause = Paused
excuse-done-waiver = Waived
excuse-withdrawn = Withdrawn

requirements-title = Requirements
requirements-finding = { $in_force ->
    [0] { $drafts ->
        [0] Nothing is required yet
       *[other] No requirement is in force yet, { $drafts } in draft
    }
    [1] One requirement is in force, { $drafts } in draft
   *[other] { $in_force } requirements are in force, { $drafts } in draft
}
requirements-import = Import a file
requirements-again = How often
requirements-since = In force since
requirements-none = What somebody must prove by when stands here. A file with requirements comes in as drafts; before it decides, you see whom it reaches.
requirement-title = Requirement { $code }
requirement-name-draft = Requirement { $code }, version { $number }, draft
requirement-name-waiting = Requirement { $code }, version { $number }, comes into force on { $date }
requirement-name-in_force = Requirement { $code }, version { $number }, in force since { $date }
requirement-name-superseded = Requirement { $code }, version { $number }, superseded
requirement-state-draft = Draft
requirement-state-waiting = Waiting
requirement-state-in_force = In force
requirement-state-superseded = Superseded
requirement-who = Who
requirement-first = at first
requirement-then = then
requirement-when = By when
requirement-example = Example with evidence of { $date }
requirement-reminders = Reminders
requirement-no-reminders = Nobody is reminded.
requirement-versions = Versions
requirement-version = Version { $number }
requirement-on = Reach, if this came into force on
requirement-count = Count again
requirement-put = Put into force on { $date }
requirement-put-note = Nobody is told before; reminders begin with the first step after it.
requirement-entered = The requirement is in force
requirement-waits = The requirement comes into force on its day
requirement-day = In force from
reach-people = { $people ->
    [1] 1 person
   *[other] { $people } people
} in { $partners ->
    [1] 1 partner
   *[other] { $partners } partners
}
reach-overdue = { $count } would be overdue on day one
reach-due = { $count } would be due
reach-valid = { $count ->
    [1] { $count } holds valid evidence
   *[other] { $count } hold valid evidence
}
reach-counted = Counted { $time } for { $date }.
reach-come-in = Come in
reach-drop-out = Drop out
reach-later = Due date moves later
reach-earlier = Due date moves earlier
reach-reached = Reached
reach-late = Behind
reach-others = others
requirement-rule-fact-first = First evidence
requirement-rule-fact-again = Then
requirement-rule-fact-notice = Shown as due
requirement-rule-fact-grace = Grace
requirement-rule-fact-lapse = Lapses
requirement-rule-fact-return = After a pause
requirement-rule-fact-round = Month end
requirement-rule-fact-rotation = In turn
requirement-rule-rotation = { $turns }, then from the first again
requirement-rule-fact-strength = Evidence
requirement-rule-document = only by a recognised document of somebody else
requirement-rule-proven = must be proven: marked here, observed by a trainer, or a recognised document
requirement-rule-fact-recognised = From before
requirement-rule-recognised = { $count ->
    [0] nothing
    [1] at most one day before the beginning
   *[other] at most { $count } days before the beginning
}
requirement-rule-first-days = { $count } days after the beginning
requirement-rule-first-months = { $count } months after the beginning
requirement-rule-first-before = { $count ->
    [1] one day before the beginning
   *[other] { $count } days before the beginning
}
requirement-rule-first-on = on { $date }
requirement-rule-again-once = never
requirement-rule-again-rolling = { $months } months after the last evidence
requirement-rule-again-anniversary = every { $months } months by the anniversary, early from { $days } days before
requirement-rule-again-calendar = once in each training year from { $starts } (month-day), newcomers from { $days } days left
requirement-rule-days-before = { $count } days before
requirement-rule-days = { $count } days
requirement-rule-lapse-months = { $count } months after the date
requirement-rule-days-free = { $count } days without a deadline
requirement-rule-rounded = Dates move to the end of the month
requirement-step-before = { $days ->
    [1] 1 day before
   *[other] { $days } days before
}: { $whom }
requirement-step-on = On the day: { $whom }
requirement-step-after = { $days ->
    [1] 1 day after
   *[other] { $days } days after
}: { $whom }
requirement-step-repeat = { $line }, then every { $days } days
requirement-step-too-early = The reminder { $days } days before comes before renewing keeps the day: whoever follows it loses it.
requirement-to-learner = learner
requirement-to-supervisor = team lead
requirement-to-partner_admin = partner administrator
requirement-to-partner_manager = partner manager
requirement-to-training_manager = training manager

# Writing a requirement
requirements-new = Write a requirement
requirements-ended = ended
requirements-ends = until { $date }
requirement-new-title = New requirement
requirement-edit-title = Write requirement { $code }
requirement-edit-name = Requirement { $code }, version { $number }, draft
requirement-edit = Edit
requirement-discard = Discard draft
requirement-discard-ask = What it says is lost. What is in force stays.
requirement-take-back = Do not put into force after all
requirement-taken-back = The version is a draft again
requirement-none-waits = No version waits for its day.
requirement-waits-for-its-day = This version waits for its day. Take that back first.
requirement-stands = Comes into force by itself on { $date }. Another day or a change replaces that.
requirement-discarded = The draft is discarded
requirement-saved = The draft is saved
requirement-names = Name
requirement-field-code = Code
requirement-field-code-hint = Letters, digits, - and _; it stays for ever.
requirement-field-title = Title { $language ->
    [de] in German
    [en] in English
   *[other] ({ $language })
}
requirement-field-basis = Basis { $language ->
    [de] in German
    [en] in English
   *[other] ({ $language })
}
requirement-works-as = works as
requirement-site-does = site offers
requirement-in-country = in country
requirement-belongs-to = belongs to
requirement-who-note = One of each row is enough; an empty row asks for nothing. An organisation counts with all below it.
requirement-none-needed = any
requirement-look-role = Find a role
requirement-look-service = Find a service
requirement-look-country = Find a country
requirement-find-organisation = all organisations
requirement-find-course = no course yet
requirement-find-refresher = the same course
requirement-look-organisation = Find an organisation
requirement-look-course = Find a course
requirement-without-content = No course that counts here has content yet: { $codes }. Until one is published, only sessions, paper and documents prove it.
requirement-course-unknown = { $code }, a course yet to come
requirement-field-rotation = Or refreshers in turn
requirement-field-rotation-hint = A line for each cycle, codes with commas between. Each time the next line counts, after an initial course the first again. Then no course is chosen above as a refresher.
requirement-field-strength = What stands behind it
requirement-strength-any = Any evidence counts
requirement-strength-proven = It must be proven
requirement-field-recognised = Evidence from before counts up to
requirement-strength-document = Only a recognised document counts
requirement-strength-note = What must be proven takes no package’s word for it; of imported records, those from before their import count. Left empty, evidence from before the beginning counts however old it is.
requirement-field-again = How often
requirement-kind-once = once
requirement-kind-rolling = after the last evidence
requirement-kind-anniversary = by its anniversary
requirement-kind-calendar = every training year
requirement-field-months = Every
requirement-field-window = Early up to
requirement-field-year = Year begins on
requirement-field-year-month = Month
requirement-field-joiner = Joiners from a rest of
requirement-field-first = First evidence
requirement-first-kind-days_after_start = days after the beginning
requirement-first-kind-months_after_start = months after the beginning
requirement-first-kind-days_before_start = days before the beginning
requirement-first-kind-on = by a day
requirement-field-first-count = How many
requirement-field-first-on = At the latest on
requirement-field-notice = Shown as due
requirement-field-grace = Grace
requirement-field-lapse = Lapses after
requirement-field-return = Free after a pause
requirement-field-rounds = Dates move to the end of their month
requirement-unit-days = days
requirement-unit-months = months
requirement-reminders-from = Where from
requirement-reminders-default = as in the default
requirement-reminders-own = own steps
requirement-reminders-none = no reminders
requirement-inherits = The steps of the default apply, as it says on the day.
requirement-step-days = Days
requirement-step-when = Before or after the due date
requirement-step-when-before = days before
requirement-step-when-on = on the day
requirement-step-when-after = days after
requirement-step-to = to
requirement-step-add = Add a step
requirement-step-drop = Remove step { $number }
requirement-field-repeat = The last step comes again every
requirement-field-tells = Whoever was reminded also hears when nothing is owed any more
requirement-field-whole = Draft
requirement-reach = Reach
requirement-day-hint = For all whom it concerns before, it begins on this day.
requirement-save = Save as draft
requirement-save-note = A draft holds for nobody. You put it into force on the next page.
reach-not-counted = Not counted yet.
reach-lacking = { $count ->
    [1] 1 detail is missing before it can be counted.
   *[other] { $count } details are missing before it can be counted.
}

# Retiring a requirement
requirement-retire = Retire
requirement-retire-title = Retire requirement { $code }
requirement-retire-heading = Retire “{ $title }”
requirement-retire-lead = { $people ->
    [0] The requirement holds for nobody at present.
    [1] The requirement holds for 1 person at present, { $behind } of them overdue. From the day after the last one nothing is owed any more; what was proven or missed by then stays in the record.
   *[other] The requirement holds for { $people } people at present, { $behind } of them overdue. From the day after the last one nothing is owed any more; what was proven or missed by then stays in the record.
}
requirement-retire-waiting = A draft waits for { $date }. It then waits no longer and stays a draft.
requirement-last-day = Last day
requirement-last-day-hint = On this day it still holds. It cannot lie before today.
requirement-retire-reason-hint = It stands in the audit.
requirement-retire-do = Retire
requirement-retired = The last day is set
requirement-hold-on = Let it hold on
requirement-holds-on = The requirement holds on
requirement-ends = Holds up to and including { $date }. After that it holds for nobody.
requirement-ended = Ended on { $date }. It has held for nobody since.

# Courses that count for others.
equivalences-title = What counts for { $code }
equivalences-finding = { $count ->
    [0] No other course counts for “{ $title }”
    [1] One statement about “{ $title }”
   *[other] { $count } statements about “{ $title }”
}
equivalences-stated = Stated
equivalence-says-full = counts for { $counts_for }
equivalence-says-refresher = counts for { $counts_for } as a refresher
equivalence-says-both = (and the other way round)
equivalence-withdrawn = Withdrawn as a mistake on { $date }: { $reason }
equivalence-end = End
equivalence-new = One more course
equivalence-lead = Evidence of that course counts for this one where it is about a day in the period. Statements are not chained.
equivalence-course = Course that is taken
equivalence-choose = Choose
equivalence-course-page = The course
equivalence-extent = How far it counts
equivalence-extent-full = Fully
equivalence-hint-full = Wherever the other one counts.
equivalence-extent-refresher = As a refresher only
equivalence-hint-refresher = For whoever has evidence already that has not lapsed.
equivalence-both = It holds the other way round too
equivalence-from = First day
equivalence-to = Last day
equivalence-save = State it
equivalence-preview = Whose dates change?
equivalence-stated = Stated; everybody is looked at again
equivalence-ended = Changed; everybody is looked at again
equivalence-end-title = End a statement about { $code }
equivalence-end-heading = { $course } counts for { $counts_for }: until when?
equivalence-way = How it ends
equivalence-way-end = On a day
equivalence-way-end-hint = What it gave until then stays.
equivalence-way-withdraw = It was a mistake
equivalence-way-withdraw-hint = As if it had never been said.
equivalence-end-reason-hint = Needed for a mistake.
equivalence-changed = { $count ->
    [1] One obligation would change
   *[other] { $count } obligations would change
}
equivalence-changes-nothing = Nobody’s obligation would change.
equivalence-helped = No longer late
equivalence-harmed = Newly late
equivalence-people = People whose obligations would change
equivalence-person = Person
equivalence-now = Now
equivalence-then = Then
equivalence-no-course = There is no such course.
equivalence-itself = A course counts for itself anyway.
equivalence-stated-before = The same is stated already for these days.
equivalence-withdrawn-before = It was withdrawn before.
ahead-title = What is ahead
ahead-name = What is ahead, { $whose }
ahead-finding = { $count ->
    [0] Nothing falls due by { $month }
    [1] 1 obligation falls due by { $month }
   *[other] { $count } obligations fall due by { $month }
}
ahead-most = Most of them in { $month }.
ahead-behind-too = { $count ->
    [1] 1 more was due before.
   *[other] { $count } more were due before.
}
ahead-export = Table
ahead-views = Told apart by
ahead-by-course = Course
ahead-by-requirement = Requirement
ahead-by-country = Country
ahead-by-region = Sales region
ahead-by-language = Language
ahead-code = Code
ahead-instead = Instead counts: { $codes }
ahead-instead-head = Counts instead
ahead-span = { $count ->
    [1] 1 month
   *[other] { $count } months
}
ahead-table = Obligations falling due per month, by { $by }
ahead-behind = Due before
ahead-total = Together
ahead-in-all = All
ahead-by-month = Month by month
ahead-month = Month
ahead-nowhere = No place
ahead-no-region = Without a sales region
ahead-unknown = Unknown
ahead-rule = The date in force counts: pauses and waivers are in it. A training year counts in its last month, though people can be trained all year. Each obligation counts once, at the course that will be asked for: where refreshers take turns the one whose turn it is, of several the one named first that is on offer. What counts instead stands below it; what would come after is not known yet.
ahead-none = No obligation fits this choice. Remove a filter or look further ahead.
ahead-rows-title = What stands behind it
ahead-rows-in = { $count ->
    [0] Nothing falls due in { $month }
    [1] 1 obligation falls due in { $month }
   *[other] { $count } obligations fall due in { $month }
}
ahead-rows-behind = { $count ->
    [0] Nothing was due before
    [1] 1 obligation was due before
   *[other] { $count } obligations were due before
}
ahead-rows-until = { $count ->
    [0] Nothing is ahead until { $month }
    [1] 1 obligation is due already or falls due by { $month }
   *[other] { $count } obligations are due already or fall due by { $month }
}
ahead-rows-none = No obligation fits this choice.
ahead-back = All months
ahead-place = Country and language
ahead-condition = { $what }: { $value }
overview-ahead = What is ahead
fault-months = A number from 1 to 36.

extension-ask-title = Ask for more time
extension-ask-link = Ask for more time
extension-ask-short = More time
extension-ask-heading = More time for { $requirement }
extension-ask-lead = It is due on { $due }. The training management reads your request and answers; you are told here and by mail.
extension-ask-do = Send request
extension-until = Until when
extension-until-after = A day after { $due }
extension-until-hint = This day becomes the new due date; until then nothing counts as missed.
extension-reason-hint = What keeps you from it? Only those who answer read the reason.
extension-back = Back
extension-nothing-due = Nothing is due here that could be put off.
extension-asked-before = A request for more time is already waiting for an answer.
extension-answered-before = This request has been answered.
extension-asked-done = Your request is sent
extension-answered-done = Answered
extension-state-asked = Waiting
extension-state-granted = Granted
extension-state-refused = Refused
extension-said = Asked on { $asked } for time until { $until }.
extension-given = New due date: { $until }.
extension-because = Reason: { $reason }
extensions-title = Requests for more time
extensions-finding = { $count ->
    [0] Nobody is waiting for an answer
    [1] One request is waiting for an answer
   *[other] { $count } requests are waiting for an answer
}
extensions-none = Whoever asks for more time for an obligation stands here.
extensions-older = Older
extension-title = Request by { $person }
extension-heading = { $requirement } until { $until }
extension-due = Due
extension-wish = Asked until
extension-asked-on = Asked on
extension-by = Asked by
extension-record = Record
extension-answer = Answer
extension-answer-yes = Yes, more time
extension-answer-no = No, the date stays
extension-answer-hint = Whoever asked reads it. With a no it must be there.
extension-granted-reason = More time was granted on request
extension-answer-do = Answer
fault-extension-not-later = That day is not after the due date. Name a later one.
fault-extension-too-far = At most 24 months at once.
network-extensions = { $count ->
    [0] Requests for more time
   *[other] Requests for more time · { $count }
}
record-extensions = Requests for more time
extension-mail-subject-yes = More time for { $requirement }
extension-mail-subject-no = No more time for { $requirement }
extension-mail-yes = More time: { $requirement } is now due by { $until }
extension-mail-no = No more time: { $requirement } is still due by { $due }
extension-mail-person = It is about { $person }.
extension-mail-action = Look at it
extension-mail-why = You asked for more time.

exceptions-title = Impossible due dates
exceptions-finding = { $count ->
    [0] Every due date can be kept
    [1] One due date cannot be kept
   *[other] { $count } due dates cannot be kept
}
exceptions-none = What nobody can manage stands here: too little time from the first day, or no course on offer.
exceptions-rule = Needed are a day for each 60 minutes of the shortest course and the lead of the last reminder before the due date. What you decide stays decided for that date.
exception-path = Needed
exception-path-initial = First course
exception-path-refresher = Refresher
exception-why = Why not
exception-why-no_offer = No course on offer, and no session with a free seat in time
exception-why-no_time = Less than { $days } days' time
exception-people = People
exception-finding-no_offer = { $count ->
    [0] All is decided here
    [1] There is no course for one person
   *[other] There is no course for { $count } people
}
exception-finding-no_time = { $count ->
    [0] All is decided here
    [1] One person had less than { $days } days
   *[other] { $count } people had less than { $days } days
}
exception-known = Came about on
exception-pick = Choice
exception-pick-all = Choose all of this page
exception-pick-one = Choose { $person }
exception-all = The whole group ({ $count })
exception-all-hint = At most { $most } at once; the rest stays.
exception-decision = Decision
exception-decision-date = New due date
exception-decision-anyway = Stays as it is
exception-decision-not = Do not ask for it
exception-until = New due date
exception-until-hint = Proposed is the first day that can be kept.
exception-do = Decide
exception-decided = Decided about { $count }
exception-none-left = This has been decided.
record-part = Part
record-subject = What
record-from = From
record-until = Until
record-note = Note
record-reason-elsewhere = From the time at another organisation

# Audiences
audience-job_roles = works as { $words }
audience-services = site offers { $words }
audience-countries = in { $words }
audience-languages = language { $words }
audience-organisations = belongs to { $words }
audience-products = site services { $words }
audience-events = after { $words }
audience-fact = { $fact } is { $words }
audience-fact-any = { $fact } is on record
audience-fact-least = { $fact } is at least { $word }
audience-fact-most = { $fact } is at most { $word }
audience-any = at least one of: { $cases }
audience-not = not: { $cases }
audience-some-organisations = certain organisations
why-audience-where = Asked wherever this holds: { $conditions }.
list-or = { $first } or { $last }
requirement-speaks = language
requirement-services-product = services
requirement-after-event = after
requirement-look-language = Find a language
requirement-look-product = Find a product
requirement-look-event = Find an event
requirement-look = Find
requirement-none-yet = nothing yet
requirement-groups = Further conditions
requirement-group-kind = Of the cases below
requirement-group-any = at least one holds
requirement-group-not = none holds
requirement-group-all = all hold
requirement-group-add = Conditions with cases
requirement-group-drop = Remove these cases
requirement-case-add = Another case
requirement-case-drop = Remove the case
requirement-condition-job_roles = works as
requirement-condition-services = site offers
requirement-condition-countries = in country
requirement-condition-languages = language
requirement-condition-organisations = belongs to
requirement-condition-events = after
requirement-condition-products = services
requirement-condition-asked = fields and facts
requirement-asked = About the person and the organisation
requirement-asked-field = Field
requirement-asked-none = none
requirement-asked-person = Person: { $field }
requirement-asked-organisation = Organisation: { $field }
requirement-asked-how = how
requirement-asked-how-is = is
requirement-asked-how-at_least = at least
requirement-asked-how-at_most = at most
requirement-asked-how-any = is on record
requirement-asked-value = Value
requirement-asked-note = All rows must hold. Separate several values by semicolons; one of them is enough. At least and at most are for numbers and days.
requirement-asked-add = Another row
requirement-condition-further = and also
requirement-condition-add = Condition
requirement-condition-drop = Remove this condition
requirement-tree-note = These conditions lie deeper in one another than the form shows. They stay as they are; the API or a file can change them.

# By hand
entries-title = { $code }: by hand
entries-finding = { $included ->
    [0] Nobody is taken in by hand
    [1] One person is taken in by hand
   *[other] { $included } people are taken in by hand
}, { $excepted ->
    [0] no exception
    [1] one exception
   *[other] { $excepted } exceptions
}
entries-heading = By hand
entries-back = To the requirement
entries-link = Taken in or left out by hand
entries-none = Only the conditions of the requirement count here.
entry-kind-included = Taken in
entry-kind-excepted = Left out
entry-withdrawn = Taken back
entry-with-below = with all below it
entry-by = { $name }, { $at }
entry-new = Name somebody
entry-field-kind = What holds
entry-field-person = Person
entry-field-person-hint = Personnel number or mail address
entry-field-organisation = or organisation
entry-field-organisation-hint = Number; exceptions only
entry-field-from_on = First day
entry-field-to_on = Last day
entry-field-reason = Reason
entry-note = Whoever is named comes before an organisation that is; an exception comes first. Days count as conditions do: the first day begins the time to prove it.
entry-preview = Whom does this move?
entry-moves-nobody = This moves nobody.
entry-moves-more = The first 500 stand here.
entry-saved = Saved. The dates are worked out anew.
fault-one-of-both = Name either a person or an organisation.
fault-only-people = Only people are taken in by hand.

# Hours and points.
recurrence-head-sum = { recurrence-months }
recurrence-head-sum_year = training year
requirement-kind-sum = so much within a period
requirement-kind-sum_year = so much in every training year
requirement-field-amount = How much
requirement-field-unit = Unit
requirement-rule-again-sum = { $amount } { $unit ->
    [points] points
   *[other] hours
} within { $months } months
requirement-rule-again-sum_year = { $amount } { $unit ->
    [points] points
   *[other] hours
} in each training year from { $starts } (month-day), newcomers from { $days } days left
why-sum = What { $name ->
    [none] you
   *[other] { $name }
} did on { $on } counts for { $months ->
    [12] one year
    [24] two years
    [36] three years
   *[other] { $months } months
}; after that the sum is too small.
why-summed = { $counted } of { $amount } { $unit ->
    [points] points
   *[other] hours
} count{ $due ->
    [none] ; { $missing } are missing.
   *[other] ; { $missing } have to be added anew by { $due }.
}
why-worth-nothing = “{ $course }” of { $on } does not count: what this course is worth here is not settled.
note-sum = { $counted } of { $amount } { $unit ->
    [points] points
   *[other] hours
}, { $missing } missing.
course-values-title = Hours and points of { $code }
course-values-finding = { $count ->
    [0] { $title } counts no hours or points yet
   *[other] What { $title } is worth
}
course-value-new = State its worth
course-value-lead = It holds for evidence from this day on, until a later one takes its place. What was done before keeps its worth. Empty means: the course does not count any more.
course-value-says = { $hours ->
    [none] { $points ->
        [none] Nothing
       *[other] { $points } points
    }
   *[other] { $hours } hours{ $points ->
        [none] {""}
       *[other] , { $points } points
    }
}
course-value-stated = Stated; all obligations are worked out anew
course-value-withdrawn = Withdrawn; all obligations are worked out anew
course-value-withdraw-title = Withdraw this worth
course-value-withdrawn-before = This worth has been withdrawn.
course-values = Hours and points

# Before a version counts
requirement-day-already-in = For everybody already in from
requirement-already-in = Everybody who is already in
requirement-already-in-keep = keeps their beginning; the version holds from the same day
requirement-already-in-on = keeps their beginning; the version holds from a later day
requirement-already-in-anew = begins anew
requirement-already-in-hint-keep = Dates move only where the version sets other times.
requirement-already-in-hint-on = Until then the version before holds for them.
requirement-already-in-hint-anew = All times run from the start. What is overdue is overdue no more.
reach-owed = This changes what is owed.
reach-owed-overdue_gone = { $count ->
    [1] 1 obligation is overdue and would be so no more.
   *[other] { $count } obligations are overdue and would be so no more.
}
reach-owed-open_gone = { $count ->
    [1] 1 open obligation would go away.
   *[other] { $count } open obligations would go away.
}
reach-owed-open_moved = { $count ->
    [1] 1 open or overdue obligation would get another date.
   *[other] { $count } open or overdue obligations would get another date.
}
changes-title = { $code }: whom the version moves
changes-finding = { $come_in ->
    [0] Nobody comes in
    [1] One person comes in
   *[other] { $come_in } come in
}, { $drop_out ->
    [0] nobody drops out
    [1] one drops out
   *[other] { $drop_out } drop out
}
changes-day = Holds from { $date }.
changes-days = Holds for newcomers from { $newcomers }, for everybody already in from { $already_in }.
changes-looked-at = Worked out for { $date }, as if everything stayed as it is until then.
changes-all = All partners
changes-partners = By partner
changes-partner = Partner
changes-own = Manufacturer
changes-people = Who
changes-how = What
changes-how-come_in = comes in
changes-how-drop_out = drops out
changes-how-earlier = due earlier
changes-how-later = due later
changes-before = Due so far
changes-after = Due then
changes-more = These are the first 500. A partner alone shows its people.
changes-none = This version moves nobody.
changes-link = Who comes in, who drops out, and whose date moves
table-why = Why
table-minutes = Minutes
training-export = The list as a file:
