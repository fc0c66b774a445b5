# Parts that recur: buttons, fields, progress, faults.

action-cancel = Cancel
action-close = Close
action-continue = Continue
action-copied = Copied
action-copy = Copy
action-next = Continue
action-save = Save
action-undo = Undo

form-calendar = Calendar
form-date-order = dmy
form-error = Error:
form-faults = { $count ->
    [1] One entry is not right yet
    [2] Two entries are not right yet
    [3] Three entries are not right yet
   *[other] { $count } entries are not right yet
}
form-hide = Hide
form-optional = (optional)
form-reason = Reason
form-show = Show

rich-tools = Format the text
rich-bold = Bold
rich-italic = Italic
rich-code = As typed
rich-link = Link
rich-link-address = Address that the text leads to
rich-link-set = Set link
rich-link-none = Remove link
rich-heading = Heading { $level }
rich-bullets = List
rich-numbers = Numbered list

paging-label = Pages
paging-range = { $first } to { $last } of { $total }
paging-previous = Previous
paging-next = Next
filter-remove = Remove filter

resume-where = Continue where you were
step-done = done:
step-of = Step { $step } of { $steps }
about-minutes-left = { $minutes ->
    [1] about 1 minute left
   *[other] about { $minutes } minutes left
}

saving-saved = Saved
saving-saved-at = Saved { $time }
saving-waiting = Waiting for the network
saving-synced = Synced
saving-synced-at = Synced { $time }

error-request = Number of this request: { $id }
error-name = That did not work
error-finding-not_found = There is no such page
error-finding-forbidden = You do not have the right to do that
error-finding-signed_out = You are not signed in any more
error-finding-conflict = Somebody else has changed this meanwhile
error-finding-too_large = The file is too large
error-finding-too_many = Those were too many attempts
error-finding-bad_request = We do not understand this request
error-finding-busy = Too much is going on just now
error-finding-fault = Something went wrong on our side
error-safe-not_found = Perhaps the link is old or incomplete. Nothing is lost.
error-safe-forbidden = Whoever gives you your role can change that. Nothing is lost.
error-safe-signed_out = Nothing was saved. Sign in in a new window, then load this page again: your browser sends what you typed once more.
error-safe-conflict = Your change is not saved. Look at the new state and change it again.
error-safe-too_large = Nothing was saved. Split the file or make it smaller.
error-safe-too_many = Wait a few minutes. Your account and your data are untouched.
error-safe-bad_request = Nothing was saved. Go back and try again.
error-safe-busy = Saved answers are safe. Try again in a few seconds.
error-safe-fault = What was saved before is safe. If it happens again, tell us the number.
error-way-on-not_found = To the start page
error-way-on-forbidden = To the start page
error-way-on-signed_out = Sign in in a new window
error-way-on-conflict = See the new state
error-way-on-too_large = Choose another file
error-way-on-too_many = To the start page
error-way-on-bad_request = Back
error-way-on-busy = Try again
error-way-on-fault = Try again
form-nothing-found = nothing found

export-csv = As CSV
export-xlsx = As an Excel file (XLSX)
table-too-long = The table has more than 100,000 rows. Take it along as CSV, or narrow it.
