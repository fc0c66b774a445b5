# Ereignisse: was geschehen ist und Pflichten auslöst.

events-title = Ereignisse
events-finding = { $count ->
    [0] Nichts ist festgehalten
    [1] Ein Ereignis ist festgehalten
   *[other] { $count } Ereignisse sind festgehalten
}
events-none = Hier steht, was geschehen ist, etwa ein Unfall, ein Rückruf oder eine neue Software. Anforderungen können danach etwas verlangen.
events-link = Ereignisse
event-new = Ereignis festhalten
event-lead = Anforderungen, die danach fragen, gelten von diesem Tag an; was wieder geschieht, beginnt von vorn.
event-field-kind = Was geschehen ist
event-field-happened_on = Am
event-field-person = Nummer der Person
event-field-organisation = Betrieb
event-field-product = Produkt
event-product-hint = Es betrifft nur, wer es betreut.
event-any-product = jedes
event-field-note = Anmerkung
event-choose = Bitte wählen
event-everybody = alle
event-whom = Wen es betrifft
event-who-services = wer { $product } betreut
event-record = Festhalten
event-recorded = Das Ereignis ist festgehalten
event-withdraw = Zurücknehmen
event-withdrawn = Das Ereignis ist zurückgenommen
event-kinds = Was geschehen kann
event-kinds-none = Noch nichts. Zuerst sagt die Schulungsleitung, was festgehalten werden kann.
event-kind-field-code = Wort
event-kind-field-de = Name auf Deutsch
event-kind-field-en = Name auf Englisch
event-kind-add = Hinzufügen
event-kind-added = Hinzugefügt
fault-event-person-or-product = Eine Person oder ein Produkt, nicht beides.
event-field-whom = Wen es betrifft
event-whom-person = Eine Person
event-whom-organisation = Ein Betrieb mit allen darunter
event-whom-everybody = Alle, für die Sie sprechen
event-reach = { $count ->
    [0] Das betrifft heute niemanden.
    [1] Das betrifft heute eine Person. Noch ist nichts festgehalten.
   *[other] Das betrifft heute { $count } Personen. Noch ist nichts festgehalten.
}
event-record-reach = { $count ->
    [0] Trotzdem festhalten
    [1] Für eine Person festhalten
   *[other] Für { $count } Personen festhalten
}
fault-event-whom = Sagen Sie, wen es betrifft: eine Person, einen Betrieb oder ausdrücklich alle.
fault-event-ahead = Der Tag liegt noch vor uns. Festgehalten wird, was geschehen ist.
