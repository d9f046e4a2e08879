-- Table 15: UAR of the audio models on clean recordings and in noise, one row a model and noisy
-- condition, with the loss.
SELECT
  n.source, n.release, n.task, n.test_set, n.condition AS noisy_condition, n.model_group, n.year,
  n.model, c.uar AS clean_uar, n.uar AS noisy_uar, c.uar - n.uar AS loss,
  n.ci_low AS noisy_ci_low, n.ci_high AS noisy_ci_high
FROM (
  SELECT
    source, experiment, release, task, test_set, condition, model_group, year, model,
    MIN_BY(uar, pick) AS uar, MIN_BY(ci_low, pick) AS ci_low, MIN_BY(ci_high, pick) AS ci_high
  FROM (
    SELECT *, struct(COALESCE(paper_table, '') <> '15', COALESCE(paper_table, '')) AS pick
    FROM model_uar
  )
  WHERE experiment = 'exploration' AND modality = 'audio' AND in_domain AND condition LIKE 'tau@%'
  GROUP BY source, experiment, release, task, test_set, condition, model_group, year, model
) n
LEFT JOIN (
  SELECT source, experiment, release, task, test_set, model, MIN_BY(uar, pick) AS uar
  FROM (
    SELECT *, struct(COALESCE(paper_table, '') <> '15', COALESCE(paper_table, '')) AS pick
    FROM model_uar
  )
  WHERE condition = 'clean'
  GROUP BY source, experiment, release, task, test_set, model
) c
ON c.source = n.source AND c.experiment = n.experiment AND c.release = n.release
  AND c.task = n.task AND c.test_set = n.test_set AND c.model = n.model
ORDER BY n.source, n.task, n.test_set, n.year, n.model, n.condition
