# The weekly overview, choosing mails away, and senders of branches.

overview-subject = { $overdue ->
    [0] { $soon ->
        [0] Your week
        [1] Your week: one deadline ahead
       *[other] Your week: { $soon } deadlines ahead
    }
    [1] Your week: one person overdue
   *[other] Your week: { $overdue } people overdue
}
overview-finding = { $overdue ->
    [0] { $soon ->
        [0] What is new this week
        [1] One deadline within thirty days
       *[other] { $soon } deadlines within thirty days
    }
    [1] One person is overdue
   *[other] { $overdue } people are overdue
}
overview-overdue = Overdue: { $count ->
    [1] one training
   *[other] { $count } trainings
} of { $people ->
    [1] one person
   *[other] { $people } people
}
overview-soon = Due within thirty days: { $count ->
    [1] one training
   *[other] { $count } trainings
} of { $people ->
    [1] one person
   *[other] { $people } people
}
overview-fresh = New this week: { $count ->
    [1] one training
   *[other] { $count } trainings
} of { $people ->
    [1] one person
   *[other] { $people } people
}
overview-owed = What the manufacturer owes you: { $count ->
    [1] one answer or offer
   *[other] { $count } answers or offers
}
overview-duty-yearly_offer = yearly offer
overview-duty-training_need = answer to a training need
overview-since = since { $date }
overview-until = by { $date }
overview-more = { $count ->
    [1] One more stands in the overview.
   *[other] { $count } more stand in the overview.
}
overview-why = You run the company. The overview comes once a week, and not at all where there is nothing to say.
mail-unsubscribe = Unsubscribe from this mail
mail-kind-overview = Weekly overview
unsubscribe-title = Mails
unsubscribe-lead = You will not get this mail any more. Reminders of what you or your people owe still come.
unsubscribe-action = Unsubscribe
unsubscribe-done = You do not get this mail any more.
unsubscribe-again = In your account you can have it again at any time.
unsubscribe-never = Reminders of duties cannot be chosen away.
mail-choice-overview = Weekly overview
mail-choice-released = Word that something is no longer owed
mail-choice-wanted = You get this mail.
mail-choice-unwanted = You do not get this mail.
mail-choice-again = Have it again
mail-choices-title = Your mails
mail-choices-back = Your account
mail-choices-saved = Your choice is saved.
profile-mails = Mails
profile-mails-lead = Which mails beside reminders you get.
profile-mails-action = Choose mails
senders-title = Senders of mails
senders-lead = Reminders and overviews come from { $name }, { $address }. A branch may have a name of its own and an address for answers; it holds for everything below it.
senders-set = Of their own
senders-none = No branch has a sender of its own.
senders-new = Set a sender
senders-organisation-hint = The number of a sales company, a partner or a branch.
senders-empty-hint = Both left empty, the branch inherits again.
senders-answers = answers to
senders-action = Senders
senders-saved = The sender of { $name } is saved.
sender-field-from_name = Name of the sender
sender-field-reply_to = Answers to
reminder-reason-unsubscribed = the recipient does not want such mails
overview-duty-head_count = head count of a location
