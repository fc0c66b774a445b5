# The player.

player-no-membership = You do not belong to an organisation today, so no course can begin. Ask whoever runs your company's account.
player-no-attempts = You have used all attempts of this course. Your trainer or the training manager can give you another one.
player-changed-meanwhile = This course was changed a moment ago. Try again.
player-over = This run is over. Nothing more can be answered in it.
player-not-yet = This step is not open yet. Go through the ones before it first.
player-event-used = This answer was already sent for another question.
player-answer-missing = Please answer first.
player-answer-unknown = There is no such answer to this question.
player-answer-too-many = That is more than the question asks for.
player-answer-twice = One thing stands in two places.
player-answer-no-number = Please write a number, such as 10 or 2.5.
player-answer-too-long = At most 500 characters.

player-leave = Leave the course. What you did is saved.
player-outline = Steps
player-version = { $code }, version { $version }
player-minutes = { $minutes } min
player-minutes-left = about { $minutes } min left
player-review = Finished, to look at again
player-pass-mark = Passed from { $percent }%.
player-attempts = { $count ->
    [1] One attempt.
    [2] Two attempts.
    [3] Three attempts.
   *[other] { $count } attempts.
}
player-foreign-de = A part of this step is not yet available in English. It is shown in German.
player-foreign-en = A part of this step is not available in your language yet. It is shown in English.
player-back = Back
player-next = Continue
player-check = Check answer
player-finish = Finish
player-begin = Begin
player-again = Take it again
player-last-passed = You have passed this course. See the result
player-last-failed = The last attempt was not passed. See the result
player-steps = { $count ->
    [1] One step
   *[other] { $count } steps
}
player-takes = Takes about { $minutes } minutes. You can leave at any time and go on later, on any device.
player-result-passed = Passed
player-result-failed = Not passed yet
player-result-superseded = Begins again
player-result-text-passed = Your evidence is recorded. The certificate is ready in a moment.
player-result-text-failed = What you have learned is not lost. Read the steps again, then take the course once more.
player-result-used-up = All attempts of this course are used. Read the steps again, and ask your trainer or the training manager for another attempt.
player-result-text-superseded = A new version of this course came out that everybody must learn. This attempt ended; it does not count as failed.
player-result-score = Reached
player-result-mark = Passed from
player-result-when = Finished
player-result-left = Attempts left
player-to-training = To my training
player-to-certificates = Certificates
player-look-again = Look at the content again

content-size = { $kibibytes } KB
content-right = Right.
content-would-be-right = Right would be:
content-your-answer = Your answer:
content-statement-true = True
content-statement-false = False
content-up = Move up: { $thing }
content-down = Move down: { $thing }
content-choose = Please choose
content-gap = Gap
content-number = Your number
content-all-right = That is right.
content-not-right = That is not quite right.
content-kept = Your answer is saved.
content-others = The other answers
content-how-single = One answer is right.
content-how-multiple = Several answers can be right.
content-how-true_false = True or false?
content-how-order = Put them in order.
content-how-match = What belongs together?
content-how-numeric = Write the number.
content-how-fill_in = Fill in the gaps.

further-title = Further attempts
further-heading = { $title }: further attempts
further-back = To the course
further-lead = { $count ->
    [1] One person has used all attempts of this course. You can give them another one.
   *[other] { $count } people have used all attempts of this course. You can give each of them another one.
}
further-nobody = Nobody has used all attempts of this course.
further-unlimited = This course can be taken as often as wanted.
further-person = Who gets another attempt
further-reason-hint = Stands in the audit log and on this page.
further-grant = Give an attempt
further-used = { $count ->
    [1] one attempt not passed
   *[other] { $count } attempts not passed
}
further-granted = Given
further-done = { $name } has another attempt.
further-attempt-not-needed = This person can begin the course without another attempt.
