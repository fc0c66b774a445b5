DROP TABLE booking_answers;
