DROP TABLE workshop_prices;
DROP TABLE session_prices;
