"""A model as a command: reads one JSON object a line, answers one JSON object a line."""

import json
import struct
import sys
import wave

for line in sys.stdin:
    request = json.loads(line)
    with wave.open(request["path"]) as recording:
        count = recording.getnframes()
        samples = struct.unpack("<%dh" % count, recording.readframes(count))
    crossings = sum((a < 0) != (b < 0) for a, b in zip(samples, samples[1:]))
    hertz = crossings / 2 * recording.getframerate() / count
    scores = {"low": 500 - hertz, "high": hertz - 500}
    print(json.dumps({"logits": [scores[name] / 100 for name in request["classes"]]}), flush=True)
