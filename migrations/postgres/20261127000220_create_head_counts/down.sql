DROP TABLE head_counts;
