-- Table 14: text models, English and German states: model and origin.
SELECT
  regexp_replace(model, '-de$', '') AS model,
  CASE WHEN model LIKE '%-de' THEN 'German' ELSE 'English' END AS language,
  year, checkpoint AS origin, licence, parameters
FROM models
WHERE modality = 'text'
ORDER BY language, year, model
