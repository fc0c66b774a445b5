# Importe: Dateien, die hereinkommen.

import-unreadable-empty = Die Datei ist leer.
import-unreadable-binary = Das ist weder eine Textdatei noch eine Arbeitsmappe. Speichern Sie sie als CSV oder XLSX.
import-unreadable-old_workbook = Das ist eine Arbeitsmappe im alten Format oder mit Kennwort. Speichern Sie sie als XLSX ohne Kennwort.
import-unreadable-broken_workbook = Die Datei lässt sich nicht als Arbeitsmappe öffnen. Speichern Sie sie noch einmal als XLSX.
import-unreadable-huge_workbook = Ausgepackt ist die Arbeitsmappe viel größer, als eine Tabelle mit 100.000 Zeilen sein kann. Behalten Sie nur das Blatt, um das es geht, oder speichern Sie es als CSV.
import-unreadable-no_rows = Die Datei hat eine erste Zeile und darunter nichts.
import-unreadable-too_many_rows = Die Datei hat mehr als 100.000 Zeilen. Teilen Sie sie.
import-unreadable-column_twice = Die Spalte „{ $column }“ steht in der ersten Zeile zweimal. Lassen Sie eine davon weg oder geben Sie ihr einen anderen Namen.
import-unreadable-too_many_columns = Die erste Zeile hat mehr als 200 Zellen. Wählen Sie eine andere Datei.
import-unreadable-huge_cell = Der Eintrag in Zeile { $line } hat eine Zelle, die größer ist, als eine Tabelle fassen kann. Vielleicht fehlt dort ein Anführungszeichen.

import-refused-not-checked = Die Datei ist noch nicht geprüft, oder es ist schon entschieden.
import-refused-rows = Einige Zeilen sind abgewiesen. Berichtigen Sie die Datei, oder übernehmen Sie die guten Zeilen.
import-refused-nothing = Die Datei ändert nichts.
import-refused-unconfirmed = { $count } Personen fehlen in der Datei. Bestätigen Sie zuerst diese Zahl.
import-refused-overtaken = Inzwischen hat sich etwas geändert. Prüfen Sie die Datei noch einmal.

imports-title = Importe
imports-finding = Eingelesene Dateien
imports-new = Datei einlesen
imports-empty = Hier bringen Sie Betriebe, Personen, frühere Abschlüsse und Anforderungen als Dateien herein. Jede Datei wird zuerst geprüft; geschrieben wird nichts, bevor Sie es sagen.
imports-empty-note = Beginnen Sie mit den Betrieben, dann kommen die Personen, dann die Abschlüsse, zuletzt die Anforderungen.
imports-file = Datei
imports-kind = Inhalt
imports-at = Eingereicht
imports-state = Stand
imports-older = Ältere

import-kind-organisations = Betriebe
import-kind-people = Personen
import-kind-completions = Abschlüsse
import-kind-facts = Fakten zu Betrieben
import-kind-events = Ereignisse
import-kind-products = Betreute Produkte
import-kind-amounts = Abschlüsse mit Stunden oder Punkten
import-kind-badges = Nummern von Ausweisen
import-kind-requirements = Anforderungen

import-state-mapping = Spalten unklar
import-state-checking = wird geprüft
import-state-checked = geprüft
import-state-applying = wird übernommen
import-state-applied = übernommen
import-state-stale = erneut zu prüfen
import-state-failed = nicht geprüft
import-state-cancelled = beiseitegelegt
import-state-undone = zurückgenommen

import-crumb = Verwaltung, Import { $kind }, { $file }
import-steps = Schritte
import-step-upload = Hochladen
import-step-columns = Spalten
import-step-check = Prüfen
import-step-apply = Übernehmen
import-separator-commas = Kommas
import-separator-semicolons = Semikolons
import-separator-tabs = Tabulatoren
import-shape-list = Liste in JSON
import-shape-workbook = Arbeitsmappe (XLSX)

