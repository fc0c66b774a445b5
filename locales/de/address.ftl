address-title = Mail-Adresse
address-present = Mails gehen an { $address }.
address-none = Sie haben noch keine Mail-Adresse und bekommen keine Mails.
address-change = Adresse ändern
address-enter = Adresse eintragen
address-profile-waits = { $address } wartet auf Ihre Bestätigung.
address-new = Neue Mail-Adresse
address-new-hint = Dorthin geht ein Link. Erst wenn Sie ihn bestätigen, gehen Mails an die neue Adresse.
address-action = Link schicken
address-asked = An { $address } ist ein Link unterwegs. Bis Sie ihn bestätigen, bleibt alles, wie es ist.
address-waits = Wartet auf Bestätigung
address-waits-text = Der Link an { $address } gilt bis { $until }.
address-withdraw = Doch nicht ändern
address-withdrawn = Es bleibt bei der bisherigen Adresse.
address-fault-same = Das ist schon Ihre Adresse.
address-refused-taken = Diese Adresse gehört inzwischen zu einem anderen Konto.
address-confirm-title = Ist das Ihre Mail-Adresse?
address-confirm-lead = Mails für { $name } gehen dann an { $address }.
address-done-title = Ihre Adresse ist bestätigt
address-done-text = Mails gehen ab jetzt an { $address }.
address-done-action = Zum Profil

address-confirm-subject = Bestätigen Sie Ihre Mail-Adresse
address-confirm-finding = Ist das Ihre Mail-Adresse?
address-confirm-text = Sie haben { $address } als Ihre Adresse angegeben. Der Link gilt { $hours } Stunden und nur einmal.
address-confirm-action = Adresse bestätigen
address-confirm-not-you = Haben Sie das nicht verlangt? Dann tun Sie nichts; es bleibt alles, wie es ist.
address-confirm-why = Jemand hat diese Adresse für ein Konto angegeben.

address-asked-subject = Ihre Mail-Adresse soll geändert werden
address-asked-finding = Ihre Mail-Adresse soll geändert werden
address-asked-text = Mails sollen künftig an { $address } gehen, sobald das dort bestätigt ist. Bis dahin kommen sie weiter hierher.
address-asked-not-you = Haben Sie das nicht verlangt? Dann nehmen Sie es zurück und ändern Sie Ihr Kennwort.
address-asked-action = Adresse ansehen
address-asked-why = Diese Adresse gehört bisher zu Ihrem Konto.

mail-kind-address_confirm = Bestätigung einer Adresse
mail-kind-address_asked = Geänderte Adresse
