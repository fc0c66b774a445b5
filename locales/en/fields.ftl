# Own fields: what the manufacturer wants to know of people and organisations beyond what everybody has.

fields-title = Own fields
fields-finding = { $count ->
    [0] No own fields yet
    [one] One own field is kept
   *[other] { $count } own fields are kept
}
fields-lead = What else you want to know of people and organisations. Requirements ask about it, files bring it in columns called field:CODE.
fields-link = Own fields
fields-own = Own fields
fields-none = None yet.
fields-of-person = About people
fields-of-organisation = About organisations
field-new = Add a field
field-name = Own field { $code }
field-title = Title
field-aside = put aside
field-aside-since = Put aside on { $at }. Its values stay; nobody fills it in any more.
field-archive = Put aside
field-restore = Take up again
field-archive-note = Values stay, and requirements go on asking about them.
field-saved = The field is saved.
field-filled = Saved. What follows from it is being worked out.
field-fill = Fill in
field-subject-person = people
field-subject-organisation = organisations
field-kind-text = text
field-kind-number = number
field-kind-date = day
field-kind-yes_no = yes or no
field-kind-choice = one of a list
field-filled_by-manufacturer = the manufacturer only
field-filled_by-partner = the partner’s administrator too
field-filled_by-person = the person too
field-form-code = Code
field-form-code-hint = Small letters, digits, - and _. It stays as it is. A fact about organisations that is called that already becomes this field.
field-form-subject = About
field-form-kind = Kind
field-form-title_de = Title, German
field-form-title_en = Title, English
field-form-choices = List
field-form-choices-hint = Only for one of a list. A line each: code; English; German
field-form-filled_by = Who fills it in
field-value-yes = yes
field-value-no = no
field-value-choose = Please choose
field-value-of-value = Value
field-value-of-from_on = First day
field-value-of-to_on = Last day
field-value-note = The value before ends the day before. Without a last day the value holds until the next one begins.
field-values = On record
fault-field-number = This is no number. Write it as 12 or 12.5.
fault-field-no-person = Only fields about people are filled in by the person.
fault-field-overlaps = Another value holds from { $on }. End before it.
fault-field-next = By then the next value has begun.
fault-field-of-organisations = Facts about organisations are on record under this code.
fault-field-present = “{ $value }” is on record under this code already and does not fit.
fault-field-choice-stays = “{ $code }” must stay in the list, since values may name it.
fault-field-choice-code = “{ $code }” cannot be a code: only small letters, digits, - and _.
fault-field-choice-title = “{ $code }” needs a title in English and in German, separated by semicolons.
fault-field-choice-twice = “{ $code }” is in the list twice.
