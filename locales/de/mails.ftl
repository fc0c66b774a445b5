# Die wöchentliche Übersicht, abbestellte Mails und Absender der Bereiche.

overview-subject = { $overdue ->
    [0] { $soon ->
        [0] Ihre Woche
        [1] Ihre Woche: eine Frist steht an
       *[other] Ihre Woche: { $soon } Fristen stehen an
    }
    [1] Ihre Woche: eine Person im Rückstand
   *[other] Ihre Woche: { $overdue } Personen im Rückstand
}
overview-finding = { $overdue ->
    [0] { $soon ->
        [0] Neu in dieser Woche
        [1] Eine Frist in den nächsten dreißig Tagen
       *[other] { $soon } Fristen in den nächsten dreißig Tagen
    }
    [1] Eine Person ist im Rückstand
   *[other] { $overdue } Personen sind im Rückstand
}
overview-overdue = Überfällig: { $count ->
    [1] eine Schulung
   *[other] { $count } Schulungen
} von { $people ->
    [1] einer Person
   *[other] { $people } Personen
}
overview-soon = Fällig in dreißig Tagen: { $count ->
    [1] eine Schulung
   *[other] { $count } Schulungen
} von { $people ->
    [1] einer Person
   *[other] { $people } Personen
}
overview-fresh = Neu in dieser Woche: { $count ->
    [1] eine Schulung
   *[other] { $count } Schulungen
} von { $people ->
    [1] einer Person
   *[other] { $people } Personen
}
overview-owed = Was der Hersteller Ihnen schuldet: { $count ->
    [1] eine Antwort oder ein Angebot
   *[other] { $count } Antworten oder Angebote
}
overview-duty-yearly_offer = jährliches Angebot
overview-duty-training_need = Antwort auf einen Schulungsbedarf
overview-since = seit { $date }
overview-until = bis { $date }
overview-more = { $count ->
    [1] Eine weitere steht in der Übersicht.
   *[other] { $count } weitere stehen in der Übersicht.
}
overview-why = Sie verwalten den Betrieb. Die Übersicht kommt einmal in der Woche; gibt es nichts zu sagen, entfällt sie.
mail-unsubscribe = Diese Mail abbestellen
mail-kind-overview = Wöchentliche Übersicht
unsubscribe-title = Mails
unsubscribe-lead = Sie bekommen diese Mail dann nicht mehr. Erinnerungen an das, was Sie oder Ihre Leute schulden, kommen weiterhin.
unsubscribe-action = Abbestellen
unsubscribe-done = Sie bekommen diese Mail nicht mehr.
unsubscribe-again = In Ihrem Konto können Sie sie jederzeit wieder bestellen.
unsubscribe-never = Erinnerungen an Pflichten lassen sich nicht abbestellen.
mail-choice-overview = Wöchentliche Übersicht
mail-choice-released = Nachricht, dass etwas nicht mehr geschuldet ist
mail-choice-wanted = Sie bekommen diese Mail.
mail-choice-unwanted = Sie bekommen diese Mail nicht.
mail-choice-again = Wieder bestellen
mail-choices-title = Ihre Mails
mail-choices-back = Ihr Konto
mail-choices-saved = Ihre Wahl ist gespeichert.
profile-mails = Mails
profile-mails-lead = Welche Mails Sie außer Erinnerungen bekommen.
profile-mails-action = Mails wählen
senders-title = Absender der Mails
senders-lead = Erinnerungen und Übersichten kommen von { $name }, { $address }. Ein Bereich kann einen eigenen Namen und eine Adresse für Antworten haben; sie gelten für alles darunter.
senders-set = Eigene
senders-none = Kein Bereich hat einen eigenen Absender.
senders-new = Absender festlegen
senders-organisation-hint = Nummer einer Landesgesellschaft, eines Partners oder einer Niederlassung.
senders-empty-hint = Bleibt beides leer, erbt der Bereich wieder.
senders-answers = Antworten an
senders-action = Absender
senders-saved = Der Absender von { $name } ist gespeichert.
sender-field-from_name = Name des Absenders
sender-field-reply_to = Antworten an
reminder-reason-unsubscribed = der Empfänger will solche Mails nicht
overview-duty-head_count = Kopfzahl am Standort
