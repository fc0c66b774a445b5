# Imports: files that come in.

import-unreadable-empty = The file is empty.
import-unreadable-binary = This is neither a text file nor a workbook. Save it as CSV or XLSX.
import-unreadable-old_workbook = This is a workbook in the old format or with a password. Save it as XLSX without a password.
import-unreadable-broken_workbook = The file cannot be opened as a workbook. Save it as XLSX once more.
import-unreadable-huge_workbook = Unpacked, the workbook is far larger than a table of 100,000 rows can be. Keep only the sheet that matters, or save that as CSV.
import-unreadable-no_rows = The file has a first line and nothing below it.
import-unreadable-too_many_rows = The file has more than 100,000 rows. Split it.
import-unreadable-column_twice = The column “{ $column }” stands in the first line twice. Leave one of them out, or give it another name.
import-unreadable-too_many_columns = The first line has more than 200 cells. Choose another file.
import-unreadable-huge_cell = The row on line { $line } has a cell larger than a spreadsheet can hold. Perhaps a quotation mark is missing there.

import-refused-not-checked = The file is not checked yet, or was decided about already.
import-refused-rows = Some rows are refused. Correct the file, or take the good rows.
import-refused-nothing = The file changes nothing.
import-refused-unconfirmed = { $count } people are missing from the file. Confirm this number first.
import-refused-overtaken = Something has changed meanwhile. Check the file again.

imports-title = Imports
imports-finding = Files that were imported
imports-new = Import a file
imports-empty = Here you bring in organisations, people, past completions and requirements as files. Every file is checked first; nothing is written before you say so.
imports-empty-note = Begin with the organisations, then the people, then the completions, last the requirements.
imports-file = File
imports-kind = About
imports-at = Handed in
imports-state = State
imports-older = Older ones

import-kind-organisations = Organisations
import-kind-people = People
import-kind-completions = Completions
import-kind-facts = Facts about organisations
import-kind-events = Events
import-kind-products = Products serviced
import-kind-amounts = Completions with hours or points
import-kind-badges = Numbers of badges
import-kind-requirements = Requirements

import-state-mapping = columns unclear
import-state-checking = being checked
import-state-checked = checked
import-state-applying = being applied
import-state-applied = applied
import-state-stale = to be checked again
import-state-failed = not checked
import-state-cancelled = set aside
import-state-undone = undone

import-crumb = Administration, import { $kind }, { $file }
import-steps = Steps
import-step-upload = Upload
import-step-columns = Columns
import-step-check = Check
import-step-apply = Apply
import-separator-commas = commas
import-separator-semicolons = semicolons
import-separator-tabs = tabs
import-shape-workbook = Workbook (XLSX)
import-shape-list = List in JSON

import-finding-mapping = Which column is which is not clear yet
import-finding-checking = The file is being checked
import-finding-refused = { $refused } of { $total } { $kind ->
    [requirements] requirements
   *[other] rows
} are refused. Nothing has been written yet.
import-finding-nothing = The file changes nothing
import-finding-good = { $kind ->
    [requirements] { $count ->
        [1] 1 requirement comes in as a draft. Nothing has been written yet.
       *[other] { $count } requirements come in as drafts. Nothing has been written yet.
    }
   *[other] { $absent ->
        [0] { $count ->
            [1] 1 row to take. Nothing has been written yet.
           *[other] { $count } rows to take. Nothing has been written yet.
        }
       *[other] { $count } rows to take, { $absent } people are missing. Nothing has been written yet.
    }
}
import-finding-applying = The file is being applied
import-finding-applied = { $kind ->
    [requirements] { $count ->
        [1] 1 draft is ready. Nothing came into force by it.
       *[other] { $count } drafts are ready. Nothing came into force by them.
    }
   *[other] { $ended ->
        [0] { $count ->
            [1] 1 row was applied
           *[other] { $count } rows were applied
        }
       *[other] { $count ->
            [1] 1 row was applied
           *[other] { $count } rows were applied
        }, { $ended ->
            [1] 1 person was ended
           *[other] { $ended } people were ended
        }
    }
}
import-finding-stale = Something has changed since the check. Nothing has been written.
import-finding-failed = The file could not be checked because of a fault of ours. Nothing has been written.
import-finding-cancelled = The file was set aside. Nothing was written.
import-finding-undone = The import was undone
import-next = { $kind ->
    [organisations] Go on with the people
    [people] Go on with the completions
   *[completions] All imported files
}

