# Ein Kurs auf Papier.

paper-name = Belege
paper-title = Kurs auf Papier eintragen
paper-course = Kurs
paper-choose = Kurs wählen
paper-day = Tag
paper-people = Wer war da
paper-people-hint = Eine Zeile je Person: Personalnummer oder Mail-Adresse.
paper-strength = Was steht dahinter
paper-strength-observed_by_trainer = Ein Trainer war dabei
paper-hint-observed_by_trainer = Es entsteht ein Nachweis mit Nummer und PDF.
paper-strength-external_document = Ein fremdes Dokument liegt vor
paper-hint-external_document = Zählt als Beleg; ein eigener Nachweis entsteht nicht.
paper-scan = Scan der Liste
paper-scan-hint = PDF oder Bild. Nur wer Belege einträgt, kann ihn öffnen.
paper-scan-kind = Das ist weder PDF noch Bild.
paper-valid-until = Gültig bis
paper-valid-until-hint = Nur wenn der Beleg selbst ein Ende nennt.
paper-note = Bemerkung
paper-action = Eintragen
paper-busy = Wird eingetragen
paper-no-course = Diesen Kurs gibt es nicht.
paper-in-future = Der Tag liegt in der Zukunft.
paper-ends-before = Das Ende liegt vor dem Tag des Kurses.
paper-too-many = Höchstens { $most } Personen auf einmal.
paper-unknown = Nicht gefunden: { $people }.
paper-done = Eingetragen: { $count } neu, { $before } standen schon da.