import-finding-mapping = Welche Spalte welche ist, ist noch nicht klar
import-finding-checking = Die Datei wird geprüft
import-finding-refused = { $refused } von { $total } { $kind ->
    [requirements] Anforderungen
   *[other] Zeilen
} { $refused ->
    [1] ist
   *[other] sind
} abgewiesen. Geschrieben ist noch nichts.
import-finding-nothing = Die Datei ändert nichts
import-finding-good = { $kind ->
    [requirements] { $count ->
        [1] 1 Anforderung kommt als Entwurf herein. Geschrieben ist noch nichts.
       *[other] { $count } Anforderungen kommen als Entwürfe herein. Geschrieben ist noch nichts.
    }
   *[other] { $absent ->
        [0] { $count ->
            [1] 1 Zeile zu übernehmen. Geschrieben ist noch nichts.
           *[other] { $count } Zeilen zu übernehmen. Geschrieben ist noch nichts.
        }
       *[other] { $count } Zeilen zu übernehmen, { $absent } Personen fehlen. Geschrieben ist noch nichts.
    }
}
import-finding-applying = Die Datei wird übernommen
import-finding-applied = { $kind ->
    [requirements] { $count ->
        [1] 1 Entwurf liegt bereit. In Kraft ist damit noch nichts.
       *[other] { $count } Entwürfe liegen bereit. In Kraft ist damit noch nichts.
    }
   *[other] { $ended ->
        [0] { $count ->
            [1] 1 Zeile ist übernommen
           *[other] { $count } Zeilen sind übernommen
        }
       *[other] { $count ->
            [1] 1 Zeile ist übernommen
           *[other] { $count } Zeilen sind übernommen
        }, { $ended ->
            [1] 1 Person ist beendet
           *[other] { $ended } Personen sind beendet
        }
    }
}
import-finding-stale = Seit der Prüfung hat sich etwas geändert. Geschrieben ist nichts.
import-finding-failed = Die Datei konnte wegen eines Fehlers bei uns nicht geprüft werden. Geschrieben ist nichts.
import-finding-cancelled = Die Datei ist beiseitegelegt. Geschrieben wurde nichts.
import-finding-undone = Der Import ist zurückgenommen
import-next = { $kind ->
    [organisations] Weiter mit den Personen
    [people] Weiter mit den Abschlüssen
   *[completions] Alle eingelesenen Dateien
}

import-new-title = Datei einlesen
import-new-kind = Was die Datei enthält
import-new-file = Datei
import-new-file-hint = CSV oder Arbeitsmappe (XLSX), deren erste Zeile die Spalten nennt, höchstens 100.000 Zeilen. Von einer Arbeitsmappe gilt das Blatt, das wie der Inhalt heißt, sonst das erste. Anforderungen stehen als Liste in einer JSON-Datei.
import-new-complete = Vollständig für
import-new-complete-hint = Nummer eines Betriebs. Enthält die Personendatei alle Leute dieses Betriebs und darunter, so endet, wer fehlt; die Zahl sehen Sie vorher.
import-new-action = Datei prüfen
import-new-busy = Wird hochgeladen
import-promise = Ein Import verschickt keine Mails. Er lässt sich zurücknehmen, solange nichts darauf aufbaut.
import-as-drafts = In Kraft setzen Sie jede einzeln, nachdem Sie gesehen haben, wen sie trifft.
import-people-rule = Bei Personen, die ihre Partnerverwaltung bearbeitet hat, ändert ein Import nur noch den Betrieb und ein früheres Ende. Wen der Partner beendet hat, nimmt er nicht zurück.

import-fault-kind = Wählen Sie, was die Datei enthält.
import-fault-requirements = Anforderungen gelten im ganzen Netz. Einlesen darf sie, wer dort Anforderungen schreibt.
import-fault-file = Wählen Sie eine Datei.
import-fault-complete = Nur eine Personendatei kann für einen Betrieb vollständig sein.
import-fault-organisation = Kein Betrieb hat diese Nummer.
import-fault-no-such-column = Diesen Namen hat die erste Zeile der Datei nicht.
import-fault-column = Diese Spalte wird gebraucht.

import-unreadable-no_list = Die Datei ist keine Liste von Anforderungen in JSON.
import-unreadable-too_many_requirements = Die Datei hat mehr als 1.000 Anforderungen. Teilen Sie sie.
import-refused-columns = Die Spalten der Datei sind noch nicht zugeordnet.

import-columns-title = Spalten
import-columns-finding = { $missing ->
    [0] Welche Spalte welche ist
    [1] Eine nötige Spalte ist nicht gefunden
   *[other] { $missing } nötige Spalten sind nicht gefunden
}
import-columns-lead = Wählen Sie zu jeder unserer Spalten die der Datei. Die nächste Datei mit derselben ersten Zeile wird ebenso verstanden.
import-columns-none = nicht in der Datei
import-columns-action = Mit diesen Spalten prüfen

