# Texts of reminders that administrators write, and their placeholders.

reminders-tab-texts = Texts
texts-title = Texts of reminders
texts-lead = What you write here stands in the mails of reminders: the subject, a beginning below the heading, an end above the foot. For each part the nearest text applies: that of a requirement and a branch, else of the requirement, else of the branch, else the one for everybody, else the built-in one. Of two for the same thing, the one for this very time goes first.
texts-written = Written
texts-none = Nobody has written any text yet; the built-in ones apply.
texts-new = Write a text
texts-go = Write
texts-back = All texts
texts-every-requirement = Every requirement
texts-of-branch = For { $name } and what belongs to it
texts-of-everybody = For everybody
texts-inherited = inherited
text-to-own = to the person themselves
text-to-team = to whoever answers for them
text-field-to = Whom the mail speaks to
text-field-requirement = Requirement
text-field-organisation = Organisation
text-organisation-hint = The number of a partner, a branch or a sales company; empty: for everybody.
text-field-phase = Time
text-phase-any = at any time
text-phase-ahead = until the due date
text-phase-grace = in grace
text-phase-overdue = overdue or lapsed
text-phase-hint = So that no mail says “please by …” once the date is over, each time may have a text of its own.
text-phase-fallback = What is left empty here comes from the text for any time.
text-phase-apart = For one time alone a text of its own goes first:
text-when = Time:
text-field-language = Language
text-field-subject = Subject
text-field-opening = Beginning
text-field-closing = End
text-field-person = Show with
text-person-hint = Number or mail address of somebody who owes it; empty: whoever owes the most urgent.
text-finding-own = { $requirement ->
    [none] To the person themselves, in { $language }
   *[other] { $requirement }: to the person themselves, in { $language }
}
text-finding-team = { $requirement ->
    [none] To whoever answers for others, in { $language }
   *[other] { $requirement }: to whoever answers for others, in { $language }
}
text-unspoken = There are no mails in { $language } yet.
text-unspoken-text = What you write here stands in this language; the rest of the mail is in English, and the mail says so.
text-else = Left empty, “{ $text }” applies ({ $from }).
text-else-nothing = Left empty, nothing stands here.
text-origin-requirement_and_branch = written for { $requirement } at { $branch }
text-origin-requirement = written for { $requirement }
text-origin-branch = written for { $branch }
text-origin-everywhere = written for everybody
text-origin-built_in = built in, for instance
text-some-requirement = High-voltage safety
text-placeholders = Placeholders
text-placeholder-name = Who reads the mail
text-placeholder-person = Who owes it
text-placeholder-requirement = Title of the requirement
text-placeholder-due = The day by which it is owed
text-placeholder-partner = The organisation
text-placeholder-academy = Name of the academy
text-placeholder-link = Where the button leads; not in the subject
text-preview = Preview
text-preview-of = With what { $name } owes
text-nearer = Another text applies to { $name } today.
text-nearer-text = The preview shows what you wrote. In these parts another one goes first, such as that for the requirement, for their organisation or for this time:
text-as-html = Show as it looks
text-test = Test mail to myself
text-sent = The test mail is on its way.
text-sent-to = To { $address }. Nothing has been saved.
text-saved = The text is saved.
text-removed = What is inherited applies.
text-fault-many = At most { $most } placeholders.
text-fault-unknown = Line { $line }, character { $column }: there is no placeholder {"{"}{ $name }{"}"}.
text-fault-not-here = Line { $line }, character { $column }: {"{"}{ $name }{"}"} cannot stand here.
text-fault-unclosed = Line { $line }, character { $column }: this brace does not close.
text-fault-unopened = Line { $line }, character { $column }: this brace closes what never opened.
text-fault-unreadable = Line { $line }, character { $column }: a character that cannot stand here.
text-fault-person = There is nobody of that number or address in your branch.
text-fault-nothing = This person owes nothing of which a reminder could speak.
text-fault-nobody = Nobody owes this at present. Name somebody.
text-refused-no-address = You have no mail address
mail-fallback = Mails do not exist in { $language } yet; what is not written in it is in English.
mail-kind-reminder_test = Test of a text
