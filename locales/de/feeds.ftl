# Der eigene Kalender, was man erfahren hat, und woran der Hersteller selbst erinnert wird.

feed-title = Ihre Kalender
feed-lead = Kalenderprogramme, die eine dieser Adressen abonnieren, folgen von selbst, wenn sich etwas ändert. Wer eine Adresse kennt, liest mit.
feed-kind-own = Fristen und Plätze
feed-kind-text-own = Was Sie schulden, an seinem Tag, und die Termine, in denen Sie einen Platz haben.
feed-kind-taught = Was Sie schulen
feed-kind-text-taught = Die Termine, in denen Sie schulen.
feed-kind-team = Ihr Team
feed-kind-text-team = Die Termine, in denen Ihre Leute einen Platz haben, mit ihren Namen.
feed-kind-room = Raum oder Gerät
feed-kind-text-room = Die Termine, für die Raum oder Gerät gebraucht wird.
feed-make = Adresse anlegen
feed-renew = Neue Adresse anlegen
feed-revoke = Adresse beenden
feed-revoked = Die Adresse gilt nicht mehr.
feed-made = Kopieren Sie die Adresse jetzt.
feed-made-text = Sie wird nur dieses eine Mal gezeigt. Eine frühere gilt nicht mehr.
feed-since = Eine Adresse gibt es seit { $at }.
feed-read = Zuletzt fragte ein Programm am { $at } danach.
feed-unread = Noch hat kein Programm danach gefragt.
feed-name-own = Fristen und Plätze: { $academy }
feed-name-taught = Was ich schule: { $academy }
feed-name-team = Mein Team: { $academy }
feed-name-room = Raum oder Gerät: { $academy }
feed-event = Fällig: { $requirement }
feed-event-text = Stand: { $status }
profile-calendar = Kalender
profile-calendar-lead = Ihre Fristen und Termine in dem Kalender, den Sie ohnehin benutzen.
profile-calendar-action = Kalender einrichten
told-title = Woran erinnert wurde
told-back = Meine Schulungen
told-none = Bisher wurde an keine Ihrer Pflichten erinnert.
told-instead = erinnert wurde: { $who }
training-told = Woran erinnert wurde
duties-due-finding = { $late ->
    [0] { $coming ->
        [1] Wir schulden einem Partner eine Antwort oder ein Angebot
       *[other] Wir schulden Partnern { $coming } Antworten oder Angebote
    }
    [1] Eine Pflicht gegenüber einem Partner ist verletzt
   *[other] { $late } Pflichten gegenüber Partnern sind verletzt
}
duties-due-action = Was wir schulden
duties-due-why = Sie betreuen den Partner oder gehören zur Schulungsleitung.
mail-kind-duties_due = Eigene Pflichten
heads-due-finding = { $late ->
    [0] { $coming ->
        [1] An einem Standort reicht die Besetzung bald nicht mehr
       *[other] An { $coming } Standorten reicht die Besetzung bald nicht mehr
    }
    [1] An einem Standort fehlt jemand
   *[other] An { $late } Standorten fehlt jemand
}
heads-due-why = Sie verwalten den Partner oder betreuen ihn.
