DROP TABLE further_attempts;
