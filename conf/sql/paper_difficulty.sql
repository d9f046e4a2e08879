-- In the text: is what people find hard also hard for models? Spearman's rho a measure; model * is
-- over all voters.
SELECT source, release, selection, task, test_set, condition, measure, model, rho, n
FROM difficulty_correlations
WHERE experiment = 'tuning'
ORDER BY source, release, selection, task, test_set, condition, measure, model
