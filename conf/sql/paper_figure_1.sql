-- Figure 1: do tasks, corpora and noise rank the models alike? Spearman's rho of UAR between every
-- two (task, test set, condition).
SELECT
  source, release, selection, task_x, test_set_x, condition_x, task_y, test_set_y, condition_y,
  method, rho, ci_low, ci_high, n
FROM rank_correlations
WHERE experiment = 'exploration' AND metric_x = 'uar' AND metric_y = 'uar'
ORDER BY
  source, release, selection, task_x, test_set_x, condition_x, task_y, test_set_y, condition_y
