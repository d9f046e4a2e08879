#!/usr/bin/env bash
# Speed of feature extraction beside its Python peers, alternating, decoding included, one worker
# and two, in one run. For an idle machine.
#   bench/speed.sh WAV_FOLDER PYTHON [OPENSMILE_HOME]
# PYTHON: an interpreter with torch, torchaudio, librosa, torchlibrosa, soundfile, opensmile 2.6.0.
# OPENSMILE_HOME: the folder that `setup opensmile` made; without it its sets are left out.
# First build: ./submit.sh doctor && mvn -o -q test-compile. CLASS_PATH names other classes.
set -euo pipefail
cd "$(dirname "$0")/.."
wavs=${1:?folder of WAV files}
python=${2:?Python interpreter}
smile=${3:-}
repeats=${REPEATS:-3}
classes=${CLASS_PATH:-pipelines/target/test-classes:pipelines/target/classes:$(cat "$(ls -td .plateau/build-*/class-path | head -1)")}
ours() { java -Xmx1g -cp "$classes" org.plateau.bench.ExtractionSpeed "$@"; }
for round in 1 2; do
  echo "round $round, ours: set workers seconds audio_seconds real_time_factor"
  for workers in 1 2; do ours logmel64 "$wavs" "$repeats" "$workers"; done
  echo "peers: set seconds audio_seconds real_time_factor"
  for peer in torchaudio librosa torchlibrosa; do
    "$python" bench/peers.py "$peer" "$wavs" "$repeats" || echo "$peer: not installed"
  done
  [ -n "$smile" ] || continue
  for set in IS09-s IS10-s IS16-s eGeMAPS-s; do
    for workers in 1 2; do ours "$set" "$wavs" "$repeats" "$workers" "$smile"; done
    "$python" bench/peers.py "$set" "$wavs" "$repeats"
  done
done
