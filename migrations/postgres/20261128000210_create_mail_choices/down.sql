DROP TABLE mail_senders;
DROP TABLE announcements;
DROP TABLE mail_choices;
