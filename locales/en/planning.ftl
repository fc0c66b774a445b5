# Planning: what falls due against the seats that there are.

planning-title = Planning
planning-finding = { $count ->
    [0] There are enough seats for twelve months
    [1] One seat is missing within twelve months
   *[other] { $count } seats are missing within twelve months
}
planning-lead = What falls due stands against the seats of the sessions that begin in the month, drafts among them. A seat counts for everybody who is due by then or later. Where a country is chosen, obligations and needs from there count, and seats there or live online. Where a sales region is chosen, its obligations and needs count, and seats that it or somebody above it offers.
planning-lead-by-region = Shown by sales region, seats that somebody above several regions offers stand with each of them; a day is proposed in the view without regions.
planning-by-region = By sales region
planning-short = { $count ->
    [0] There are enough seats.
    [1] One seat is missing.
   *[other] { $count } seats are missing.
}
planning-behind = Behind: { $count }
planning-asked = Asked for by partners: { $count }
planning-asked-head = Asked for by partners
planning-add = Plan a session
planning-new = Add a workshop
planning-due = Due
planning-seats = Seats
planning-missing = Missing
planning-none = Nothing falls due in the next twelve months.
planning-unoffered = Partners without an offer this year
planning-all-offered = Every partner was offered this year what concerns it.
planning-since = since { $date }
planning-until = by { $date }
planning-proposal = Proposed: { $date }
planning-free = { $room } and { $trainer } are free.
planning-free-equipment = Free too: { $equipment }.
planning-no-day = In these months there is no day on which a room, somebody who teaches and the equipment needed are free at once.
