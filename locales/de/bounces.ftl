# Mails, die zurückkommen, und Personen, die keine Mail erreicht.

address-dead-finding = Mails erreichen { $person } nicht mehr
address-dead-text = Eine Mail an { $address } war nicht zuzustellen: Diese Adresse gibt es nicht oder nicht mehr. Erinnerungen gehen jetzt an die Vertretung. Tragen Sie eine andere Adresse ein, oder bestätigen Sie, dass diese wieder geht.
address-dead-action = Personen ohne gültige Adresse
address-dead-why = Sie verwalten den Betrieb dieser Person.
address-confirmed = An { $name } gehen wieder Mails.
address-not-dead = Von dieser Adresse kam keine Mail zurück
unreachable-title = Personen ohne gültige Adresse
unreachable-finding = { $count ->
    [0] Mails erreichen alle
    [1] Eine Person erreicht keine Mail
   *[other] { $count } Personen erreicht keine Mail
}
unreachable-lead = Was diese Personen schulden, erfährt ihre Vertretung: die Teamleitung, die Partnerverwaltung. Anmelden können sie sich trotzdem, mit einem Brief und einem Code.
unreachable-nobody = Alle hier haben eine Adresse, von der keine Mail zurückkam.
unreachable-back = Alle Personen
unreachable-none = keine Mail-Adresse
unreachable-dead = { $address } liest seit { $at } niemand
unreachable-confirm = Geht wieder
people-unreachable = Ohne Adresse
bounce-fault-message = Das ist weder eine Zustellnachricht (RFC 3464) noch die Antwort auf eine Einladung (RFC 6047).
reminder-reason-came_back = die Mail kam zurück
mail-note-came_back = Sie kam zurück: Der Server konnte sie nicht zustellen.
mail-kind-address_dead = Adresse ohne Leser
token-action-report_bounces = Zurückgekommene Mails melden