import-cancel = Beiseitelegen
import-recheck = Erneut prüfen
import-undo = Import zurücknehmen
import-reload = Aktualisieren
import-to-columns = Spalten zuordnen
import-to-requirements = Reichweite ansehen
import-corrected = Berichtigte Datei hochladen
import-back = Zurück zum Import
import-progress = { $kind ->
    [requirements] { $state ->
        [applying] { $total } Anforderungen werden übernommen
       *[other] { $done } von { $total } Anforderungen geprüft
    }
   *[other] { $state ->
        [applying] { $total ->
            [1] Eine Zeile wird übernommen
           *[other] { $total } Zeilen werden übernommen
        }
       *[other] { $done } von { $total } Zeilen geprüft
    }
}
import-counts = Was die Zeilen ergeben
import-bar = { $new } neu, { $changed } geändert, { $unchanged } unverändert, { $refused } abgewiesen
import-new = Neu
import-changed = Geändert
import-unchanged = Unverändert
import-ended = Beendet
import-ended-of = fehlten in der Datei für { $branch }
import-refused = Abgewiesen
import-nobody-invited = noch von niemandem eingeladen
import-before-after = vorher und nachher
import-kept = { $count ->
    [one] In einer Zeile bleibt der Eintrag des Partners
   *[other] In { $count } Zeilen bleiben Einträge des Partners
}
import-stays = bleibt, wie der Partner es eingetragen hat; in der Datei steht { $says }
import-stays-empty = bleibt, wie der Partner es eingetragen hat; in der Datei steht hier nichts
import-leavers = { $count ->
    [1] 1 ausgeschiedene Person in der Datei
   *[other] { $count } ausgeschiedene Personen in der Datei
}
import-refused-with = Datei mit den Gründen
import-good-rows = { $kind ->
    [requirements] Was mit den guten Anforderungen geschieht
   *[other] Was mit den guten Zeilen geschieht
}
import-wait = Warten, bis die ganze Datei gut ist
import-take-good = { $good } übernehmen, { $refused } weglassen
import-absent = { $count ->
    [1] 1 Person von { $branch } fehlt in der Datei und endet heute. Ich habe diese Zahl geprüft.
   *[other] { $count } Personen von { $branch } fehlen in der Datei und enden heute. Ich habe diese Zahl geprüft.
}
import-apply = { $kind ->
    [requirements] { $count ->
        [1] 1 Entwurf übernehmen
       *[other] { $count } Entwürfe übernehmen
    }
   *[other] { $count ->
        [0] Übernehmen
        [1] 1 Zeile übernehmen
       *[other] { $count } Zeilen übernehmen
    }
}
import-applying = Wird übernommen
import-refused-title = { $kind ->
    [requirements] Was an den abgewiesenen falsch ist
   *[other] Abgewiesene Zeilen
}
import-refused-count = { $kind ->
    [requirements] { $count ->
        [1] 1 Anforderung
       *[other] { $count } Anforderungen
    }
   *[other] { $count ->
        [1] 1 Zeile
       *[other] { $count } Zeilen
    }
}
import-refused-file = { $kind ->
    [requirements] Abgewiesene als Datei
   *[other] Abgewiesene Zeilen als Datei
}
import-refused-more = { $count } weitere stehen in der Datei.
import-line = { $kind ->
    [requirements] Nr.
   *[other] Zeile
}
import-external-id = { $kind ->
    [requirements] Kürzel
   *[other] Nummer
}
import-column = { $kind ->
    [requirements] Feld
   *[other] Spalte
}
import-cell = In der Datei
import-why = Warum, und was zu tun ist
import-whole-row = ganze Zeile
import-requirements = Anforderungen der Datei
import-requirement-title = Titel
import-comes-to = Ergebnis
import-no-code = ohne Kürzel
import-outcome-new = neuer Entwurf
import-outcome-changed = { $changes ->
    [1] Entwurf, 1 Angabe ändert sich
   *[other] Entwurf, { $changes } Angaben ändern sich
}
import-outcome-unchanged = unverändert
import-outcome-refused = abgewiesen
import-outcome-declined = Abgelehnt:
import-decline-row = Ablehnen
import-take-row = Doch übernehmen
import-decline-note = Jede Berichtigung lässt sich einzeln ablehnen. Dann bleibt, was eingetragen ist, und der Grund steht hier und im Protokoll.
import-row-declined = Abgelehnt; was eingetragen ist, bleibt
import-row-taken = Wird wieder mit übernommen
import-cell-empty = leer
import-missing-row = fehlt
import-change = Änderung
import-changes-finding = { $count ->
    [1] 1 Eintrag ändert sich
   *[other] { $count } Einträge ändern sich
}

import-done-cancelled = Die Datei ist beiseitegelegt.
import-done-undone = Der Import ist zurückgenommen.

