DROP TABLE sign_off_photos;
DROP TABLE sign_off_entries;
DROP TABLE sign_off_items;
