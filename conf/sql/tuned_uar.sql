-- The best tuning run of each model: chosen on the test set (as the paper does; optimistic) and
-- chosen on the development set, beside what others published of tuned models and of the challenges.
SELECT
  source, experiment, release, task, test_set, model,
  'best on test (optimistic)' AS chosen,
  MAX_BY(uar, pick) AS uar, MAX_BY(ci_low, pick) AS ci_low, MAX_BY(ci_high, pick) AS ci_high,
  MAX_BY(optimiser, pick) AS optimiser, MAX_BY(learning_rate, pick) AS learning_rate,
  MAX_BY(batch_size, pick) AS batch_size, COUNT(*) AS runs
FROM (SELECT *, struct(uar, run_id) AS pick FROM run_uar)
WHERE experiment = 'tuning' AND condition = 'clean' AND in_domain
GROUP BY source, experiment, release, task, test_set, model
UNION ALL
SELECT
  source, experiment, release, task, test_set, model,
  'best on dev',
  MAX_BY(uar, pick), MAX_BY(ci_low, pick), MAX_BY(ci_high, pick),
  MAX_BY(optimiser, pick), MAX_BY(learning_rate, pick), MAX_BY(batch_size, pick), COUNT(*)
FROM (SELECT *, struct(dev_uar, run_id) AS pick FROM run_uar WHERE dev_uar IS NOT NULL)
WHERE experiment = 'tuning' AND condition = 'clean' AND in_domain
GROUP BY source, experiment, release, task, test_set, model
UNION ALL
SELECT
  source, experiment, release, task, test_set, model,
  'published', value, ci_low, ci_high,
  CAST(NULL AS STRING), CAST(NULL AS DOUBLE), CAST(NULL AS INT), CAST(NULL AS BIGINT)
FROM published
WHERE experiment IN ('literature', 'tuning') AND metric = 'uar' AND condition = 'clean'
