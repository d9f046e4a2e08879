#!/usr/bin/env bash
# Builds the extension and runs it: a corpus, task, feature set, model, metric and condition of a
# user's. Ends with an error unless each of the six has left its rows in the tables.
# Usage: run.sh [FOLDER for corpus and warehouse]
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
home="$(cd "$here/../.." && pwd)"
work="${1:-$(mktemp -d)}"
mkdir -p "$work"

(cd "$home" && mvn -B -q -pl pipelines -am -Dmaven.test.skip=true -Dspotless.check.skip=true install)
(cd "$here" && mvn -B -q package)
jar="$here/target/tones-1.jar"
pipelines=("$home"/pipelines/target/plateau-pipelines-*.jar)
java -cp "$jar:${pipelines[0]}" org.example.tones.MakeTones "$work/tones"

plateau() {
  TONES="$work/tones" "$home/submit.sh" "$@" --jars "$jar" --config "$here/tones.conf" \
    --warehouse "$work/warehouse"
}
plateau benchmark
plateau features --store --sets zero-crossings

# One row an extension: how many rows of a table only it can have written.
plateau sql "
  SELECT 'corpus' AS extension, count(*) AS found FROM utterances WHERE corpus = 'tones'
  UNION ALL SELECT 'task', count(*) FROM labels WHERE task = 'tones-2' AND label IN ('low', 'high')
  UNION ALL SELECT 'feature set', count(*) FROM features
    WHERE feature_set = 'zero-crossings' AND extractor = 'tones-zero-crossings-v1' AND dims = 2
  UNION ALL SELECT 'model', count(*) FROM runs
    WHERE model = 'tones-linear' AND status = 'done' AND parameters = 2 * 2 + 2
  UNION ALL SELECT 'metric', count(*) FROM scores
    WHERE model = 'tones-linear' AND metric = 'worst_recall' AND interval = 'utterance'
      AND value BETWEEN 0 AND 1
  UNION ALL SELECT 'condition', count(*) FROM predictions plain JOIN predictions heard
    USING (run_id, test_set, utterance)
    WHERE plain.condition = 'clean' AND heard.condition = 'gain@-12dB'
      AND plain.logits != heard.logits" --format csv | tr -d '\r' > "$work/found.csv"
printf '%s\n' extension,found corpus,48 task,48 'feature set,48' model,1 metric,2 condition,8 \
  > "$work/expected.csv"
diff "$work/expected.csv" "$work/found.csv" >&2 || {
  echo "run.sh: an extension took no effect (< expected, > found)" >&2
  exit 1
}
plateau sql "SELECT model, condition, metric, value, n FROM scores
  WHERE interval = 'utterance' AND metric IN ('uar', 'worst_recall') ORDER BY ALL" --format csv
