DROP TABLE audience_entries;
