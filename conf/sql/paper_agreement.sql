-- In the text: how often two models say the same, the mean over all pairs and over those of the five
-- best.
SELECT
  source, release, selection, task, test_set, condition, scope, agreement, kappa, models, pairs, n
FROM agreement_summary
WHERE experiment = 'exploration'
ORDER BY source, release, selection, task, test_set, condition, scope
