# Training needs: what partners need, and what is answered.

needs-title = Training needs
needs-name = Training need
needs-finding = { $open ->
    [0] { $answered ->
        [0] Nothing waits for an answer
        [1] One answer waits for your judgement
       *[other] { $answered } answers wait for your judgement
    }
    [1] One question waits for an answer
   *[other] { $open } questions wait for an answer
}
needs-finding-ours = { $open ->
    [0] Every need is answered
    [1] One need waits for our answer
   *[other] { $open } needs wait for our answer
}
needs-ask = Ask for training
needs-duties = Our duties
needs-what = What
needs-who = Who asks
needs-by = Needed by
needs-others-ask = You and others
needs-joined = { $count ->
    [1] and one more company
   *[other] and { $count } more companies
}
needs-joined-fact = { $count ->
    [0] Nobody else
    [1] One more company
   *[other] { $count } more companies
}
needs-people = { $count ->
    [1] one person
   *[other] { $count } people
}
needs-wanted = by { $date }
needs-others = What other companies need
needs-others-lead = Join where you need the same. You are not told who asks, and the others are not told who joins.
needs-empty = What your people must learn and is offered nowhere yet stands here. The manufacturer has to answer within a time limit.
needs-empty-ours = What partners need, and by when an answer is owed, stands here.
needs-all = All needs

need-title = Training need: { $title }
need-duty = To the duty
need-course = Course
need-also = Also asking
need-place = Place
need-language = Language
need-state-open = Open
need-state-answered = Answered
need-state-settled = Settled
need-state-withdrawn = Withdrawn
need-event-asked = Asked
need-event-joined = Joined
need-event-left = No longer asking
need-event-answered = Answered
need-event-confirmed = The answer helps
need-event-objected = The answer does not help
need-event-handed_on = Withdrawn, others go on asking
need-event-withdrawn = Withdrawn
need-event-answer-date = Date
need-event-answer-substitute = Substitute
need-event-answer-refusal = Refusal

need-withdraw = Withdraw
need-object = Does not help
need-confirm = This helps us
need-leave = Stop asking
need-answer = Answer
need-answer-anew = Answer anew
need-asked = Asked. The manufacturer has to answer.
need-confirmed = Thank you, the need is settled
need-objected = The manufacturer has to answer again
need-withdrawn = Need withdrawn
need-joined = Joined
need-left = You no longer ask
need-answered-done = Answer sent
need-stands-elsewhere = That is no longer possible: somebody was faster.
need-joined-before = You ask here already.

need-ask-heading = What must your people learn?
need-ask-lead = Name a course or a topic. The manufacturer answers with a date, a substitute, or a refusal with its reason.
need-ask-do = Ask for training
need-no-course = No course
need-topic-hint = Where there is no course. Other companies read this line, without your name.
need-details-hint = Only the manufacturer reads this.
need-count-hint = Where you name nobody below.
need-people-hint = Whoever is named is counted.
need-place-hint = Where it would suit you. Only the manufacturer reads this.
need-field-organisation = For which company
need-field-course = Course
need-field-topic = Topic
need-field-details = Details
need-field-people = Who
need-field-people_count = How many
need-field-wanted_by_on = By when
need-field-place = Place
need-field-language = Language
need-field-answer = Answer
need-field-held_on = Day
need-field-remark = Place, substitute or reason
need-serves = Course as a substitute
need-held-hint = With a date.
need-remark-hint = With a date the place, with a substitute what else helps, with a refusal the reason.
need-fault-what = Choose a course, or name a topic.
need-fault-count = A whole number from 1 to { $most }, or name people.
need-fault-past = This day has passed.
need-fault-substitute = Choose a course, or write what else helps.
need-fault-reason = Name the reason.

need-language-de = German
need-language-en = English
need-language-fr = French
need-language-it = Italian
need-language-es = Spanish
need-language-pl = Polish
need-language-cs = Czech
need-language-nl = Dutch
need-language-pt = Portuguese
need-language-sv = Swedish

need-answer-title = Answer to { $organisation }
need-answer-lead = Each of the three answers keeps the duty. Whoever asks and whoever joined gets it by mail.
need-way-date = We teach it on a day
need-way-substitute = Something else serves the purpose
need-way-refusal = We do not teach it
need-way-hint-date = Name the day, and where.
need-way-hint-substitute = A course, or what else helps.
need-way-hint-refusal = With the reason, so that the partner can plan.

need-reason-title-objection = The answer does not help
need-reason-title-withdrawal = Withdraw the need
need-reason-lead-objection = The manufacturer then has to answer again, with a new time limit.
need-reason-lead-withdrawal = { $joined ->
    [0] No answer is owed any more. What happened stays on record.
    [1] Another company joined and goes on asking, without what you told.
   *[other] { $joined } other companies joined and go on asking, without what you told.
}
need-reason-hint-objection = What is lacking for it to help.
need-reason-hint-withdrawal = Only the manufacturer reads this.
need-reason-do-objection = Ask for another answer
need-reason-do-withdrawal = Withdraw

need-join-title = Join a need
need-join-lead = { $count ->
    [1] Another company needs this too.
   *[other] { $count } other companies need this too.
} You are then owed an answer as well.
need-join-do = Join

need-asked-subject = { $organisation } needs training: { $title }
need-asked-finding = { $organisation } needs training
need-asked-people = { $count ->
    [1] For one person.
   *[other] For { $count } people.
}
need-asked-by = Needed by { $date }.
need-asked-action = Look and answer
need-asked-why = You get this mail because you are in charge of training.
need-answered-subject = Answer to your training need: { $title }
need-answered-finding = Answer: { $title }
need-answered-date = Date: { $date }.
need-answered-course = As a substitute: { $course }.
need-answered-substitute = As a substitute:
need-answered-refusal = Refused, for this reason:
need-answered-next = Please say whether that helps.
need-answered-action = See the answer
need-answered-why = You get this mail because you asked for it.

duty-kind-training_need = Answer to a training need
duty-basis-training_need = A training need is answered within { $count ->
    [1] one working day
   *[other] { $count } working days
} with a date, a substitute, or a refusal with its reason.
duty-clock-training_need = So many working days until the answer. Usual: { $usual }.
duty-act-training_need = To the need
duty-means-date = Date
duty-means-substitute = Substitute
duty-means-refusal = Refusal
duties-tab-needs = Training needs
sides-needs = Training needs