import-undo-not-applied = Der Import ist nicht übernommen oder schon zurückgenommen.
import-undo-members = { $count ->
    [1] 1 Person gehört inzwischen zu diesen Betrieben. Nehmen Sie zuerst den Import der Personen zurück.
   *[other] { $count } Personen gehören inzwischen zu diesen Betrieben. Nehmen Sie zuerst den Import der Personen zurück.
}
import-undo-organisations = { $count ->
    [1] 1 der neuen Betriebe wurde inzwischen geändert oder hat andere unter sich.
   *[other] { $count } der neuen Betriebe wurden inzwischen geändert oder haben andere unter sich.
}
import-undo-evidence = { $count ->
    [1] Die neuen Personen haben inzwischen 1 Nachweis. Solche Personen bleiben.
   *[other] Die neuen Personen haben inzwischen { $count } Nachweise. Solche Personen bleiben.
}
import-undo-people = { $count ->
    [1] 1 der neuen Personen wurde seither geändert, eingeladen oder hat sich angemeldet.
   *[other] { $count } der neuen Personen wurden seither geändert, eingeladen oder haben sich angemeldet.
}
import-undo-led = { $count ->
    [1] 1 andere Person wird inzwischen von einer der neuen geführt.
   *[other] { $count } andere Personen werden inzwischen von den neuen geführt.
}
import-undo-resting = { $count ->
    [1] Eine Pflicht, die heute erfüllt ist, beruht auf Stunden oder Punkten dieser Datei. Beim Zurücknehmen werden ihre Nachweise widerrufen.
   *[other] { $count } Pflichten, die heute erfüllt sind, beruhen auf Stunden oder Punkten dieser Datei. Beim Zurücknehmen werden ihre Nachweise widerrufen.
}
import-undo-all-the-same = Trotzdem zurücknehmen
import-undo-referred = Auf diesem Import baut inzwischen anderes auf. Er lässt sich nicht mehr zurücknehmen.
import-undo-in-force = { $code } ist inzwischen in Kraft gesetzt oder wartet auf den Tag. Außer Kraft setzen Sie die Anforderung auf ihrer eigenen Seite.
import-undo-rewritten = { $code } wurde seit dem Import geändert. Verwerfen Sie den Entwurf auf der Seite der Anforderung.

