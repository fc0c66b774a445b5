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
certificate-question = Genuine and still valid?
certificate-qr = QR code with the address where this certificate can be checked

evidence-already-revoked = This proof has been revoked before.
