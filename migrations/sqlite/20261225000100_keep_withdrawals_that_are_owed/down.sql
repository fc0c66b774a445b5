DROP TABLE owed_withdrawals;
