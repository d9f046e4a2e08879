"""Writes 48 tones and manifest.csv: path, utterance, speaker, split, label."""

import csv
import math
import pathlib
import random
import struct
import sys
import wave

folder = pathlib.Path(sys.argv[1])
(folder / "clips").mkdir(parents=True, exist_ok=True)
draw = random.Random(1)
with open(folder / "manifest.csv", "w", newline="", encoding="utf-8") as table:
    rows = csv.writer(table)
    rows.writerow(["path", "utterance", "speaker", "split", "label"])
    for speaker in range(1, 7):
        for label, hertz in (("low", 150), ("high", 900)):
            for take in range(1, 5):
                name = f"s{speaker}-{label}-{take}"
                pitch = hertz + 60 * draw.random()
                samples = [
                    int(9000 * math.sin(2 * math.pi * pitch * i / 16000) + draw.gauss(0, 500))
                    for i in range(8000)
                ]
                with wave.open(str(folder / "clips" / f"{name}.wav"), "wb") as recording:
                    recording.setparams((1, 2, 16000, 0, "NONE", ""))
                    recording.writeframes(struct.pack("<8000h", *samples))
                split = {5: "dev", 6: "test"}.get(speaker, "train")
                rows.writerow([f"clips/{name}.wav", name, f"s{speaker}", split, label])