import-new-title = Import a file
import-new-kind = What the file is about
import-new-file = File
import-new-file-hint = CSV or a workbook (XLSX) with a first line that names the columns, at most 100,000 rows. Of a workbook, the sheet called like its content counts, else the first. Requirements stand as a list in a JSON file.
import-new-complete = Complete for
import-new-complete-hint = Number of an organisation. If the people file holds everybody of it and below it, whoever is missing is ended; you see their number before.
import-new-action = Check the file
import-new-busy = Uploading
import-promise = No mail is sent by an import. It can be undone until something is built on it.
import-as-drafts = You put each into force on its own, once you have seen whom it reaches.
import-people-rule = Of people whom their partner’s administration has edited, an import changes only the organisation and an earlier end. It takes nobody back whom the partner has ended.

import-fault-kind = Choose what the file is about.
import-fault-requirements = Requirements hold in the whole network. Whoever writes requirements there may bring them in.
import-fault-file = Choose a file.
import-fault-complete = Only a people file can be complete for an organisation.
import-fault-organisation = No organisation has this number.
import-fault-no-such-column = The first line of the file has no such name.
import-fault-column = This column is needed.

import-unreadable-no_list = The file is no list of requirements in JSON.
import-unreadable-too_many_requirements = The file has more than 1,000 requirements. Split it.
import-refused-columns = The columns of the file are not assigned yet.

import-columns-title = Columns
import-columns-finding = { $missing ->
    [0] Which column is which
    [1] One needed column is not found
   *[other] { $missing } needed columns are not found
}
import-columns-lead = Choose the column of the file for each of ours. The next file with the same first line is understood the same way.
import-columns-none = not in the file
import-columns-action = Check with these columns

import-cancel = Set aside
import-recheck = Check again
import-undo = Undo the import
import-reload = Refresh
import-to-columns = Assign the columns
import-to-requirements = See whom they reach
import-corrected = Upload corrected file
import-back = Back to the import
import-progress = { $kind ->
    [requirements] { $state ->
        [applying] { $total } requirements are being applied
       *[other] { $done } of { $total } requirements checked
    }
   *[other] { $state ->
        [applying] { $total ->
            [1] One row is being applied
           *[other] { $total } rows are being applied
        }
       *[other] { $done } of { $total } rows checked
    }
}
import-counts = What the rows come to
import-bar = { $new } new, { $changed } changed, { $unchanged } unchanged, { $refused } refused
import-new = New
import-changed = Changed
import-unchanged = Unchanged
import-ended = Ended
import-ended-of = missing from the file for { $branch }
import-refused = Refused
import-nobody-invited = invited by nobody yet
import-before-after = before and after
import-kept = { $count ->
    [one] In one row the partner’s own entry stays
   *[other] In { $count } rows the partner’s own entries stay
}
import-stays = stays, as the partner entered it; the file says { $says }
import-stays-empty = stays, as the partner entered it; the file is empty here
import-leavers = { $count ->
    [1] 1 leaver in the file
   *[other] { $count } leavers in the file
}
import-refused-with = file with the reasons
import-good-rows = { $kind ->
    [requirements] What to do with the good requirements
   *[other] What to do with the good rows
}
import-wait = Wait until the whole file is good
import-take-good = Take { $good }, leave { $refused } out
import-absent = { $count ->
    [1] 1 person of { $branch } is missing from the file and ends today. I have checked this number.
   *[other] { $count } people of { $branch } are missing from the file and end today. I have checked this number.
}
import-apply = { $kind ->
    [requirements] { $count ->
        [1] Take 1 draft
       *[other] Take { $count } drafts
    }
   *[other] { $count ->
        [0] Apply
        [1] Apply 1 row
       *[other] Apply { $count } rows
    }
}
import-applying = Applying
import-refused-title = { $kind ->
    [requirements] What is wrong with the refused ones
   *[other] Refused rows
}
import-refused-count = { $kind ->
    [requirements] { $count ->
        [1] 1 requirement
       *[other] { $count } requirements
    }
   *[other] { $count ->
        [1] 1 row
       *[other] { $count } rows
    }
}
import-refused-file = { $kind ->
    [requirements] Refused ones as file
   *[other] Refused rows as file
}
import-refused-more = { $count } more stand in the file.
import-line = { $kind ->
    [requirements] No.
   *[other] Line
}
import-external-id = { $kind ->
    [requirements] Code
   *[other] External id
}
import-column = { $kind ->
    [requirements] Field
   *[other] Column
}
import-cell = In the file
import-why = Why, and what to do
import-whole-row = whole row
import-requirements = Requirements of the file
import-requirement-title = Title
import-comes-to = Result
import-no-code = no code
import-outcome-new = new draft
import-outcome-changed = { $changes ->
    [1] draft, 1 field changes
   *[other] draft, { $changes } fields change
}
import-outcome-unchanged = unchanged
import-outcome-refused = refused
import-outcome-declined = Declined:
import-decline-row = Decline
import-take-row = Take it after all
import-decline-note = Each correction can be declined by itself. What is on record then stays, and the reason stands here and in the audit.
import-row-declined = Declined; what is on record stays
import-row-taken = Will be taken along again
import-cell-empty = empty
import-missing-row = missing
import-change = Change
import-changes-finding = { $count ->
    [1] 1 record changes
   *[other] { $count } records change
}

