# Der Zeitstrahl. Kurz unter den Punkten, ausgeschrieben (say) für alle, die ihn nicht sehen.

rule-start = zuletzt
rule-early = ab hier früh
rule-shown = { $date }, als fällig gezeigt
rule-due = fällig
rule-grace = Nachfrist
rule-lapse = erloschen
rule-today = heute
rule-say-start = Zuletzt nachgewiesen am { $date }
rule-say-early = früh auffrischen mit gleichem Stichtag ab { $date }
rule-say-today = heute ist der { $date }
rule-say-due = fällig am { $date }
rule-say-grace = Nachfrist bis { $date }
rule-say-lapse = erlischt nach dem { $date }
