# What stands around every page.

frame-skip = To the content
frame-side = Side bar
frame-menu = Main menu
frame-search = Search
frame-search-key = Ctrl K
frame-search-key-mac = Cmd K
frame-waiting = { $count ->
    [1] 1 waiting
   *[other] { $count } waiting
}
frame-more = More
frame-account-of = { $name }, account and roles
frame-roles = Change role
frame-sign-out = Sign out
frame-language = Language:
frame-language-missing = This page is not yet available in { $language }. It is shown in English.
frame-printed = { $brand }, printed on { $day }.

menu-training = Training
menu-certificates = Certificates
menu-obligations = Obligations
menu-people = People
menu-both-sides = Both sides
menu-courses = Courses
menu-network = Network
menu-requirements = Requirements
menu-administration = Administration
menu-profile = My profile
menu-sessions = Sessions

percent = { $figure }%
