# Writing requirements, pausing and waiving: what can be wrong with a field, and what a rule refuses.

fault-wrong-type = This has the wrong form, for instance text where a list belongs.
fault-whole-number = A whole number from { $least } to { $most }.
fault-no-instant = Write it as 2026-11-24T12:00:00Z, or with an offset such as +01:00.
fault-no-day-of-year = A day of the year written as 04-01. 29 February does not come every year.
fault-no-zone = There is no such time zone. Write it as Europe/Berlin.
fault-unknown-word = This is not known here.
fault-needs-one = Name at least one.
fault-ends-before-it-begins = The end lies before the beginning.
fault-exactly-one = Give exactly one: days after the start, months after the start, or a date.
fault-unknown-field = There is no such field.
fault-only-last-repeats = Only the last step may repeat.
fault-twice = This is given twice.
fault-too-many = These are too many.
fault-requirement-taken = Another requirement has this code.
fault-code-stays = The code of a requirement stays as it is.
fault-unknown-person = There is no such person in your part of the network.
fault-unknown-requirement = There is no such requirement.
fault-unknown-status = There is no such status.
requirement-changed-meanwhile = Somebody else changed this draft meanwhile. Load it again and make your change there.
requirement-only-draft = This requirement was never in force and has no other version. It cannot be left without any.
requirement-no-draft = There is no draft that could be put into force.
excuse-withdrawn-before = This was withdrawn before.
