DROP TABLE person_facts;
DROP TABLE own_fields;