import-done-cancelled = The file was set aside.
import-done-undone = The import was undone.

import-undo-not-applied = The import is not applied, or was undone already.
import-undo-members = { $count ->
    [1] 1 person belongs to these organisations by now. Undo the people’s import first.
   *[other] { $count } people belong to these organisations by now. Undo the people’s import first.
}
import-undo-organisations = { $count ->
    [1] 1 of the new organisations was changed or has others below it by now.
   *[other] { $count } of the new organisations were changed or have others below them by now.
}
import-undo-evidence = { $count ->
    [1] The new people have one piece of evidence by now. Such people stay.
   *[other] The new people have { $count } pieces of evidence by now. Such people stay.
}
import-undo-people = { $count ->
    [1] 1 of the new people was changed, invited or signed in since.
   *[other] { $count } of the new people were changed, invited or signed in since.
}
import-undo-led = { $count ->
    [1] 1 other person is led by one of the new people by now.
   *[other] { $count } other people are led by the new people by now.
}
import-undo-resting = { $count ->
    [1] One obligation that is kept today rests on hours or points of this file. Undoing revokes its evidence.
   *[other] { $count } obligations that are kept today rest on hours or points of this file. Undoing revokes its evidence.
}
import-undo-all-the-same = Undo it all the same
import-undo-referred = Something else was built on this import. It cannot be undone any more.
import-undo-in-force = { $code } was put into force meanwhile, or waits for its day. Retire the requirement on its own page.
import-undo-rewritten = { $code } was changed since the import. Discard the draft on the requirement's page.

