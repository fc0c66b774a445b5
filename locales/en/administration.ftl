# Administration: organisations, catalogues, tokens, audit log, jobs, public texts.

administration-failed = { $count ->
    [1] A job was set aside. Look under Jobs.
   *[other] { $count } jobs were set aside. Look under Jobs.
}
administration-door-imports = Imports
administration-door-organisations = Organisations
administration-door-catalogues = Services and job roles
administration-door-mailbox = Mailbox
administration-door-audit = Audit log
administration-door-tokens = Tokens
administration-door-jobs = Jobs
administration-about-imports = Organisations, people, completions and requirements from files
administration-about-organisations = Who administers whom, locations, who works for whom
administration-about-catalogues = The words in which requirements are put
administration-about-mailbox = Every mail as it goes out
administration-about-audit = Who changed what and when
administration-about-tokens = Access for other programs
administration-about-jobs = What waits in the background or was set aside

audit-actor = Who
audit-subject = What
audit-action = Action
audit-from = From
audit-to = To
audit-at = When
audit-all = Show everything
audit-difference = Before → after
audit-older = Older
audit-older_than = Older than
audit-export = As a table
audit-nothing = No entry fits this search.
audit-kind-person = person
audit-kind-token = token
audit-kind-job = job
audit-kind-command_line = command line

jobs-finding = { $failed ->
    [0] Nothing was set aside, { $waiting } { $waiting ->
        [1] waits
       *[other] wait
    }
   *[other] { $failed } set aside, { $waiting } { $waiting ->
        [1] waits
       *[other] wait
    }
}
jobs-failed = Set aside
jobs-waiting = Waiting or running
jobs-kind = Job
jobs-error = Last fault
jobs-attempts = Tries
jobs-retry = Try again
jobs-retried = The job runs again.
jobs-run = Not before
jobs-state = State
jobs-state-waiting = waiting
jobs-state-running = running
jobs-nothing = Everything is done.

token-api = Read the API
token-new = New token
token-name = What for
token-name-hint = For instance the name of the other program.
token-organisation-id = Branch
token-scopes = Rights
token-scopes-hint = A token never does more than you can. What is missing, such as requirements and evidence, belongs to a role that your account does not hold.
token-expires-on = Last day
token-make = Make the token
token-used = Last used
token-ends = Works until
token-endless = it is revoked
token-maker = by { $name }
token-revoke = Revoke
token-revoked = revoked on { $at }
token-revoked-done = Token revoked.
token-none = No program has access yet. A token gives a program the rights it needs, in the branch it needs.
token-made = The token is ready
token-back = To the tokens
token-once = Copy it now.
token-keep = It stands on this page only; what is stored is a mere print of it.
token-action-learn = Own learning
token-action-manage_workshops = Run workshops
token-action-fill_fields = Fill in own fields
token-action-book_seats = Book seats
token-action-see_team = See obligations
token-action-see_network = See the network
token-action-see_people = See people
token-action-manage_people = Manage people
token-action-grant_partner_roles = Give partner roles
token-action-grant_any_role = Give any role
token-action-see_organisations = See organisations
token-action-manage_organisations = Manage organisations
token-action-write_courses = Write courses
token-action-see_requirements = See requirements
token-action-manage_requirements = Manage requirements
token-action-excuse_people = Pauses and waivers
token-action-record_evidence = Record evidence
token-action-revoke_evidence = Revoke evidence
token-action-import = Import
token-action-manage_reminders = Manage reminders
token-action-see_mailbox = See the mailbox
token-action-see_audit = See the audit log
token-action-manage_tokens = Manage tokens
token-action-operate = Operate
token-action-see_metrics = Read figures of the installation
token-action-manage_duties = Set the manufacturer’s time limits and record offers
token-action-ask_training = Ask for training
token-action-answer_needs = Answer training needs
token-action-record_events = Record events

catalogue-services = Services
catalogue-job-roles = Job roles
catalogue-code = Code
catalogue-code-hint = As files have it, for instance heat_pump.
catalogue-en = English
catalogue-de = German
catalogue-add-service = Add as a service
catalogue-add-job-role = Add as a job role
catalogue-saved = Saved.

tree-finding = { $count ->
    [1] One organisation
   *[other] { $count } organisations
}, { $partners } of them partners
tree-export = As a file
tree-search = Name or number
tree-found = { $count ->
    [1] 1 row
   *[other] { $count } rows
}
tree-nothing = No organisation fits this search.

