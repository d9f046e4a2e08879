-- Table 10: convolutional-recurrent networks on raw audio: model and origin.
SELECT model, year, feature_set, checkpoint AS origin, licence, pretrained_on, parameters
FROM models
WHERE model_group = '\'16 End-to-end'
ORDER BY year, model
