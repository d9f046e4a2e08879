-- In the text: progress in noise and through codecs. Spearman's rho of UAR under each condition other
-- than clean with year and size.
SELECT
  source, release, selection, task, test_set, condition, predictor, rho, ci_low, ci_high, n
FROM progress_correlations
WHERE experiment = 'exploration' AND metric = 'uar' AND condition <> 'clean'
ORDER BY source, release, selection, task, test_set, condition, predictor
