DROP TABLE works_for_services;
DROP TABLE works_for;
DROP TABLE job_roles;
DROP TABLE location_services;
DROP TABLE services;
DROP TABLE locations;
DROP TABLE organisations;
