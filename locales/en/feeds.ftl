# One's own calendar, what one was told, and what the manufacturer is told of its own duties.

feed-title = Your deadlines as a calendar
feed-lead = Calendar programs that subscribe to this address show what you owe, each on its day, and follow when it changes. Whoever knows the address reads your deadlines.
feed-make = Make an address
feed-renew = Make a new address
feed-revoke = End this address
feed-revoked = The address has ended.
feed-made = Copy the address now.
feed-made-text = It is shown this once. An earlier address has ended.
feed-since = There has been an address since { $at }.
feed-read = A program last asked for it on { $at }.
feed-unread = No program has asked for it yet.
feed-name = Deadlines: { $academy }
feed-event = Due: { $requirement }
feed-event-text = Status: { $status }
profile-calendar = Calendar
profile-calendar-lead = Your deadlines in the calendar that you use anyway.
profile-calendar-action = Set up the calendar
told-title = What you were told
told-back = My training
told-none = Nobody has been reminded of anything of yours yet.
told-instead = told: { $who }
training-told = What I was told
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
