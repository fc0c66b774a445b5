DROP TABLE booking_events;
DROP TABLE bookings;
DROP TABLE session_trainers;
DROP TABLE session_parts;
DROP TABLE sessions;
DROP TABLE workshops;
