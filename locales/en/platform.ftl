# Faults of what was typed or sent, and the kinds of problem that the API names.

account-role-platform_admin = Platform administration
account-role-training_manager = Training management
account-role-partner_manager = Partner management
account-role-trainer = Trainer
account-role-hotline_expert = Hotline
account-role-partner_admin = Partner administration
account-role-team_lead = Team lead
account-role-learner = Learner

fault-missing = Please fill this in.
fault-too-long = At most { $most } characters.
fault-control = This contains a character that cannot be shown.
fault-no-date = There is no such day. Write it as 2026-11-24 or 24.11.2026.
fault-limit = A number from 1 to 500.
fault-cursor = This is not a cursor that we gave out.
fault-no-address = This is no mail address. One looks like name@company.example.
fault-language = This is no language we know.
fault-time-zone = There is no such time zone. Write it like Europe/Berlin.
fault-choice = Choose one of them.
fault-role = There is no such role.
fault-number-taken = Somebody has this number already.
fault-address-taken = This address belongs to an account already. If it is the same person, ask the manufacturer to add them to your organisation too.
fault-organisation = There is no such organisation in your branch.
fault-location = The organisation has no such location.
fault-job-role = There is no such job role.
fault-supervisor = This person does not work in this organisation.
fault-end-before-start = The last day lies before the first.
fault-role-not-yours = You cannot give this role here.

refused-changed-meanwhile = Somebody else has changed this meanwhile
refused-other-organisation = Another organisation is a new membership, not a changed one
refused-disabled = This account is disabled
refused-no-address = This person has no mail address. Print a letter
refused-has-password = This person has a password already
refused-has-address = This person has a mail address. Invite them by mail
refused-oneself = Nobody disables themself
refused-own-role = Nobody takes back their own role
fault-circle = An organisation cannot stand below itself.
fault-country = There is no such country. Write its code, for instance DE.
fault-degrees = Degrees as a number: latitude from -90 to 90, longitude from -180 to 180.
fault-service = There is no such service.
fault-code = Only small letters, digits and _.
fault-code-taken = This code exists already.
fault-token-scope = You do not have one of these rights in this branch.
fault-past = This day is over.
refused-archive-root = The manufacturer itself cannot leave
refused-archive-people = People still work here. End their memberships first

password-too-short = At least { $least } characters.
password-too-long = At most { $most } characters.
password-too-common = This is one of the passwords that are tried first. Take another.

problem-invalid = Some fields are not right
problem-refused = This cannot be done as things stand
problem-unreadable = What was sent cannot be read
problem-sign-in-needed = A valid token is needed
problem-forbidden = The token does not allow this
problem-not-found = There is no such thing
problem-too-large = What was sent is too large
problem-too-many = Too many calls
problem-busy = The service is busy
problem-fault = The service has a fault
