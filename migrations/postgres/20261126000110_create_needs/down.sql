DROP TABLE training_need_events;
DROP TABLE training_need_joins;
DROP TABLE training_need_people;
DROP TABLE training_needs;
