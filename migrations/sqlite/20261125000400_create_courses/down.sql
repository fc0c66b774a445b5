DROP TABLE modules;
DROP TABLE course_versions;
DROP TABLE courses;
