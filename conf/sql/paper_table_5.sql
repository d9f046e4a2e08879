-- Table 5: UAR of the audio models out of domain: trained on one corpus, judged on the whole of
-- another without any further training.
SELECT
  source, experiment, release, task, test_set, condition, model_group, year, model,
  MIN_BY(uar, pick) AS uar, MIN_BY(ci_low, pick) AS ci_low, MIN_BY(ci_high, pick) AS ci_high,
  MAX(runs) AS runs
FROM (
  -- Where a paper prints a value in several tables, its Table 5 goes first.
  SELECT *, struct(COALESCE(paper_table, '') <> '5', COALESCE(paper_table, '')) AS pick
  FROM model_uar
)
WHERE experiment = 'exploration' AND modality = 'audio' AND NOT in_domain AND condition = 'clean'
GROUP BY source, experiment, release, task, test_set, condition, model_group, year, model
ORDER BY source, task, test_set, year, model
