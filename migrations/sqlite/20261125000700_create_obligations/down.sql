DROP TABLE obligation_changes;
DROP TABLE obligations;
DROP TABLE waivers;
DROP TABLE pauses;
DROP TABLE audience_runs;
DROP TABLE requirement_versions;
DROP TABLE requirements;
