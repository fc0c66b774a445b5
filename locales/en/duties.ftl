# The manufacturer's duties: the ledger, one duty, time limits, offers, both sides.

duties-title = What we owe partners
duties-name = Our duties, { $date }
duties-finding = { $breached ->
    [0] { $soon ->
        [0] No duty is in breach
        [1] No duty is in breach, one is due soon
       *[other] No duty is in breach, { $soon } are due soon
    }
    [1] One duty to a partner is in breach
   *[other] { $breached } duties to { $wronged ->
        [1] one partner
       *[other] { $wronged } partners
    } are in breach
}
duties-places = Our duties
duties-tab-partners = Partners
duties-tab-clocks = Time limits
duties-next = Next date
duties-empty = Each partner stands here with what we owe, as soon as there are partners.
duties-on-network = { $breached ->
    [0] { $soon ->
        [1] One of our duties is due soon
       *[other] { $soon } of our duties are due soon
    }
    [1] One of our duties is in breach
   *[other] { $breached } of our duties are in breach
}
duties-on-network-none = What we owe

duty-title = { $title }: { $creditor }
duty-state = Standing
duty-both-sides = Both sides
duty-creditor = Owed to
duty-debtor = Owed by
duty-basis-head = Basis
duty-due = Due
duty-no-date = No clock runs
duty-missed = Missed
duty-missed-cured = It was due on { $due } and made up for on { $on }.
duty-missed-open = It was due on { $due } and was not made up for.
duty-events = What happened

duty-status-breached = In breach
duty-status-due_soon = Due soon
duty-status-open = Open
duty-status-cured = Made up for
duty-status-kept = Kept
duty-status-fallen_away = Fallen away

duty-kind-yearly_offer = Yearly offer
duty-basis-yearly_offer = { $count ->
    [1] Every month
   *[other] At least once in { $count } months
} each partner is offered training for each requirement that concerns anybody there.
duty-clock-yearly_offer = Training is offered again after so many months at the latest. Usual: { $usual }.
duty-act-yearly_offer = Record an offer

duty-unit-working_days = working days
duty-unit-months = months

duty-why-awaited = The clock has run since { $on } and ends on { $due }; nothing has happened yet.
duty-why-again = Last kept on { $on }; it is needed again by { $due }.
duty-why-again-late = Last made up for on { $on }, after the clock had run out; it is needed again by { $due }.
duty-why-done = Kept on { $on }; there was time until { $due }.
duty-why-done-late = Made up for on { $on }; there was time until { $due }.
duty-why-stands = Since { $on } an offer stands that can be taken up any day; no clock runs meanwhile.
duty-why-stands-late = Since { $on } an offer stands that can be taken up any day; the clock had already run out by then.
duty-why-missed = The clock had run since { $on } and ran out on { $due } without anything having happened.
duty-why-gone = The reason for it has been gone since { $on }.

duty-event-opened = Clock began
duty-event-kept = Kept
duty-event-stands = Stands from now on
duty-event-ended = Stands no more
duty-event-fell_away = Fell away
duty-event-due = time until { $date }
duty-event-by = Recorded by { $name }
duty-event-revoked = Taken back on { $date }: { $reason }

duty-means-course = Course that can be taken any day
duty-means-workshop = Workshop at the manufacturer
duty-means-on_site = Training at the partner
duty-means-online = Training on screen with a trainer
duty-means-other = Otherwise

duty-revoke = Take back
duty-revoke-title = Take an entry back
duty-revoke-heading = Take back the entry of { $date }
duty-revoke-lead = The entry about { $title } will no longer count. It stays in the ledger with the reason.
duty-revoke-do = Take back
duty-revoked = Entry taken back
duty-revoked-before = This entry was taken back before.

duty-clocks-title = Time limits of our duties
duty-clocks-finding = How much time we give ourselves
duty-clocks-lead = A changed limit counts for whatever begins from now on. Clocks that run keep their day. Working days follow the calendar of the country in which the debtor sits.
duty-clocks-save = Save time limits
duty-clocks-saved = Time limits saved
duty-clock-fault = A whole number from { $least } to { $most }.

offer-title = Record an offer to { $creditor }
offer-heading = Record an offer: { $title }
offer-lead = Record what the partner was offered. The day of the offer counts, also where you enter it later.
offer-on = Offered on
offer-means = Kind of offer
offer-evidence = Document
offer-evidence-hint = Such as the number of the invitation. A document or a remark is needed.
offer-remark = Remark
offer-do = Record offer
offer-recorded = Offer recorded
offer-fault-ahead = That day is still ahead. What is recorded here has been offered already.
offer-fault-before = Nothing was owed yet on that day.
offer-fault-proof = Name a document, or write a remark.
offer-not-owed = This offer is owed to nobody any more.

sides-title = Both sides: { $whose }
sides-finding = { $missed ->
    [0] { $breached ->
        [0] Neither side is behind
        [1] The manufacturer is behind with one duty
       *[other] The manufacturer is behind with { $breached } duties
    }
   *[other] { $breached ->
        [0] { $missed ->
            [1] One training was missed at the partner
           *[other] { $missed } trainings were missed at the partner
        }
       *[other] { $missed ->
            [1] One training
           *[other] { $missed } trainings
        } missed at the partner, { $breached ->
            [1] one duty
           *[other] { $breached } duties
        } by the manufacturer
    }
}
sides-all = All partners
sides-theirs = What the partner owes
sides-theirs-sum = { $missed } missed, { $due } open or due, { $fine } in order
sides-theirs-none = At present nobody here is asked for training.
sides-ours = What the manufacturer owes
sides-ours-sum = { $breached } in breach, { $soon } due soon, { $open } open, { $kept } kept
sides-ours-none = At present the manufacturer owes nothing here.
sides-shield-default = { $count ->
    [1] It may not count against one person
   *[other] It may not count against { $count } people
} as long as the manufacturer is behind itself: { $duty }, in breach since { $date }.
sides-shield-awaited = { $count ->
    [1] It may not count against one person
   *[other] It may not count against { $count } people
} as long as the manufacturer has not answered: { $duty }, asked on { $date }.

duty-kind-head_count = Head count of a location
duty-basis-head_count = At every location that it concerns the partner has, every day, as many people with valid evidence as are asked for.
duty-act-head_count = To the head counts
duty-why-daily = There have been enough since { $on }.
duty-why-daily-until = There have been enough since { $on }; it is known that this lasts until { $due } only.
duty-why-daily-missed = There have been too few since { $on }.
duty-span = Too few from { $from } to { $until }.
duty-span-open = Too few since { $from }.
duty-event-daily-opened = Asked from now on
duty-event-daily-stands = Enough from now on
duty-event-daily-ended = Too few from now on
duty-event-daily-fell_away = Asked no more