organisation-new = Add an organisation
organisation-added = { $name } is added.
organisation-saved = Saved.
organisation-kind-manufacturer = Manufacturer
organisation-kind-national_sales_company = National sales company
organisation-kind-partner = Partner
organisation-kind-branch = Branch
organisation-kind-subcontractor = Subcontractor
organisation-people = People
organisation-people-of = { $count ->
    [1] 1 person
   *[other] { $count } people
}
organisation-archived = left
organisation-archived-since = Left the network on { $at }.
organisation-archived-done = The organisation has left the network.
organisation-archive = Let it leave the network
organisation-restore = Take it back in
organisation-facts = Organisation
organisation-locations = Locations
organisation-no-location = No location yet. Without one, no requirement holds that asks for services or a country.
organisation-location-new = Add a location
organisation-location-edit = Change the location
organisation-make-main = As main location
organisation-works-for = Works for
organisation-works-for-other = Works for { $name }
organisation-other-works-for = { $name } works for this organisation
organisation-span = { $from } to { $to }
organisation-no-relation = Works for nobody else.
organisation-relation-new = Works for another organisation
organisation-relation-note = The other organisation only sees by this who may be sent, no obligations and no answers.
organisation-invite = Invite everybody without access
organisation-invite-note = An invitation goes only to people with a mail address who have neither a password nor an open invitation.
organisation-field-external_id = Number
organisation-field-name = Name
organisation-field-kind = Kind
organisation-field-parent_id = Administered by
organisation-field-since_on = Partner since
organisation-field-location_name = Name of the location
organisation-field-street = Street
organisation-field-postal_code = Postal code
organisation-field-city = City
organisation-field-country = Country
organisation-field-latitude = Latitude
organisation-field-longitude = Longitude
organisation-field-time_zone = Time zone
organisation-field-languages = Languages
organisation-field-services = Services
organisation-field-opening_hours = Opening hours
organisation-field-for_organisation_id = For whom
organisation-field-from_on = First day
organisation-field-to_on = Last day
organisation-zone-hint = For instance Europe/Berlin. Deadlines and the hour of reminders follow it.
organisation-languages-hint = Codes such as de, en; the usual one first.
organisation-parent-hint = Whoever administers sees everything below. Where an organisation moves, its branches move along.
organisation-parent-keep = Stays where it is

legal-title-imprint = Imprint
legal-title-privacy = Privacy
legal-title-barrier = Report a barrier
legal-missing-imprint = Here it says who runs this service. The operator has not entered the text yet (setting brand.imprint).
legal-missing-privacy = The operator has not entered a statement yet (setting brand.privacy). What the program itself does stands here.
legal-missing-barrier = If there is something on these pages that you cannot read, hear or operate, tell us.
legal-about-privacy = Stored are name, address, organisation, job role, training, answers and evidence. The organisation sees results and dates, not answers. A single cookie holds your sign-in. There are no services of third parties and no analysis of visits.
legal-about-barrier = Write which page it was, what you wanted to do and what you work with, for instance a screen reader.
legal-address = The operator can be reached at { $address }.

administration-door-folders = Audit folders
administration-about-folders = Certificates, tables and checksums of a partner or a requirement
audit-folders-title = Audit folders
audit-folders-finding = { $count ->
    [0] No audit folder is ready yet
    [1] One audit folder is ready
   *[other] { $count } audit folders are ready
}
audit-folders-text = An audit folder is an archive with the certificates as PDF, tables of obligations, evidence and changes as CSV and Excel, and a checksum for each file. It shows how things stand when it is built.
audit-folders-none = The folders that were asked for stand here.
audit-folder-about = About
audit-folder-asked-at = Asked for
audit-folder-standing = Standing
audit-folder-kind-partner = Partner
audit-folder-kind-requirement = Requirement
audit-folder-download = Download, { $size } MB
audit-folder-progress = Being built: { $done } of { $total } people
audit-folder-new = Ask for an audit folder
audit-folder-field-kind = About
audit-folder-field-partner = Number of the partner
audit-folder-partner-hint = With everything below it.
audit-folder-field-requirement = Code of the requirement
audit-folder-requirement-hint = In the whole network.
audit-folder-do = Ask for it
audit-folder-asked = The audit folder is being built.
audit-folder-too-large = The folder would be too large. Take it partner by partner.
audit-folder-person = Person
audit-folder-number = Number
audit-folder-requirement = Requirement
audit-folder-status = Status
audit-folder-due = Due
audit-folder-proven = Proven on
audit-folder-start = Applies from
audit-folder-end = Applies to
audit-folder-course = Course
audit-folder-means = Means
audit-folder-strength = Strength
audit-folder-score = Result
audit-folder-valid = Valid until
audit-folder-recorded = Recorded at
audit-folder-recorder = Recorded by
audit-folder-certificate = Certificate
audit-folder-revoked = Revoked at
audit-folder-reason = Reason
audit-folder-issued = Issued at
audit-folder-file = File
audit-folder-at = When
audit-folder-actor = Who
audit-folder-action = Action
audit-folder-subject = About
audit-folder-before = Before
audit-folder-after = After
audit-folder-service = The service itself

# Facts with dates, and products
administration-door-products = Products
administration-about-products = Lines and models that requirements ask about
organisation-facts-dated = Facts
organisation-products = Products serviced
organisation-no-facts = Nothing on record.
organisation-no-products = Nothing on record.
dated-new-facts = Record a fact
dated-new-products = Record a product serviced
dated-end = End today
dated-withdraw = Take back
dated-field-name = What it is about
dated-field-name-hint = Small letters, digits, - and _, such as level.
dated-field-value = Value
dated-field-value-hint = Likewise, such as gold.
dated-field-product = Product
dated-field-product-hint = A line stands for all its models.
dated-field-location_id = Location
dated-field-from_on = First day
dated-field-to_on = Last day
dated-known = In use already:
dated-no-products = There are no products yet.
dated-note-facts = A fact holds for everything below the organisation too, as long as nothing else is on record there. Requirements follow it from its first day to its last.
dated-note-products = Requirements that ask for the product hold at the location from the first day to the last.
fault-fact = Only small letters, digits, - and _.
fault-fact-overlaps = Something is on record about this on one of these days. End that first.
fault-fact-of-people = A field about people is called that.
fault-product-code = Only letters, digits, full stop, - and _.
product-field-code = Code
product-field-code-hint = As files have it, such as N8-12.
product-field-line = Belongs to the line
product-field-en = English
product-field-de = German
product-is-line = is a line itself
product-add = Add
products-none = No products yet
products-none-note = Add a line first, then its models.
