# The player.

player-no-membership = You do not belong to an organisation today, so no course can begin. Ask whoever runs your company's account.
player-no-attempts = You have used all runs of this course. Ask your trainer.
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
