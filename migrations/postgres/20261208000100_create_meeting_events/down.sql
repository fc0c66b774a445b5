DROP TABLE meeting_events;
