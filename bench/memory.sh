#!/usr/bin/env bash
# Memory of this process and its extractor at 1,000 and 10,000 distinct clips.
#   bench/memory.sh WAV_FOLDER SET [OPENSMILE_HOME]     CLIPS=10000 by default
# This process's heap has one size and is touched at once: what grows is live heap or native memory.
# First build as for speed.sh.
set -euo pipefail
cd "$(dirname "$0")/.."
classes=${CLASS_PATH:-pipelines/target/test-classes:pipelines/target/classes:$(cat "$(ls -td .plateau/build-*/class-path | head -1)")}
java -Xms256m -Xmx256m -XX:+AlwaysPreTouch -XX:+UseSerialGC -cp "$classes" org.plateau.bench.ExtractionMemory \
  "${2:?set}" "${1:?folder of WAV files}" "${CLIPS:-10000}" ${3:+"$3"}
