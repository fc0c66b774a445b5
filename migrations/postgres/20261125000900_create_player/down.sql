DROP TABLE answers;
DROP TABLE attempts;
DROP TABLE registrations;
