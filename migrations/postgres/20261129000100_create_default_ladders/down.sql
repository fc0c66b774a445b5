DROP TABLE default_ladders;
