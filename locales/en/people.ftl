# People and sign-in.

sign-in-title = Sign in
sign-in-lead = Training and certificates of { $brand } for the organisations that build and maintain its equipment.
sign-in-account = Mail address or personnel number
sign-in-password = Password
sign-in-action = Sign in
sign-in-company = Sign in with your company account
sign-in-forgotten = Forgotten your password
sign-in-letter = I have a code on paper

footer-check = Check a certificate
footer-imprint = Imprint
footer-privacy = Privacy
footer-barrier = Report a barrier

drawing-circuit = Refrigeration circuit with compressor, condenser, expansion valve and evaporator
drawing-condenser = Condenser
drawing-evaporator = Evaporator
drawing-compressor = Compressor
drawing-valve = Valve

sign-in-with-password = Sign in with your password
sign-in-wrong = { $left ->
    [1] Address and password do not go together. One more try, then a break of 15 minutes.
   *[other] Address and password do not go together. { $left } more tries, then a break of 15 minutes.
}
sign-in-wrong-last = Address and password do not go together. Now there is a break of 15 minutes.

code-title = With the code from your letter
code-lead = Your company gave you the code on paper.
code-label = Code
code-hint = Twelve characters, such as 7KQ4 M2XP 9TWD. Capitals or not, with or without gaps.
code-action = Continue
code-wrong = There is no such code, or it is used up or has run out. Compare it with the letter.
code-lost = Lost the letter? Your company’s administrator prints a new one; the old one then ends.

reset-title = Forgotten your password
reset-lead = We send you a link with which you set a new one.
reset-account-missing = Write your mail address or personnel number.
reset-action = Send the link
reset-sent-title = Look into your mailbox
reset-sent-lead = If “{ $account }” belongs to an account with a mail address, a link is on its way there now. It works for { $minutes } minutes.
reset-sent-none = Nothing arrives? Look into the spam folder. Whoever has no mail address gets a code on paper from the partner’s administrator.

link-ended-title = This link no longer works
link-ended-lead = It was used, has run out or is incomplete. Your account and your certificates are untouched.
link-ended-action = Have a new link sent
link-ended-letter = Your code came on paper? The partner’s administrator prints you a new letter.

welcome-title = Your access to { $brand }
welcome-lead-first = Choose a password. You sign in with it from now on.
welcome-lead-replace = Choose a new password. The old one then ends, and so do all other sign-ins.
welcome-lead-once = This link signs you in once.
welcome-account = Sign in as
welcome-password = New password
welcome-action = Sign in
welcome-action-password = Set the password and sign in
welcome-once = The link works once. Opening it alone does not use it up.

password-hint = At least { $least } characters. Four words that you can remember are better than special characters.
password-current = Present password
password-not-yours = This is not your password.
password-changed = Password changed.
password-end-others = { $count ->
    [1] End the other sign-in
   *[other] End the other { $count } sign-ins
}
password-end-others-hint = Links that are still open end too.

profile-look = Language and look
profile-language = Language
profile-language-hint = For pages and mails. What does not exist in it yet is in English.
profile-time-zone = Time zone
profile-time-zone-hint = For instance Europe/Berlin. Empty: that of your place of work.
profile-theme = Light or dark
profile-theme-system = As the device
profile-theme-light = Light
profile-theme-dark = Dark
profile-density = Tables
profile-density-airy = Airy
profile-density-dense = Dense
profile-saved = Profile saved.
profile-password-with = You sign in with { $account } and your password.
profile-password-set = You have a password.
profile-password-none = You have no password yet and get in by links or letters only.
profile-password-change = Change the password
profile-password-choose = Choose a password
profile-sign-ins = Sign-ins
profile-device-unknown = Unknown device
profile-here = This device
profile-since = since { $at }
profile-seen = last used { $at }
profile-sign-in-end = End
profile-sign-in-ended = Sign-in ended.
profile-others-end = { $count ->
    [1] End the other sign-in
   *[other] End all { $count } others
}
profile-others-ended = All other sign-ins have ended.

mail-greeting = Good day, { $name },
mail-address = If the button does not work, open this address:
mail-why = Why this mail?

invitation-subject = Your access to { $brand }
invitation-finding = { $organisation } has registered you with { $brand }
invitation-text = There you find your training, deadlines and certificates. Choose a password first.
invitation-life = { $days ->
    [1] The link works for one day.
   *[other] The link works for { $days } days.
}
invitation-action = Choose a password
invitation-why = { $organisation } lists you as one of its people.

password-reset-subject = New password for { $brand }
password-reset-finding = Set a new password
password-reset-text = The link works for { $minutes } minutes and only once.
password-reset-action = Set the password
password-reset-not-you = Did you not ask for this? Then do nothing; your password stays as it is.
password-reset-why = Somebody chose “Forgotten your password” on the sign-in page and named this address or your personnel number.

