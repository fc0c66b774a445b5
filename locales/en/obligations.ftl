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
training-last = Last proof
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
why-proof = { $code }, { $means }
why-means-online = online
why-means-workshop = workshop
why-means-paper = on paper
why-means-document = external proof
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
network-export = Export view
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
network-overdue = Overdue
network-lapsed = Lapsed
network-due = Due by { $date }
network-none = No partner fits this choice.
