# Certificates: what stands on the document.

certificate-number = Certificate { $number }
certificate-course = Course { $course }
certificate-course-version = Course { $course }, version { $version }
certificate-passed = passed the course { $course } on { $day }.
certificate-passed-version = passed the course { $course }, version { $version }, on { $day }.
certificate-attended = attended the course { $course } on { $day }.
certificate-passed-on = Passed on
certificate-attended-on = Attended on
certificate-valid-until = Valid until
certificate-no-end = no expiry
certificate-found-by = Established by
certificate-found-by-score = Final test, { $score } %
certificate-found-by-test = Final test
certificate-found-by-trainer = Trainer on site
certificate-contents = Contents
certificate-contents-minutes = { $summary }; { $minutes } minutes.
certificate-remark = Issued electronically, without signature
certificate-remark-letters = □ stands for letters of the name that this typeface lacks.
certificate-question = Genuine and still valid?
certificate-qr = QR code with the address where this certificate can be checked

evidence-already-revoked = This evidence has been revoked before.

# The public check.
check-title = Check a certificate
check-lead = Whether a certificate is genuine and still valid is answered here at once.
check-code = Code on the certificate
check-code-hint = 28 characters in groups of four, bottom right beside the QR code. Spaces do not matter.
check-action = Check
check-answer-valid = Valid until { $date }
check-answer-passed = Valid, passed on { $date }
check-answer-attended = Valid, attended on { $date }
check-answer-expired = No longer valid: expired on { $date }
check-answer-revoked = Not valid: revoked on { $date }
check-answer-unknown = There is no certificate with this code
check-at = Checked today, { $at }
check-certificate = Certificate
check-person = Person
check-issuer = Issued by
check-number = Number
check-meaning = What does this mean?
check-meaning-valid = The person completed this course, and the certificate is valid. Ask to see a proof of identity.
check-meaning-passed = The person completed this course, and the certificate is not revoked. When they must refresh it does not stand on it. Ask to see a proof of identity.
check-meaning-attended = The person completed this course, and the certificate is not revoked. When they must refresh it does not stand on it. Ask to see a proof of identity.
check-meaning-expired = The person completed this course then. Whether they have refreshed it since, only a newer certificate shows.
check-meaning-revoked = This document no longer counts, even if it carries a later date.
check-meaning-unknown = Compare the code with the document, character by character. If it matches, ask the company that showed it to you.
check-foot = The name is shortened.
check-foot-revoked = The reason is not given here. The company answers questions.
check-another = Check another certificate
check-again = Enter the code again

# Lists.
certificates-own = { $count ->
    [0] No certificate yet
    [1] One certificate, { $valid ->
        [0] no longer valid
       *[other] valid
    }
   *[other] { $count } certificates, { $valid } of them valid
}
certificates-branch = Certificates of the company
certificates-views = Views
certificates-view-own = My own
certificates-view-branch = Company
certificates-search = Name
certificates-search-action = Search
certificates-course = Course
certificates-status = Status
certificates-proven = Passed
certificates-file = Document
certificates-download = PDF
certificates-more = Show more
certificates-none = After each course you pass, your certificate lies here as a PDF, with a number and a code that anybody can check.
certificates-none-found = No certificate matches.

# One piece of evidence.
evidence-title = Evidence
evidence-download = Certificate as PDF
evidence-course = Course
evidence-proven = Day
evidence-means = How
evidence-means-online = on screen
evidence-means-workshop = in a workshop
evidence-means-paper = on paper
evidence-means-document = document of somebody else
evidence-means-other = otherwise
evidence-strength = How certain
evidence-strength-marked_by_server = marked here
evidence-strength-observed_by_trainer = seen by a trainer
evidence-strength-reported_by_package = reported by a package
evidence-strength-external_document = document of somebody else is on file
evidence-strength-imported_record = taken over from earlier records
evidence-recorded = Recorded
evidence-note = Remark
evidence-scan = Scan
evidence-scan-open = Download the scan
evidence-reason = Reason for revoking
evidence-revoke-open = Revoke …
evidence-back = To the certificates

revocation-title = Revoke
revocation-question = Revoke “{ $course }”?
revocation-text = The evidence then no longer counts for { $person }, and due dates are worked out anew. It stays in the record with the reason.
revocation-certificate = Certificate { $number } is revoked with it.
revocation-reason-hint = The person and those who manage evidence can read it.
revocation-action = Revoke
revocation-done = Revoked.

paper-open = Record a paper list
