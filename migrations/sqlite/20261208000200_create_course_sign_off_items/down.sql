DROP INDEX sign_off_items_by_course_item_id;
ALTER TABLE sign_off_items DROP COLUMN course_item_id;
DROP TABLE course_sign_off_items;
