DROP TABLE attendance_signatures;
