DROP TABLE duty_events;
DROP TABLE duties;
