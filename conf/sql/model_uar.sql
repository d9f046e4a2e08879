-- UAR of every model as papers print it: own and imported runs (the mean over seeds; the interval of
-- a single run) and published values, side by side and told apart by source. A published value that
-- stands in several tables of its paper appears once for each (paper_table).
SELECT
  source, experiment, release, task, test_set, condition, model,
  CAST(NULL AS STRING) AS paper_table,
  MAX(model_group) AS model_group, MAX(year) AS year, MAX(modality) AS modality,
  BOOL_AND(in_domain) AS in_domain,
  AVG(uar) AS uar,
  CASE WHEN COUNT(*) = 1 THEN MAX(ci_low) END AS ci_low,
  CASE WHEN COUNT(*) = 1 THEN MAX(ci_high) END AS ci_high,
  COUNT(*) AS runs
FROM run_uar
GROUP BY source, experiment, release, task, test_set, condition, model
UNION ALL
SELECT
  p.source, p.experiment, p.release, p.task, p.test_set, p.condition, p.model,
  p.paper_table,
  m.model_group, m.year,
  COALESCE(m.modality, CASE WHEN p.experiment IN ('text', 'llm') THEN 'text' ELSE 'audio' END),
  p.test_set LIKE '%/%' OR startswith(p.task, concat(p.test_set, '-')),
  p.value, p.ci_low, p.ci_high,
  CAST(NULL AS BIGINT)
FROM published p
LEFT JOIN models m ON m.model = p.model
WHERE p.metric = 'uar'
