# Kopfzahlen: so viele mit Nachweis an jedem Standort.

head-counts-title = Kopfzahlen je Standort
head-counts-back = Zurück
head-counts-finding = { $broken ->
    [0] { $breaking ->
        [0] { $all ->
            [0] Keine Kopfzahl ist verlangt
            [1] Der Standort hält seine Kopfzahl
           *[other] Alle { $all } halten ihre Kopfzahl
        }
        [1] An einem Standort reicht die Besetzung später nicht mehr
       *[other] An { $breaking } Standorten reicht die Besetzung später nicht mehr
    }
    [1] An einem Standort fehlt jemand
   *[other] An { $broken } Standorten fehlt jemand
}
head-counts-empty = Hier steht, wie viele Personen mit einem Nachweis an jedem Standort verlangt sind, und ab welchem Tag es nicht mehr reicht.
head-count-new = Kopfzahl verlangen
head-count-lead = Der Partner hält sie ein. Wer geht oder wessen Nachweis endet, wird vorausgesehen; der Tag steht beim Standort.
head-count-what = Was verlangt ist
head-count-next = Zu wenige ab
head-count-sum = Standorte: { $broken } mit zu wenigen, { $breaking } später mit zu wenigen, { $kept } mit genug
head-count-too-few-from = zu wenige ab { $date }
head-count-until = bis { $date }
head-count-asks = Immer mindestens { $least } mit gültigem Nachweis für { $requirement }
head-count-retire = Ab morgen nicht mehr verlangen
head-count-location = Standort
head-count-counted = Zählen
head-count-of = { $counted } von { $least }
head-count-people = Personen
head-count-status-broken = fehlt jemand
head-count-status-breaking = reicht nicht ab
head-count-status-kept = hält
head-count-why-broken = { $counted ->
    [0] Heute zählt niemand
    [1] Heute zählt eine Person
   *[other] Heute zählen { $counted }
}, verlangt sind { $least }.{ $since ->
    [none] {""}
   *[other] {" "}Zu wenige seit { $since }.
}
head-count-why-breaking = Reicht bis { $until }.{ $leaving ->
    [none] {""}
   *[other] {" "}Es geht: { $leaving }.
}{ $ending ->
    [none] {""}
   *[other] {" "}Der Nachweis endet oder ruht: { $ending }.
}
head-count-why-kept = { $counted ->
    [1] Eine Person zählt
   *[other] { $counted } zählen
}, verlangt sind { $least }.
head-count-mended = Wieder genug ab { $date }.
head-count-from = ab { $date }
head-count-person-leaves = geht, zählt bis { $date }
head-count-person-proof_ends = Nachweis bis { $date }
head-count-nowhere = Kein Standort, den Sie sehen, bietet eine dieser Leistungen an.
head-count-field-code = Kürzel
head-count-field-title-de = Titel auf Deutsch
head-count-field-title-en = Titel auf Englisch
head-count-field-requirement = Nachweis
head-count-requirement-hint = Es zählt, wer diese Anforderung erfüllt hat und weder im Rückstand noch abwesend ist.
head-count-choose = Anforderung wählen
head-count-field-least = Mindestens
head-count-field-services = Standorte mit diesen Leistungen
head-count-services-hint = Eine genügt. Ohne Auswahl: jeder Standort der Partner.
head-count-field-in_force_on = Gilt ab
head-count-ask = Verlangen
head-count-asked = Die Kopfzahl ist verlangt
head-count-retired = Heute ist der letzte Tag
head-count-retired-before = Der letzte Tag steht schon fest.
head-count-ledger = Im Verzeichnis
head-count-breaks = Reicht nicht ab
head-count-mends = Wieder genug ab
head-count-column-broken = Standorte mit zu wenigen
head-count-column-breaking = Standorte mit später zu wenigen
head-count-column-kept = Standorte mit genug
head-count-column-until = Gilt bis
head-count-missed = Zu wenige (Tage)
