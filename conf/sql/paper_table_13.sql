-- Table 13: audio networks pretrained without labels: model and origin. (w2v2-L-12-emo is a tuned
-- state of another, in the catalogue for evaluation.)
SELECT model, year, feature_set, checkpoint AS origin, licence, pretrained_on, parameters
FROM models
WHERE model_group = '\'20 Audio SSL' AND model <> 'w2v2-L-12-emo'
ORDER BY year, model
