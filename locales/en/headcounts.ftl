# Head counts: so many with evidence at every location.

head-counts-title = Head counts by location
head-counts-back = Back
head-counts-finding = { $broken ->
    [0] { $breaking ->
        [0] { $all ->
            [0] No head count is asked for
            [1] The location keeps its head count
           *[other] All { $all } keep their head count
        }
        [1] At one location there will be too few later
       *[other] At { $breaking } locations there will be too few later
    }
    [1] At one location somebody is missing
   *[other] At { $broken } locations somebody is missing
}
head-counts-empty = How many people with evidence are asked for at every location stands here, and the day from which there are too few.
head-count-new = Ask for a head count
head-count-lead = The partner keeps it. Who leaves and whose evidence ends is seen ahead; the day stands with the location.
head-count-what = What is asked
head-count-next = Too few from
head-count-sum = Locations: { $broken } with too few, { $breaking } later with too few, { $kept } with enough
head-count-too-few-from = too few from { $date }
head-count-until = until { $date }
head-count-asks = Always at least { $least } with valid evidence for { $requirement }
head-count-retire = Ask no more from tomorrow
head-count-location = Location
head-count-counted = Count
head-count-of = { $counted } of { $least }
head-count-people = People
head-count-status-broken = somebody missing
head-count-status-breaking = too few from
head-count-status-kept = kept
head-count-why-broken = { $counted ->
    [0] Nobody counts today
    [1] One person counts today
   *[other] { $counted } count today
}, { $least } are asked for.{ $since ->
    [none] {""}
   *[other] {" "}Too few since { $since }.
}
head-count-why-breaking = Enough until { $until }.{ $leaving ->
    [none] {""}
   *[other] {" "}Leaving: { $leaving }.
}{ $ending ->
    [none] {""}
   *[other] {" "}The evidence ends or pauses: { $ending }.
}
head-count-why-kept = { $counted ->
    [1] One person counts
   *[other] { $counted } count
}, { $least } are asked for.
head-count-mended = Enough again from { $date }.
head-count-from = from { $date }
head-count-person-leaves = leaves, counts until { $date }
head-count-person-proof_ends = evidence until { $date }
head-count-nowhere = No location that you see offers one of these services.
head-count-field-code = Code
head-count-field-title-de = Title in German
head-count-field-title-en = Title in English
head-count-field-requirement = Evidence
head-count-requirement-hint = Whoever satisfied this requirement and is neither behind nor away counts.
head-count-choose = Choose a requirement
head-count-field-least = At least
head-count-field-services = Locations with these services
head-count-services-hint = One is enough. None chosen: every location of partners.
head-count-field-in_force_on = Holds from
head-count-ask = Ask for it
head-count-asked = The head count is asked for
head-count-retired = Today is the last day
head-count-retired-before = The last day was named before.
head-count-ledger = In the ledger
head-count-breaks = Too few from
head-count-mends = Enough again from
head-count-column-broken = Locations with too few
head-count-column-breaking = Locations with too few later
head-count-column-kept = Locations with enough
head-count-column-until = Holds until
head-count-missed = Too few (days)
