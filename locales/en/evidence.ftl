# A course on paper.

paper-name = Proofs
paper-title = Record a course on paper
paper-course = Course
paper-choose = Choose a course
paper-day = Day
paper-people = Who was there
paper-people-hint = One line per person: personnel number or mail address.
paper-strength = What stands behind it
paper-strength-observed_by_trainer = A trainer was there
paper-hint-observed_by_trainer = A certificate with number and PDF is issued.
paper-strength-external_document = There is a document of somebody else
paper-hint-external_document = Counts as proof; no certificate of ours is issued.
paper-scan = Scan of the list
paper-scan-hint = PDF or picture. Only those who record proofs can open it.
paper-scan-kind = This is neither a PDF nor a picture.
paper-valid-until = Valid until
paper-valid-until-hint = Only if the proof itself names an end.
paper-note = Remark
paper-action = Record
paper-busy = Recording
paper-no-course = There is no such course.
paper-in-future = The day lies in the future.
paper-ends-before = The end lies before the day of the course.
paper-too-many = At most { $most } people at once.
paper-unknown = Not found: { $people }.
paper-done = Recorded: { $count } new, { $before } were there before.
