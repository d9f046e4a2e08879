-- Table 7: individual fairness. Mean Gini coefficient of the speakers' UAR over the models above
-- chance, and Spearman's rho of UAR with it.
SELECT
  source, release, selection, task, test_set, mean_gini, rho_uar, ci_low, ci_high, n,
  models_below_chance
FROM fairness_summary
WHERE experiment = 'exploration' AND metric = 'gini' AND condition = 'clean'
  AND (test_set LIKE '%/%' OR startswith(task, concat(test_set, '-')))
ORDER BY source, release, selection, task, test_set
