DROP TABLE api_tokens;
DROP TABLE one_time_links;
DROP TABLE sign_ins;
DROP TABLE credentials;
DROP TABLE account_roles;
DROP TABLE membership_job_roles;
DROP TABLE memberships;
DROP TABLE people;
