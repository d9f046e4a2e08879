#!/usr/bin/env bash
# A user's corpus and model without Java: a table of files, and a command. Needs python3.
# Usage: run.sh [FOLDER for corpus and warehouse]
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
home="$(cd "$here/../.." && pwd)"
work="${1:-$(mktemp -d)}"
mkdir -p "$work"
python3 "$here/make_corpus.py" "$work/my-tones"

plateau() {
  TONES="$work/my-tones" "$home/submit.sh" "$@" --config "$here/tones.conf" \
    --warehouse "$work/warehouse"
}
plateau ingest
plateau predict --model my-command --task my-tones-2 --test-set my-tones/1/test
plateau score
plateau sql "SELECT model, condition, metric, value, n FROM scores
  WHERE interval = 'utterance' AND metric = 'uar'" --format csv | tee "$work/scores.csv"
grep -q '^my-command,clean,uar,1' "$work/scores.csv" \
  || { echo "run.sh: the command should tell low from high" >&2; exit 1; }
