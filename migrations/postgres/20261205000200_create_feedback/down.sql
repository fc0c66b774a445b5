DROP TABLE feedback;
DROP TABLE workshop_follow_ups;
