DROP TABLE dead_addresses;
