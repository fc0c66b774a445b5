# What seats cost.

price-legend = Cost
price-lead = What a seat costs. It is shown before booking; no invoice is made here. Once somebody has a seat nothing can become dearer.
price-lead-workshop = For new sessions. Sessions that there are keep their cost.
price-seat_cost = Cost of a seat
price-late_fee = Cancelled after the deadline
price-no_show_fee = Did not come
price-currency = Currency
price-currency-hint = Three letters. Empty: EUR.
price-late-hint = Instead of the cost of a seat. Empty: costs nothing.
price-no-show-hint = Instead of the cost of a seat. Empty: costs nothing.
price-each = a seat
price-fee-now = The deadline has passed. Cancelling now costs
price-fee-wish = Only where the partner asked for it.
price-fault-currency = There is no such currency. Name three letters such as EUR.
price-fault-amount = { $decimals ->
    [0] An amount from 0 to { $most } without decimals.
   *[other] An amount from 0 to { $most } with at most { $decimals } decimals and no thousands separator.
}
price-fault-told = Somebody has booked at the cost stated before. It can fall, but not rise, and the currency stays.
booking-at-wish = At the wish of whoever has the seat
booking-at-wish-hint = Unticked, you take the seat back of your own accord, and that costs nobody anything.
booking-event-cancelled_by_us = Cancelled by training management
within-from = From
within-to = To
within-do = Show
within-fault-order = That is before the first day.
within-fault-long = At most { $most } days at once.
fate-booked = Booked
fate-attended = Was there
fate-excused = Excused
fate-no_show = Did not come
fate-cancelled_in_time = Cancelled in time
fate-cancelled_late = Cancelled after the deadline
fate-cancelled_by_us = Cancelled by training management
fate-moved = Moved
fate-substituted = Substituted
costs-title = Costs
costs-finding = { $count ->
    [0] No booking costs anything in these days
    [1] One booking with a cost
   *[other] { $count } bookings with a cost
}
costs-lead = Sessions that begin in these days. The figures are for your books; nothing is paid here.
costs-export = Costs
costs-session = Session
costs-fate = What became of it
costs-due = Amount
costs-state = State
costs-settled = Settled
costs-expected = Expected
costs-open = still open
costs-more = These are the first { $count }. The file has all.
costs-session-id = Identifier of the session
costs-booking-id = Identifier of the booking
