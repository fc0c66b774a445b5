DROP TABLE course_equivalences;
