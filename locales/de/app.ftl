# Seiten der Anwendung als Ganzes.

api-title = Was andere Programme abrufen können
api-name = Schnittstelle, Fassung 1
api-lead = Jeder Aufruf braucht ein eigenes Token, begrenzt auf einen Zweig und auf das, was es darf. Fehler sind Problemdokumente (RFC 9457), lange Listen werden Seite für Seite mit einer Lesemarke gelesen.
api-document = Beschreibung als OpenAPI 3.1
api-method = Methode
api-path = Pfad
api-summary = Was er tut
api-answers = Antworten
