-- Table 6: what the layers of self-supervised models know. Pearson's r of a linear probe a feature,
-- the mean over layers and epochs (pearson_r_pooled pools the speakers first), and the clean
-- in-domain UAR of the same model, beside published values.
SELECT
  r.source, r.release, r.task, r.model, p.feature AS measure,
  AVG(CASE WHEN NOT isnan(p.pearson_r) THEN p.pearson_r END) AS value,
  AVG(CASE WHEN NOT isnan(p.pearson_r_pooled) THEN p.pearson_r_pooled END) AS value_pooled,
  COUNT(*) AS layers_and_epochs
FROM probing p
JOIN runs r ON r.run_id = p.run_id
WHERE r.experiment = 'exploration'
GROUP BY r.source, r.release, r.task, r.model, p.feature
UNION ALL
SELECT u.source, u.release, u.task, u.model, 'uar', AVG(u.uar), CAST(NULL AS DOUBLE), COUNT(*)
FROM run_uar u
WHERE u.in_domain AND u.condition = 'clean' AND u.run_id IN (SELECT run_id FROM probing)
GROUP BY u.source, u.release, u.task, u.model
UNION ALL
SELECT
  source, release, task, model, substring(metric, 7), value, CAST(NULL AS DOUBLE),
  CAST(NULL AS BIGINT)
FROM published
WHERE startswith(metric, 'probe:')
UNION ALL
SELECT
  u.source, u.release, u.task, u.model, 'uar', MIN_BY(u.value, u.paper_table),
  CAST(NULL AS DOUBLE), CAST(NULL AS BIGINT)
FROM published u
WHERE u.metric = 'uar' AND u.condition = 'clean' AND u.test_set LIKE '%/%'
  AND u.experiment = 'exploration'
  AND EXISTS (
    SELECT 1 FROM published q
    WHERE startswith(q.metric, 'probe:') AND q.source = u.source AND q.model = u.model
      AND q.task = u.task)
GROUP BY u.source, u.release, u.task, u.model
ORDER BY source, model, measure
