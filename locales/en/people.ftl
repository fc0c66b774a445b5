# People and sign-in.

sign-in-title = Sign in
sign-in-lead = Training and certificates of { $brand } for the businesses that build and maintain its equipment.
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
