-- Table 1: in-domain UAR of the audio models on clean recordings, one row a model and task.
SELECT
  source, experiment, release, task, test_set, condition, model_group, year, model,
  MIN_BY(uar, pick) AS uar, MIN_BY(ci_low, pick) AS ci_low, MIN_BY(ci_high, pick) AS ci_high,
  MAX(runs) AS runs
FROM (
  -- Where a paper prints a value in several tables, its Table 1 goes first.
  SELECT *, struct(COALESCE(paper_table, '') <> '1', COALESCE(paper_table, '')) AS pick
  FROM model_uar
)
WHERE experiment = 'exploration' AND modality = 'audio' AND in_domain AND condition = 'clean'
GROUP BY source, experiment, release, task, test_set, condition, model_group, year, model
ORDER BY source, task, test_set, year, model