import-why-missing = The cell is empty.
import-fix-missing = Fill it in.
import-why-too_long = Longer than { $most } characters (it has { $has }).
import-fix-too_long = Shorten it.
import-why-no_date = There is no such day. Years count from 1900 to 2999.
import-fix-no_date = Write YYYY-MM-DD or DD.MM.YYYY.
import-why-too_long_ago = There is no evidence from before { $earliest }.
import-fix-too_long_ago = Correct the year.
import-why-before_start = Ends before it begins ({ $start_on }).
import-fix-before_start = Correct one of the two dates.
import-why-future = The day has not come yet.
import-fix-future = Correct the date.
import-why-circle = These organisations would administer each other in a circle.
import-fix-circle = Correct one of the parents.
import-why-circle_person = Nobody is their own supervisor.
import-fix-circle_person = Correct the number, or leave it empty.
import-why-refused = What it names stands in this file, in a row that is refused itself.
import-fix-refused = Correct that row.
import-why-forbidden = You may not give the role { $role } there.
import-fix-forbidden = Take it out, or ask the platform administration.
import-why-ragged = The row has { $has } cells, the first line has { $needs }.
import-fix-ragged = Add or remove cells; perhaps a quotation mark is missing.
import-why-twice = Two rows have this id; both are refused.
import-fix-twice = Keep one of them.
import-why-twice_email = Two people have this address; both are refused.
import-fix-twice_email = Give each their own, or leave one empty.
import-why-twice_top = Two rows are the manufacturer; both are refused.
import-fix-twice_top = Keep one of them.
import-why-taken = This id is taken elsewhere.
import-fix-taken = Correct the id, or ask the platform administration.
import-why-taken_email = Somebody else has this address.
import-fix-taken_email = Give each their own, or leave it empty.
import-why-taken_top = There is a manufacturer already: { $there }.
import-fix-taken_top = Use its id.
import-why-invalid = This cannot stand here.
import-fix-invalid = Correct it.
import-why-invalid_turning = It holds an invisible character that turns the direction of writing around.
import-fix-invalid_turning = Type the cell instead of pasting it.
import-why-invalid_email = This is no mail address.
import-fix-invalid_email = Correct it, or leave it empty: reminders then go to the partner’s administrator.
import-why-invalid_break = A mail address holds no line break.
import-fix-invalid_break = Delete what follows it.
import-why-invalid_top = The manufacturer stands at the top and is administered by nobody.
import-fix-invalid_top = Leave the parent empty.
import-why-invalid_code = A course code has letters, digits, hyphens, dots and underscores, at most 40.
import-fix-invalid_code = Correct the code.
import-why-invalid_figure = A number from { $least } to { $most } is needed.
import-fix-invalid_figure = Correct it, or leave it empty.
import-why-invalid_number = This is no number.
import-fix-invalid_number = Write it as 12 or 12.5.
import-why-unknown_field = There is no own field { $field }.
import-fix-unknown_field = Correct the first line, or add the field.
import-why-twice_fact = Two rows say something else from the same day on; both are refused.
import-fix-twice_fact = Keep one of them.
import-why-taken_day = Something else holds from { $on }.
import-fix-taken_day = End before it, or leave the last day empty.
import-why-unknown_product = No product has this code.
import-fix-unknown_product = Add the product, or correct the code.
import-why-taken_amount = There is evidence of this course and day with another worth that no file brought, or more than one piece of it.
import-fix-taken_amount = Files put right only what files brought. Revoke the one there is, then take the file again.
import-why-unknown_location = No single location here has this name. There are: { $places }.
import-fix-unknown_location = Correct the name, or leave it empty for the main location.
import-why-invalid_product = An event is about a person or about a product.
import-fix-invalid_product = Leave one of the two empty.
import-why-invalid_badge = A badge has 3 to 64 letters, figures and signs, as a scanner types them.
import-fix-invalid_badge = Scan the badge once more, or type the number without accented letters.
import-why-invalid_name = A fact about an organisation cannot be called that.
import-fix-invalid_name = Small letters, digits, - and _, and no field about people.
import-why-unknown_organisation = No organisation has this id.
import-fix-unknown_organisation = Import the organisation first, or correct the id.
import-why-unknown_person = Nobody has this id, here or in the file.
import-fix-unknown_person = Import the person first, or correct the id.
import-why-unknown_language = This is no language we know.
import-fix-unknown_language = Use a code such as de, en or pt.
import-why-unknown_country = This is no country we know.
import-fix-unknown_country = Use a code such as DE, FR or US.
import-why-unknown_zone = This is no time zone we know.
import-fix-unknown_zone = Use a name such as Europe/Berlin.
import-why-unknown_word = This word is not known.
import-fix-unknown_word = Known: { $known }.
