search-heading = What are you looking for?
search-finding = { $count ->
    [0] Nothing found for “{ $text }”
    [one] One thing found for “{ $text }”
   *[other] { $count } things found for “{ $text }”
}
search-form = Search in everything
search-label = Look for
search-kind-people = People
search-kind-organisations = Organisations
search-kind-courses = Courses
search-kind-requirements = Requirements
search-kind-workshops = Workshops
search-kind-sessions = Sessions
search-kind-certificates = Certificates
search-list-people = { $count ->
    [one] Show in the list of people
   *[other] Show all { $count } in the list of people
}
search-list-organisations = { $count ->
    [one] Show in the list of organisations
   *[other] Show all { $count } in the list of organisations
}
search-rest = Show all { $count }
search-first = The first { $shown } of { $count }. One word more narrows them down.
search-try = Check the spelling, or take fewer words: each must occur, a part of it is enough. Found is what you may see:
search-by-people = People by name, personnel number or mail address
search-by-organisations = Organisations by name or number
search-by-courses = Courses by title or code
search-by-requirements = Requirements by title or code
search-by-workshops = Workshops by title or code of the course
search-by-sessions = Coming sessions by title or place
search-by-certificates = Certificates by their whole number, your own also by course
search-fault-limit = A number from 1 to 100.
