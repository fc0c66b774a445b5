doubles-title = People who may be in twice
doubles-finding = { $count ->
    [0] Nobody seems to be in twice
    [one] One pair has the same name
   *[other] { $count } pairs have the same name
}
doubles-older = Older record
doubles-newer = Newer record
doubles-decide = Decide
doubles-compare = Compare
doubles-apart = Two people
doubles-apart-done = Noted: these are two people.
doubles-more = These are the first pairs; more follow once these are decided.
doubles-none = No two records have the same name. Records with different spellings are named on the page of a person: Merge with a double.
merge-choice-title = Merge with a double
merge-choice-heading = Which record is also { $name }?
merge-choice-lead = Nothing happens yet: both records are shown side by side first, with all that would become of them.
merge-choice-search = Name, personnel number or mail address
merge-choice-nobody = Nobody else was found in your branch.
merge-title = Merge two records
merge-heading = Two records become one
merge-kept = Is kept
merge-double = Goes into it
merge-after = Afterwards
merge-other-way = Keep the other record instead
merge-comes = What happens
merge-account = The one record has { $number ->
    [none] no personnel number
   *[other] the number { $number }
} and { $email ->
    [none] no mail address.
   *[other] the address { $email }.
}
merge-number-stays = Files may go on naming { $number }: completions count for the one record, facts about the person change nothing any more.
merge-places = { $moved ->
    [0] { "" }
    [one] One place of work goes over.
   *[other] { $moved } places of work go over.
} { $joined ->
    [0] { "" }
    [one] One that overlaps is joined with the one that is there.
   *[other] { $joined } that overlap are joined with those that are there.
}
merge-evidence = { $count ->
    [one] One piece of evidence goes over.
   *[other] { $count } pieces of evidence go over.
}
merge-twice = { $count ->
    [one] One of them is there already and is revoked, so that nothing counts twice.
   *[other] { $count } of them are there already and are revoked, so that nothing counts twice.
}
merge-certificates = { $count ->
    [one] One certificate goes over; the document and its check stay as they are.
   *[other] { $count } certificates go over; the documents and their checks stay as they are.
}
merge-runs = { $count ->
    [one] One run through a course goes over.
   *[other] { $count } runs through courses go over.
}
merge-excuses = { $count ->
    [one] One pause or waiver goes over.
   *[other] { $count } pauses and waivers go over.
}
merge-closed = The other record of { $name } is closed: its sign-ins end, roles go over.
merge-owed = What is owed
merge-for-good = This cannot be undone. Both records as they were stay in the audit.
merge-do = Merge
merge-busy = Merging …
merge-done = The two records are one now.
merge-reason = Two records of the same person were merged.
