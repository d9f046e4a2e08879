#!/usr/bin/env bash
# Builds the extension and runs it: a corpus, task, feature set, model, metric and condition of a user's.
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
weights="$(find "$work/warehouse/work/runs" -path '*/weights.safetensors' -not -path '*checkpoints*' | head -n 1)"
plateau predict --model tones-linear --weights "$weights" --task tones-2 \
  --test-set tones/1/test --condition gain@-12dB
plateau score
plateau sql "SELECT model, condition, metric, value, n FROM scores
  WHERE interval = 'utterance' AND metric IN ('uar', 'worst_recall') ORDER BY ALL" --format csv \
  | tee "$work/scores.csv"

# Both metrics under both conditions, for the model that was trained here and heard again.
for row in 'tones-linear,clean,uar,' 'tones-linear,clean,worst_recall,' \
  'tones-linear,gain@-12dB,uar,' 'tones-linear,gain@-12dB,worst_recall,'; do
  grep -q "^$row" "$work/scores.csv" || { echo "run.sh: no row $row" >&2; exit 1; }
done
