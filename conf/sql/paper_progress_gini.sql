-- In the text: progress in fairness. Spearman's rho of the Gini coefficient with year and size, over
-- the models above chance; above 0 means less even.
SELECT
  source, release, selection, task, test_set, condition, predictor, rho, ci_low, ci_high, n
FROM progress_correlations
WHERE experiment = 'exploration' AND metric = 'gini'
ORDER BY source, release, selection, task, test_set, condition, predictor
