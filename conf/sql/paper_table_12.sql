-- Table 12: audio networks pretrained with labels: model and origin.
SELECT model, year, feature_set, checkpoint AS origin, licence, pretrained_on, parameters
FROM models
WHERE model_group = '\'16 Supervised TL'
ORDER BY year, model
