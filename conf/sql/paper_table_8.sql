-- Table 8: UAR of the models that read transcripts (fine-tuned encoders and large language models).
SELECT
  source, experiment, release, task, test_set, condition, model_group, year, model,
  MIN_BY(uar, pick) AS uar, MIN_BY(ci_low, pick) AS ci_low, MIN_BY(ci_high, pick) AS ci_high,
  MAX(runs) AS runs
FROM (
  -- Where a paper prints a value in several tables, its Table 8 goes first.
  SELECT *, struct(COALESCE(paper_table, '') <> '8', COALESCE(paper_table, '')) AS pick
  FROM model_uar
)
WHERE experiment IN ('text', 'llm') AND in_domain AND condition = 'clean'
GROUP BY source, experiment, release, task, test_set, condition, model_group, year, model
ORDER BY source, task, test_set, year, model
