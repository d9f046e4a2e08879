-- Table 3: FAU-AIBO. The published results of the challenges, then the best tuned UAR of each model
-- with its interval.
SELECT
  source, release, task, test_set, experiment, model, chosen, uar, ci_low, ci_high, optimiser,
  learning_rate, batch_size, runs
FROM tuned_uar
WHERE startswith(task, 'fau-aibo-')
ORDER BY
  task, CASE experiment WHEN 'literature' THEN 0 ELSE 1 END, source, model, chosen
