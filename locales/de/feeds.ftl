# Der eigene Kalender, was man erfahren hat, und woran der Hersteller selbst erinnert wird.

feed-title = Ihre Fristen als Kalender
feed-lead = Kalenderprogramme, die diese Adresse abonnieren, zeigen, was Sie schulden, an seinem Tag, und folgen, wenn es sich ändert. Wer die Adresse kennt, liest Ihre Fristen.
feed-make = Adresse anlegen
feed-renew = Neue Adresse anlegen
feed-revoke = Adresse beenden
feed-revoked = Die Adresse gilt nicht mehr.
feed-made = Kopieren Sie die Adresse jetzt.
feed-made-text = Sie wird nur dieses eine Mal gezeigt. Eine frühere gilt nicht mehr.
feed-since = Eine Adresse gibt es seit { $at }.
feed-read = Zuletzt fragte ein Programm am { $at } danach.
feed-unread = Noch hat kein Programm danach gefragt.
feed-name = Fristen: { $academy }
feed-event = Fällig: { $requirement }
feed-event-text = Stand: { $status }
profile-calendar = Kalender
profile-calendar-lead = Ihre Fristen in dem Kalender, den Sie ohnehin benutzen.
profile-calendar-action = Kalender einrichten
told-title = Was Sie erfahren haben
told-back = Meine Schulungen
told-none = An nichts von Ihnen wurde bisher erinnert.
told-instead = erfahren hat es: { $who }
training-told = Was ich erfahren habe
duties-due-finding = { $late ->
    [0] { $coming ->
        [1] Wir schulden einem Partner eine Antwort oder ein Angebot
       *[other] Wir schulden Partnern { $coming } Antworten oder Angebote
    }
    [1] Eine Pflicht gegenüber einem Partner ist verletzt
   *[other] { $late } Pflichten gegenüber Partnern sind verletzt
}
duties-due-action = Was wir schulden
duties-due-why = Sie betreuen den Partner oder leiten die Schulung.
mail-kind-duties_due = Eigene Pflichten
