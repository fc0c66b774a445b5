# Events: what happened, and calls for something.

events-title = Events
events-finding = { $count ->
    [0] Nothing is on record
    [1] One event is on record
   *[other] { $count } events are on record
}
events-none = What happened stands here, such as an accident, a recall or a new software. Requirements can ask for something after it.
events-link = Events
event-new = Record an event
event-lead = Requirements that ask about it hold from that day on; what happens again begins anew.
event-field-kind = What happened
event-field-happened_on = On
event-field-person = The person’s number
event-field-organisation = Organisation
event-field-product = Product
event-product-hint = It concerns only those who service it.
event-any-product = any
event-field-note = Note
event-choose = Please choose
event-everybody = everybody
event-whom = Whom it concerns
event-who-services = whoever services { $product }
event-record = Record
event-recorded = The event is on record
event-withdraw = Take back
event-withdrawn = The event was taken back
event-kinds = What can happen
event-kinds-none = Nothing yet. The training manager first says what can be recorded.
event-kind-field-code = Word
event-kind-field-de = Name in German
event-kind-field-en = Name in English
event-kind-add = Add
event-kind-added = Added
fault-event-person-or-product = One person or a product, not both.
event-field-whom = Whom it concerns
event-whom-person = One person
event-whom-organisation = An organisation with all below it
event-whom-everybody = Everybody you speak for
event-reach = { $count ->
    [0] This concerns nobody today.
    [1] This concerns one person today. Nothing is written down yet.
   *[other] This concerns { $count } people today. Nothing is written down yet.
}
event-record-reach = { $count ->
    [0] Write it down all the same
    [1] Write it down for one person
   *[other] Write it down for { $count } people
}
fault-event-whom = Say whom it concerns: a person, an organisation or, expressly, everybody.
fault-event-ahead = That day is still to come. What is written down has happened.
