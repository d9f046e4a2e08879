-- Table 9: the openSMILE feature sets: which models read them and how (s: functionals of the whole
-- utterance, d: descriptors a frame).
SELECT
  model, year, feature_set,
  CASE WHEN feature_set LIKE '%-d' THEN 'descriptors' ELSE 'functionals' END AS configuration,
  parameters
FROM models
WHERE model_group = '\'09 openSMILE'
ORDER BY configuration DESC, year, model
