# One's own calendar, what one was told, and what the manufacturer is told of its own duties.

feed-title = Your calendars
feed-lead = Calendar programs that subscribe to one of these addresses follow by themselves when something changes. Whoever knows an address reads along.
feed-kind-own = Deadlines and seats
feed-kind-text-own = What you owe, each on its day, and the sessions that you have a seat in.
feed-kind-taught = What you teach
feed-kind-text-taught = The sessions that you teach.
feed-kind-team = Your team
feed-kind-text-team = The sessions that your people have seats in, with their names.
feed-kind-room = Room or equipment
feed-kind-text-room = The sessions that need it.
feed-make = Make an address
feed-renew = Make a new address
feed-revoke = End this address
feed-revoked = The address has ended.
feed-made = Copy the address now.
feed-made-text = It is shown this once. An earlier address has ended.
feed-since = There has been an address since { $at }.
feed-read = A program last asked for it on { $at }.
feed-unread = No program has asked for it yet.
feed-name-own = Deadlines and seats: { $academy }
feed-name-taught = What I teach: { $academy }
feed-name-team = My team: { $academy }
feed-name-room = Room or equipment: { $academy }
feed-event = Due: { $requirement }
feed-event-text = Status: { $status }
profile-calendar = Calendar
profile-calendar-lead = Your deadlines and sessions in the calendar that you use anyway.
profile-calendar-action = Set up the calendar
told-title = Reminders so far
told-back = My training
told-none = Nobody has been reminded of any of your obligations yet.
told-instead = reminded: { $who }
training-told = Reminders so far
duties-due-finding = { $late ->
    [0] { $coming ->
        [1] We owe a partner an answer or an offer
       *[other] We owe partners { $coming } answers or offers
    }
    [1] One duty to a partner is breached
   *[other] { $late } duties to partners are breached
}
duties-due-action = What we owe
duties-due-why = You are in charge of the partner, or manage training.
mail-kind-duties_due = Own duties
heads-due-finding = { $late ->
    [0] { $coming ->
        [1] One location will soon have too few people
       *[other] { $coming } locations will soon have too few people
    }
    [1] One location has too few people
   *[other] { $late } locations have too few people
}
heads-due-why = You administer the partner, or are in charge of it.
