DROP TABLE reminder_texts;
