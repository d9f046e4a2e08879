-- Figure 5: the most frequent pairs of words of the transcripts.
SELECT corpus, release, source, ngram, `count`
FROM ngrams
WHERE n = 2
ORDER BY corpus, release, source, `count` DESC, ngram
