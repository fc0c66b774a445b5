# Mails that come back, and people whom no mail reaches.

address-dead-finding = No mail reaches { $person } any more
address-dead-text = A mail to { $address } could not be delivered: the address does not exist, or no longer does. Reminders now go to whoever fills in. Give the person another address, or confirm that this one works again.
address-dead-action = People without a working address
address-dead-why = You run the company of this person.
address-confirmed = Mails go to { $name } again.
address-not-dead = No mail came back from this address
unreachable-title = People without a working address
unreachable-finding = { $count ->
    [0] Mails reach everybody
    [1] No mail reaches one person
   *[other] No mail reaches { $count } people
}
unreachable-lead = What these people owe is told to whoever fills in: their team lead, the administrator. A letter with a code lets them sign in all the same.
unreachable-nobody = Everybody here has an address from which no mail came back.
unreachable-back = All people
unreachable-none = no mail address
unreachable-dead = { $address } has been dead since { $at }
unreachable-confirm = It works again
people-unreachable = Without address
bounce-fault-message = This is neither a delivery status notification (RFC 3464) nor an answer to an invitation (RFC 6047).
reminder-reason-came_back = the mail came back
mail-note-came_back = It came back: the server could not deliver it.
mail-kind-address_dead = Address without a reader
token-action-report_bounces = Report mails that came back
