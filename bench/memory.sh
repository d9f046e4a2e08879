#!/usr/bin/env bash
# Memory of this process and its extractor at 1,000 and 10,000 distinct clips.
#   bench/memory.sh WAV_FOLDER SET [OPENSMILE_HOME]     CLIPS=10000 by default
# First build as for speed.sh.
set -euo pipefail
cd "$(dirname "$0")/.."
classes=${CLASS_PATH:-pipelines/target/test-classes:pipelines/target/classes:$(cat "$(ls -td .plateau/build-*/class-path | head -1)")}
java -Xmx512m -cp "$classes" org.plateau.bench.ExtractionMemory \
  "${2:?set}" "${1:?folder of WAV files}" "${CLIPS:-10000}" ${3:+"$3"}
