-- Table 2: are newer and bigger models better? Spearman's rho of in-domain UAR on clean recordings
-- with year, parameters and multiply-adds. macs_torchinfo counts as the paper did; macs is the true
-- number.
SELECT
  source, release, selection, task, test_set, condition, predictor, rho, ci_low, ci_high, n
FROM progress_correlations
WHERE experiment = 'exploration' AND metric = 'uar' AND condition = 'clean'
  AND (test_set LIKE '%/%' OR startswith(task, concat(test_set, '-')))
ORDER BY source, release, selection, task, test_set, predictor
