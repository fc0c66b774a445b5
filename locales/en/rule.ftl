# The time rule. Short below the points, in full (say) for those who do not see it.

rule-start = last
rule-early = renew early
rule-shown = { $date }, shown as due
rule-due = due
rule-grace = grace
rule-lapse = lapsed
rule-today = today
rule-say-start = Last evidence on { $date }
rule-say-early = early renewal that keeps the day from { $date }
rule-say-today = today is { $date }
rule-say-due = due on { $date }
rule-say-grace = grace until { $date }
rule-say-lapse = lapses after { $date }
