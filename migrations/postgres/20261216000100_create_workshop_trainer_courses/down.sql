DROP TABLE workshop_trainer_courses;
