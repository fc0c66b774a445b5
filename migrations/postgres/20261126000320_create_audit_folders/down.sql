DROP TABLE audit_folders;
