-- UAR of every run, own and imported, with what the catalogue and the import say of its model.
-- in_domain: the test set is of the corpus that the task learns from; a bare corpus name that is not
-- the task's own is out of domain.
SELECT
  s.source, s.experiment, s.release, s.task, s.test_set, s.condition, s.model, s.seed, s.run_id,
  s.value AS uar, s.ci_low, s.ci_high, s.n, s.above_chance,
  r.optimiser, r.learning_rate, r.batch_size, r.epochs, r.dev_uar,
  m.model_group, m.year, COALESCE(r.modality, m.modality, 'audio') AS modality,
  s.test_set LIKE '%/%' OR startswith(s.task, concat(s.test_set, '-')) AS in_domain
FROM scores s
LEFT JOIN runs r ON r.run_id = s.run_id
LEFT JOIN models m ON m.model = s.model
WHERE s.metric = 'uar' AND s.interval = 'utterance' AND COALESCE(r.fold, '') = ''
