DROP TABLE holidays;
DROP TABLE country_calendars;
DROP TABLE notices;
