# Courses: the desk of those who write them.

course-changed-meanwhile = Somebody else has changed this meanwhile. What you typed is still here: look at the other change, then save again.
course-frozen = This version is published and stays as it is. Begin a new draft to change the course.
course-code-fault = At most { $most } letters, digits, hyphens, dots and underscores.
course-code-taken = Another course has this code.
course-percent-fault = A whole number from 1 to 100, or nothing.
course-attempts-fault = A whole number from 1 to 100, or nothing.
course-minutes-fault = A whole number from 0 to { $most }.
course-modules-full = A course has at most { $most } modules.
course-module-taken = Another module of this version has this name.
course-order-fault = The order must name each module once.
course-broken-blocks = A module has at most { $most } blocks.
course-broken-twice = The id { $id } occurs twice.
course-broken-text = A text of block { $id } is too long or has a character that cannot be shown.
course-broken-options = Block { $id } has too many answers.
course-broken-number = A number of block { $id } is out of range.
course-file-unknown = Block { $id } names a file that was not uploaded here.

course-fault-no_module = No module yet
course-fault-no_title = Title missing
course-fault-empty = No content yet
course-fault-no_text = Text missing
course-fault-no_file = File missing
course-fault-no_alt = Description missing: what is seen by somebody who does not see the picture?
course-fault-no_right_answer = Not exactly one answer is marked as right, or none
course-fault-too_few = Fewer than two answers
course-fault-empty_option = An answer is empty
course-fault-no_gap = No gap to fill in, or a gap that accepts nothing
course-fault-unequal_gaps = The languages differ in their number of gaps
course-fault-heading_order = A sub-heading stands before the first heading
course-fault-nothing_counts = A pass mark is set, but no question counts
course-fault-missing_de = German missing
course-fault-missing_en = English missing
course-fault-no_feedback = Nothing is said after the answer
