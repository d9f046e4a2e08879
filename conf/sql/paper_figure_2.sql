-- Figure 2: UAR of every tuning run, a panel a task and a column of points a model.
SELECT
  source, release, task, test_set, model, optimiser, learning_rate, batch_size, epochs, seed, uar,
  ci_low, ci_high, dev_uar, run_id
FROM run_uar
WHERE experiment = 'tuning' AND condition = 'clean' AND in_domain
ORDER BY task, source, model, uar DESC, run_id
