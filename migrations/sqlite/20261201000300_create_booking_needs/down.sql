DROP TABLE booking_needs;
