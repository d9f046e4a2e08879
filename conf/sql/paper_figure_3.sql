-- Figure 3: how far training moved each layer: CKA between a layer before training and the same layer
-- after some epochs. value is the linear form of the paper; value_unbiased is near 0 for unrelated
-- activations and is the one to plot.
SELECT
  r.source, r.release, r.task, r.model, r.seed, c.epoch, c.layer_a AS layer, c.value,
  c.value_unbiased
FROM cka c
JOIN runs r ON r.run_id = c.run_id
WHERE c.layer_a = c.layer_b
ORDER BY r.source, r.task, r.model, r.seed, c.epoch, c.layer_a
