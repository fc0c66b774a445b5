DROP TABLE mail_rates;
