# Documents of others: handing in, recognising, declining.

documents-title = Documents handed in
documents-review = Recognise documents
documents-finding = { $count ->
    [0] { $all ->
        [0] No document handed in yet
       *[other] Every document has its answer
    }
    [1] One document waits for an answer
   *[other] { $count } documents wait for an answer
}
documents-finding-review = { $count ->
    [0] No document waits
    [1] One document has waited { $oldest ->
        [0] since today
        [1] for a day
       *[other] for { $oldest } days
    }
   *[other] { $count } documents wait, the oldest { $oldest ->
        [0] since today
        [1] for a day
       *[other] for { $oldest } days
    }
}
documents-empty = Documents from elsewhere stand here: first aid, welding, fitness. One that is recognised counts like a course.
documents-none-review = What partners and learners hand in stands here.
documents-next = More
documents-me = You
document-name = Document
document-title = Document { $title }
document-hand-in = Hand in a document
document-form-own = Hand in a document
document-form-for = Hand in a document
document-form-lead = The training management looks at it and answers; you are told here and by mail. Until then nothing changes.
document-field-title = What it is
document-title-hint = First aid certificate, say, or welding test.
document-field-scan = File
document-scan-hint = PDF or photo. Only those who hand it in or look at it can open it.
document-field-requirement = For which requirement
document-no-requirement = For none in particular
document-field-issuer = Issued by
document-field-issued_on = Issued on
document-field-valid_until = Valid until
document-valid-hint = Only where the document itself names an end.
document-field-note = Note
document-field-course = Equals the course
document-course-hint = From now on it counts as this course.
document-field-proven_on = Counts from the day
document-field-answer = Answer
document-answer-recognise = Recognise
document-answer-decline = Decline
document-reason-hint = Whoever handed it in reads it. It must be there where you decline.
document-answer-do = Answer
document-no-file = Please choose a file.
document-ends-before = The end lies before the first day.
document-too-many = Twenty documents of this person wait for an answer already.
document-not-waiting = This document has been answered.
document-own = Somebody else looks at your own document.
document-stands = This evidence is on record already: the same course, the same day.
document-state-waiting = Waiting
document-state-recognised = Recognised
document-state-declined = Declined
document-state-withdrawn = Withdrawn
document-waited = { $days ->
    [0] since today
    [1] for a day
   *[other] for { $days } days
}
document-handed-in-on = Handed in on
document-handed-in-by = Handed in by
document-answered-by = Answered by { $name }
document-open = Open
document-evidence = Evidence
document-evidence-open = Look at it
document-withdraw = Take back
document-handed-in = The document is handed in
document-answered = Answered
document-withdrawn = The document is taken back
document-mail-subject-waits = { $person }: { $title }
document-mail-waits = A document of { $person } waits for you
document-mail-until = valid until { $date }
document-mail-by = Handed in by { $name }.
document-mail-look = Look at it
document-mail-why-manager = You are in charge of this partner's training.
document-mail-yes = Recognised: { $title }
document-mail-no = Not recognised: { $title }
document-mail-as = It counts as { $course }.
document-mail-counts-until = It counts until { $date }.
document-mail-why = The document is about you, or you handed it in.
