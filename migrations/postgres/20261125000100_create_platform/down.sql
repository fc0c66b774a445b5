DROP TABLE audit_entries;
DROP TABLE mails;
DROP TABLE stored_files;
DROP TABLE jobs;
DROP TABLE settings;
