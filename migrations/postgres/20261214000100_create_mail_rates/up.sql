-- How far what may leave in a minute is used up, over all nodes: one row without a name for mails to anywhere, and one for each domain that a
-- limit was asked for. All that was taken is paid off at `free_at`; the last mail that has to wait is to ask again at `promised_at`.
CREATE TABLE mail_rates (
    domain TEXT COLLATE "C" NOT NULL,
    free_at TIMESTAMP NOT NULL,
    promised_at TIMESTAMP,
    PRIMARY KEY (domain)
);
