# The statuses. status-X is the word alone, status-on-X the date after it ($date ready written),
# status-count-X the word after a figure.

status-overdue = Overdue
status-lapsed = Lapsed
status-grace = In grace
status-due = Due
status-open = Open
status-valid = Valid
status-satisfied = Done for good
status-paused = Paused
status-waived = Waived
status-not_subject = Not asked
status-revoked = Revoked
status-expired = Expired
status-refused = Refused

status-on-overdue = since { $date }
status-on-lapsed = since { $date }
status-on-grace = until { $date }
status-on-due = by { $date }
status-on-open = by { $date }
status-on-valid = until { $date }
status-on-satisfied = on { $date }
status-on-paused = until { $date }
status-on-waived = until { $date }
status-on-revoked = on { $date }
status-on-expired = on { $date }
status-on-refused = on { $date }

status-count-overdue = overdue
status-count-lapsed = lapsed
status-count-grace = in grace
status-count-due = due
status-count-open = open
status-count-valid = valid
status-count-satisfied = done
status-count-paused = paused
status-count-waived = waived
