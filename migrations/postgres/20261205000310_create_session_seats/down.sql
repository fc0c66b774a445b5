DROP TABLE session_seats;
