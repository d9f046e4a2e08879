-- Figure 4: complementarity. UAR of a model on all clips, and on those that another gets right or
-- wrong; two panels of three models each.
SELECT
  source, experiment, release, selection, task, test_set, model, other_experiment, other, subset,
  uar, n
FROM complementarity
WHERE condition = 'clean' AND (
  task = 'msp-podcast-4'
    AND model IN ('w2v2-L-12-avd', 'EfficientNet', 'Llama-2')
    AND other IN ('w2v2-L-12-avd', 'EfficientNet', 'Llama-2')
  OR task = 'fau-aibo-2'
    AND model IN ('w2v2-L-12-avd', 'CNN14', 'DistilBERT')
    AND other IN ('w2v2-L-12-avd', 'CNN14', 'DistilBERT'))
ORDER BY source, release, selection, task, test_set, model, other, subset
