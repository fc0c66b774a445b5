DROP TABLE asked_tests;
DROP TABLE workshop_tests;
