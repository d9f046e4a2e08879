-- In the text: progress out of domain. Spearman's rho of UAR on another corpus with year and size.
SELECT
  source, release, selection, task, test_set, condition, predictor, rho, ci_low, ci_high, n
FROM progress_correlations
WHERE experiment = 'exploration' AND metric = 'uar' AND condition = 'clean'
  AND test_set NOT LIKE '%/%' AND NOT startswith(task, concat(test_set, '-'))
ORDER BY source, release, selection, task, test_set, condition, predictor