people-finding = { $without ->
    [0] { $count ->
        [1] One person
       *[other] { $count } people
    }
   *[other] { $count ->
        [1] One person
       *[other] { $count } people
    }, { $without } without access
}
people-add = Add a person
people-doubles = Doubles
people-add-where = Which organisation do they belong to?
people-export = As a table
people-search = Name, personnel number or mail address
people-search-action = Search
people-any-organisation = Any organisation
people-any-role = Any job role
people-without-access = without access
people-found = { $count ->
    [1] 1 person
   *[other] { $count } people
}
people-state-current = Working
people-state-without_access = Without access
people-state-ended = Left
people-state-disabled = Disabled
people-state-all = All
people-name = Name
people-organisation = Organisation
people-roles = Job role
people-access = Access
people-number = Personnel number
people-more = and { $count ->
    [1] one more
   *[other] { $count } more
}
people-nobody = Nobody fits this search. Take a filter away, or write only part of the name.
people-access-open = has access
people-access-invited = invited
people-access-none = none
people-access-disabled = disabled
people-access-ended = left
people-invited = { $invited } invited. Without a mail address: { $letters }, they need a letter.

person-field-given_name = Given name
person-field-family_name = Family name
person-field-email = Mail address
person-field-external_id = Personnel number
person-field-language = Language
person-field-time_zone = Time zone
person-field-organisation_id = Organisation
person-field-location_id = Location
person-field-job_roles = Job roles
person-field-start_on = First day
person-field-end_on = Last day
person-field-supervisor_id = Team lead
person-email-hint = Without an address the person gets in by a letter, and reminders go to the partner’s administrator.
person-number-hint = One can sign in with it too.
person-supervisor-hint = Is told when something becomes due.
person-main-location = Main location
person-nobody = Nobody
person-who = Person
person-undrawn = Certificates cannot print these letters: { $letters }
person-undrawn-note = They show □ there and say so. Enter the name in Latin transcription if it is to be printed.
person-where = Organisations
person-no-mail-yet = No mail goes out yet. You can invite on the next page.
person-added = { $name } is added.
person-saved = Saved.
person-record = Obligations and evidence
person-edit = Change details
person-merge = Merge with a double
person-change = Change
person-no-address = none
person-no-place = Belongs to no organisation.
person-left = No longer belongs to your organisation. What came after is not shown.
person-import-since = Your organisation keeps these details itself since { $at }. An import by the manufacturer changes only: { $fields }.
person-import-rule = Once the partner’s administrator changes something here, their word counts: an import by the manufacturer then changes only { $fields }.
person-import-organisation_external_id = a move to another organisation
person-import-end_on = an earlier end
person-disabled-since = Disabled since { $at }.
person-disabled-text = Nobody gets in with this account. Evidence and obligations stay.
person-roles = Roles
person-no-role = No particular role. Everybody may learn.
person-role-since = since { $date }
person-role-give = Give a role
person-role-branch = For
person-role-action = Give
person-role-end = Take back
person-role-given = Role given.
person-role-ended = Role taken back.
person-access-open = Has a password.
person-access-invited = Invited, but has not chosen a password yet.
person-access-none = Has no access yet.
person-access-disabled = Disabled.
person-running = { $count ->
    [1] Signed in on one device.
   *[other] Signed in on { $count } devices.
}
person-invite = Invite by mail
person-invite-again = Invite again
person-invited = An invitation to { $address } is on its way.
person-letter = Letter with a code
person-sign-out = Sign out everywhere
person-signed-out = All sign-ins have ended.
person-disable = Disable
person-disable-ask = Disable { $name }?
person-disable-text = All sign-ins, links, letters and tokens end at once. Evidence, obligations and memberships stay. You can take this back; the old links stay closed all the same.
person-disabled-done = { $name } is disabled.
person-enable = Enable again
person-enabled-done = { $name } can get in again.

membership-new = Further organisation
membership-edit = Change the job
membership-saved = Saved.
membership-from = From
membership-to = To
membership-open = open
membership-end = End
membership-end-ask = End the work at { $organisation }?
membership-end-text = After this day the person no longer counts as theirs, and the obligations there end. Evidence stays with the person.
membership-ended = Ended.

letter-title = Letter with a code
letter-back = Back to the person
letter-once = Print it now.
letter-print = The code stands on this page only. A new letter ends this one.
letter-text = here is your access to { $brand }. Open the address and type the code.
letter-life = The code works once and until { $day }.
letter-number = After that you sign in with the personnel number { $number } and your own password.
membership-move = Moves
transfer-title = Moving to another organisation
transfer-heading = From { $here } to { $there }
transfer-lead = The place at { $here } ends on the day before the one at { $there } begins; roles given there end with it. Evidence and certificates go along, what happened at the old organisation stays there.
transfer-do = Record the move
transfer-done = The move is recorded.
refused-same-organisation = That is the same organisation
refused-merge-same = Both are the same record
refused-merge-own = Your own record cannot go into another one while you are signed in with it. Keep your own and merge the other one into it.
refused-merge-elsewhere = One of the two also belongs to an organisation outside your branch. Somebody who manages both can merge them.
fault-moves-before-start = That day is not after the first one at the old organisation.
