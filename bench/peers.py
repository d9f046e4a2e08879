"""Times the Python peers of one feature set: decoding included, one worker.

usage: peers.py SET FOLDER REPEATS
SET: torchaudio, librosa, torchlibrosa (log-mel as in set logmel64), or an openSMILE set: IS09-s,
IS10-s, IS16-s, eGeMAPS-s. Prints one line: SET SECONDS AUDIO_SECONDS REAL_TIME_FACTOR of the
fastest repeat.
"""

import pathlib
import sys
import time


def log_mel_torchaudio():
    import torchaudio

    mel = torchaudio.transforms.MelSpectrogram(
        16000, 512, 512, 160, 50, 8000, n_mels=64, norm="slaney", mel_scale="slaney"
    )
    db = torchaudio.transforms.AmplitudeToDB("power")
    import torch

    return lambda x: db(mel(torch.from_numpy(x)))


def log_mel_librosa():
    import librosa

    return lambda x: librosa.power_to_db(
        librosa.feature.melspectrogram(
            y=x, sr=16000, n_fft=512, hop_length=160, fmin=50, fmax=8000, n_mels=64
        ),
        top_db=None,
    )


def log_mel_torchlibrosa():
    import torch
    import torchlibrosa

    spectrogram = torchlibrosa.Spectrogram(n_fft=512, hop_length=160)
    log_mel = torchlibrosa.LogmelFilterBank(
        sr=16000, n_fft=512, n_mels=64, fmin=50, fmax=8000, top_db=None
    )

    def run(x):
        with torch.no_grad():
            return log_mel(spectrogram(torch.from_numpy(x)[None]))

    return run


def open_smile(name):
    import os

    import opensmile

    configuration = {
        "IS09": "is09-13/IS09_emotion",
        "IS10": "is09-13/IS10_paraling_compat",
        "IS16": "compare/ComParE_2016",
        "eGeMAPS": "egemaps/v02/eGeMAPSv02",
    }[name.removesuffix("-s")]
    root = os.path.join(os.path.dirname(opensmile.__file__), "core", "config")
    smile = opensmile.Smile(
        feature_set=os.path.join(root, configuration + ".conf"),
        feature_level="func",
        loglevel=0,
    )
    return lambda x: smile(x, 16000)


def main():
    name, folder, repeats = sys.argv[1], pathlib.Path(sys.argv[2]), int(sys.argv[3])
    import soundfile

    makers = {
        "torchaudio": log_mel_torchaudio,
        "librosa": log_mel_librosa,
        "torchlibrosa": log_mel_torchlibrosa,
    }
    if name in ("torchaudio", "torchlibrosa"):
        import torch

        torch.set_num_threads(1)
    extract = makers[name]() if name in makers else open_smile(name)
    files = sorted(folder.glob("*.wav"))
    best, audio = float("inf"), 0.0
    for _ in range(repeats + 1):  # the first one warms up
        audio = 0.0
        start = time.perf_counter()
        for file in files:
            samples, rate = soundfile.read(file, dtype="float32")
            extract(samples)
            audio += len(samples) / rate
        seconds = time.perf_counter() - start
        best = seconds if _ > 0 and seconds < best else best
    print(f"{name} {best:.3f} {audio:.1f} {best / audio:.6f}")


if __name__ == "__main__":
    main()
