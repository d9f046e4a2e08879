-- The speakers that the models serve worst: mean UAR of each speaker over the models of an experiment
-- (runs of one model first taken together), worst first; place 1 is the worst of its test set.
SELECT
  source, experiment, release, task, test_set, condition,
  RANK() OVER (
    PARTITION BY source, experiment, release, task, test_set, condition ORDER BY AVG(uar)
  ) AS place,
  speaker, AVG(uar) AS mean_uar, MIN(uar) AS lowest_uar, MIN_BY(model, uar) AS lowest_model,
  MAX(uar) AS highest_uar, MAX(clips) AS clips, COUNT(*) AS models
FROM (
  SELECT
    source, experiment, release, task, test_set, condition, speaker, model,
    AVG(value) AS uar, MAX(n) AS clips
  FROM speaker_scores
  WHERE metric = 'uar'
  GROUP BY source, experiment, release, task, test_set, condition, speaker, model
)
GROUP BY source, experiment, release, task, test_set, condition, speaker
ORDER BY source, experiment, release, task, test_set, condition, place, speaker
