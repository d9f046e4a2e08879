-- Table 11: vision networks on log-mel spectrograms: model and origin.
SELECT model, year, feature_set, checkpoint AS origin, licence, pretrained_on, parameters
FROM models
WHERE model_group = '\'12 ImageNet'
ORDER BY year, model
