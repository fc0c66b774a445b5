DROP TABLE series_sessions;
DROP TABLE session_series;
