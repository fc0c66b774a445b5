DROP TABLE organisation_facts;
DROP TABLE location_products;
DROP TABLE products;
