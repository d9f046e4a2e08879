-- Table 4: MSP-Podcast. The best tuned UAR of each model with its interval, beside published ones.
SELECT
  source, release, task, test_set, experiment, model, chosen, uar, ci_low, ci_high, optimiser,
  learning_rate, batch_size, runs
FROM tuned_uar
WHERE startswith(task, 'msp-podcast-')
ORDER BY
  task, CASE experiment WHEN 'literature' THEN 0 ELSE 1 END, source, model, chosen
