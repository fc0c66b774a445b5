# People and sign-in.

sign-in-title = Sign in
sign-in-lead = Training and certificates of { $brand } for the businesses that build and maintain its equipment.
sign-in-account = Mail address or personnel number
sign-in-password = Password
sign-in-action = Sign in
sign-in-company = Sign in with your company account
sign-in-forgotten = Forgotten your password
sign-in-letter = I have a code on paper

footer-check = Check a certificate
footer-imprint = Imprint
footer-privacy = Privacy
footer-barrier = Report a barrier

drawing-circuit = Refrigeration circuit with compressor, condenser, expansion valve and evaporator
drawing-condenser = Condenser
drawing-evaporator = Evaporator
drawing-compressor = Compressor
drawing-valve = Valve
