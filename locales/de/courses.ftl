# Kurse: der Arbeitsplatz derer, die sie schreiben.

course-changed-meanwhile = Jemand anderes hat das inzwischen geändert. Was Sie eingegeben haben, steht noch hier: Sehen Sie die andere Änderung an und speichern Sie dann noch einmal.
course-frozen = Diese Fassung ist freigegeben und bleibt, wie sie ist. Beginnen Sie einen neuen Entwurf, um den Kurs zu ändern.
course-code-fault = Höchstens { $most } Buchstaben, Ziffern, Bindestriche, Punkte und Unterstriche.
course-code-taken = Ein anderer Kurs hat dieses Kürzel.
course-percent-fault = Eine ganze Zahl von 1 bis 100 oder nichts.
course-attempts-fault = Eine ganze Zahl von 1 bis 100 oder nichts.
course-minutes-fault = Eine ganze Zahl von 0 bis { $most }.
course-modules-full = Ein Kurs hat höchstens { $most } Module.
course-module-taken = Ein anderes Modul dieser Fassung hat diesen Namen.
course-order-fault = Die Reihenfolge muss jedes Modul einmal nennen.
course-broken-blocks = Ein Modul hat höchstens { $most } Blöcke.
course-broken-twice = Die Kennung { $id } kommt zweimal vor.
course-broken-text = Ein Text des Blocks { $id } ist zu lang oder hat ein Zeichen, das nicht gezeigt werden kann.
course-broken-options = Block { $id } hat zu viele Antworten.
course-broken-number = Eine Zahl des Blocks { $id } liegt außerhalb dessen, was sinnvoll ist.
course-file-unknown = Block { $id } nennt eine Datei, die hier nicht hochgeladen wurde.

course-fault-no_module = Noch kein Modul
course-fault-no_title = Titel fehlt
course-fault-empty = Noch kein Inhalt
course-fault-no_text = Text fehlt
course-fault-no_file = Datei fehlt
course-fault-no_alt = Beschreibung fehlt: Was sieht man, wenn man das Bild nicht sieht?
course-fault-no_right_answer = Keine oder nicht genau eine Antwort ist als richtig markiert
course-fault-too_few = Weniger als zwei Antworten
course-fault-empty_option = Eine Antwort ist leer
course-fault-no_gap = Keine Lücke zum Ausfüllen, oder eine Lücke, die nichts annimmt
course-fault-unequal_gaps = Die Sprachen haben verschieden viele Lücken
course-fault-heading_order = Eine Zwischenüberschrift steht vor der ersten Überschrift
course-fault-nothing_counts = Eine Bestehensgrenze ist gesetzt, aber keine Frage zählt
course-fault-missing_de = Deutsch fehlt
course-fault-missing_en = Englisch fehlt
course-fault-no_feedback = Nach der Antwort wird nichts gesagt