import-why-missing = Die Zelle ist leer.
import-fix-missing = Füllen Sie sie aus.
import-why-too_long = Länger als { $most } Zeichen (es sind { $has }).
import-fix-too_long = Kürzen Sie den Text.
import-why-no_date = Diesen Tag gibt es nicht. Jahre gelten von 1900 bis 2999.
import-fix-no_date = Schreiben Sie TT.MM.JJJJ oder JJJJ-MM-TT.
import-why-too_long_ago = Nachweise gibt es erst ab { $earliest }.
import-fix-too_long_ago = Berichtigen Sie das Jahr.
import-why-before_start = Endet, bevor es beginnt ({ $start_on }).
import-fix-before_start = Berichtigen Sie eines der beiden Daten.
import-why-future = Der Tag ist noch nicht gekommen.
import-fix-future = Berichtigen Sie das Datum.
import-why-circle = Diese Betriebe würden einander im Kreis verwalten.
import-fix-circle = Berichtigen Sie eine der übergeordneten.
import-why-circle_person = Niemand führt sich selbst.
import-fix-circle_person = Berichtigen Sie die Nummer, oder lassen Sie sie leer.
import-why-refused = Was sie nennt, steht in dieser Datei in einer Zeile, die selbst abgewiesen ist.
import-fix-refused = Berichtigen Sie jene Zeile.
import-why-forbidden = Sie dürfen die Rolle { $role } dort nicht vergeben.
import-fix-forbidden = Nehmen Sie sie heraus, oder fragen Sie die Plattformverwaltung.
import-why-ragged = Die Zeile hat { $has } Zellen, die erste Zeile hat { $needs }.
import-fix-ragged = Ergänzen oder entfernen Sie Zellen; vielleicht fehlt ein Anführungszeichen.
import-why-twice = Zwei Zeilen haben diese Nummer; beide sind abgewiesen.
import-fix-twice = Behalten Sie eine davon.
import-why-twice_email = Zwei Personen haben diese Adresse; beide sind abgewiesen.
import-fix-twice_email = Geben Sie jeder eine eigene, oder lassen Sie eine leer.
import-why-twice_top = Zwei Zeilen sind der Hersteller; beide sind abgewiesen.
import-fix-twice_top = Behalten Sie eine davon.
import-why-taken = Diese Nummer ist anderswo vergeben.
import-fix-taken = Berichtigen Sie die Nummer, oder fragen Sie die Plattformverwaltung.
import-why-taken_email = Diese Adresse hat schon jemand anderes.
import-fix-taken_email = Geben Sie jeder Person eine eigene, oder lassen Sie sie leer.
import-why-taken_top = Es gibt schon einen Hersteller: { $there }.
import-fix-taken_top = Nehmen Sie dessen Nummer.
import-why-invalid = Das kann hier nicht stehen.
import-fix-invalid = Berichtigen Sie es.
import-why-invalid_turning = Darin steht ein unsichtbares Zeichen, das die Schreibrichtung umkehrt.
import-fix-invalid_turning = Tippen Sie die Zelle neu, statt sie einzufügen.
import-why-invalid_email = Das ist keine Mailadresse.
import-fix-invalid_email = Berichtigen Sie sie, oder lassen Sie sie leer: Erinnerungen gehen dann an die Verwaltung des Partners.
import-why-invalid_break = Eine Mailadresse enthält keinen Zeilenumbruch.
import-fix-invalid_break = Löschen Sie, was danach kommt.
import-why-invalid_top = Der Hersteller steht oben und wird von niemandem verwaltet.
import-fix-invalid_top = Lassen Sie den übergeordneten Betrieb leer.
import-why-invalid_code = Ein Kurscode besteht aus höchstens 40 Buchstaben, Ziffern, Binde- und Unterstrichen und Punkten.
import-fix-invalid_code = Berichtigen Sie den Code.
import-why-invalid_figure = Hier gehört eine Zahl von { $least } bis { $most } hin.
import-fix-invalid_figure = Berichtigen Sie sie, oder lassen Sie sie leer.
import-why-invalid_number = Das ist keine Zahl.
import-fix-invalid_number = Schreiben Sie sie wie 12 oder 12,5.
import-why-unknown_field = Es gibt keine eigene Angabe { $field }.
import-fix-unknown_field = Berichtigen Sie die erste Zeile, oder legen Sie die Angabe an.
import-why-twice_fact = Zwei Zeilen sagen etwas anderes vom selben Tag an; beide sind abgewiesen.
import-fix-twice_fact = Behalten Sie eine davon.
import-why-taken_day = Ab { $on } gilt etwas anderes.
import-fix-taken_day = Enden Sie davor, oder lassen Sie den letzten Tag leer.
import-why-unknown_product = Kein Produkt hat diesen Code.
import-fix-unknown_product = Legen Sie das Produkt an, oder berichtigen Sie den Code.
import-why-taken_amount = Für diesen Kurs und Tag gibt es einen Nachweis mit anderem Wert, der nicht aus einer Datei kam, oder mehr als einen.
import-fix-taken_amount = Dateien berichtigen nur, was aus Dateien kam. Widerrufen Sie den vorhandenen und nehmen Sie die Datei noch einmal.
import-why-unknown_location = Kein einzelner Standort heißt hier so. Es gibt: { $places }.
import-fix-unknown_location = Berichtigen Sie den Namen, oder lassen Sie ihn für den Hauptstandort leer.
import-why-invalid_product = Ein Ereignis betrifft entweder eine Person oder ein Produkt.
import-fix-invalid_product = Lassen Sie eines von beiden leer.
import-why-invalid_badge = Auf einem Ausweis stehen 3 bis 64 Buchstaben, Ziffern und Zeichen, wie ein Leser sie tippt.
import-fix-invalid_badge = Lesen Sie den Ausweis noch einmal ein oder tippen Sie die Nummer ohne Umlaute.
import-why-invalid_name = So kann ein Fakt über einen Betrieb nicht heißen.
import-fix-invalid_name = Kleine Buchstaben, Ziffern, - und _, und keine Angabe zu Personen.
import-why-unknown_organisation = Kein Betrieb hat diese Nummer.
import-fix-unknown_organisation = Lesen Sie den Betrieb zuerst ein, oder berichtigen Sie die Nummer.
import-why-unknown_person = Niemand hat diese Nummer, weder hier noch in der Datei.
import-fix-unknown_person = Lesen Sie die Person zuerst ein, oder berichtigen Sie die Nummer.
import-why-unknown_language = Diese Sprache kennen wir nicht.
import-fix-unknown_language = Nehmen Sie einen Code wie de, en oder pt.
import-why-unknown_country = Dieses Land kennen wir nicht.
import-fix-unknown_country = Nehmen Sie einen Code wie DE, FR oder US.
import-why-unknown_zone = Diese Zeitzone kennen wir nicht.
import-fix-unknown_zone = Nehmen Sie einen Namen wie Europe/Berlin.
import-why-unknown_word = Dieses Wort ist nicht bekannt.
import-fix-unknown_word = Bekannt: { $known }.
