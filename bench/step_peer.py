"""Times training steps of a network in PyTorch, as the peer of org.plateau.nn.bench.StepBench.

Reads lines "MODEL STEPS" from standard input and answers each with the seconds that the steps took, after two steps to
warm up on a model's first use; "end" ends it. One step: gradients to zero, forward, weighted cross-entropy, backward,
Adam. Batch 4 x 3 s, 4 classes, weights as the libraries draw them. ETDNN needs speechbrain and torchaudio, AST
transformers, the image networks torchvision.

    python step_peer.py THREADS
"""
import sys
import time

import torch
from torch import nn

CLASSES, BATCH = 4, 4


class Crnn(nn.Module):
    """Convolution blocks over raw audio, two LSTM layers, mean over time, linear layer."""

    def __init__(self, blocks, activation):
        super().__init__()
        layers, channels = [], 1
        for out, kernel, padding, pool in blocks:
            layers += [nn.Conv1d(channels, out, kernel, padding=padding), nn.BatchNorm1d(out), activation(), nn.MaxPool1d(pool)]
            channels = out
        self.convolutions = nn.Sequential(*layers)
        self.lstm = nn.LSTM(channels, 256, 2, dropout=0.5, batch_first=True)
        self.linear = nn.Linear(256, CLASSES)

    def forward(self, x):
        states, _ = self.lstm(self.convolutions(x).transpose(1, 2))
        return self.linear(states.mean(1))


def crnn18():
    return Crnn([(64, 8, 3, 10), (128, 6, 2, 8), (256, 6, 2, 8)], lambda: nn.LeakyReLU(0.01))


def crnn19():
    return Crnn([(64, 3, 1, 4), (64, 3, 1, 4), (128, 3, 1, 4), (128, 3, 1, 4)], nn.ELU)


class Cnn14(nn.Module):
    """CNN14 of PANNs: norm over the bands, six pairs of convolutions, mean over bands, maximum plus mean over time."""

    def __init__(self):
        super().__init__()
        self.norm = nn.BatchNorm2d(64)
        layers, channels = [], 1
        for i, out in enumerate((64, 128, 256, 512, 1024, 2048)):
            for _ in range(2):
                layers += [nn.Conv2d(channels, out, 3, padding=1, bias=False), nn.BatchNorm2d(out), nn.ReLU()]
                channels = out
            layers += [nn.AvgPool2d(2)] if i < 5 else []
            layers += [nn.Dropout(0.2)]
        self.blocks = nn.Sequential(*layers)
        self.head = nn.Sequential(nn.Linear(channels, channels), nn.ReLU(), nn.Linear(channels, CLASSES))

    def forward(self, x):
        frames = self.blocks(self.norm(x.transpose(1, 3)).transpose(1, 3)).mean(3)
        return self.head(frames.amax(2) + frames.mean(2))


class Ecapa(nn.Module):
    """SpeechBrain's ECAPA-TDNN and a perceptron of two layers."""

    def __init__(self):
        super().__init__()
        from speechbrain.lobes.models.ECAPA_TDNN import ECAPA_TDNN

        self.backbone = ECAPA_TDNN(80, lin_neurons=192, channels=[1024, 1024, 1024, 1024, 3072])
        self.head = nn.Sequential(nn.Linear(192, 32), nn.ReLU(), nn.Dropout(0.5), nn.Linear(32, CLASSES))

    def forward(self, x):
        return self.head(self.backbone(x).squeeze(1))


class Ast(nn.Module):
    """The audio spectrogram transformer of transformers, the mean of its tokens, two linear layers."""

    def __init__(self):
        super().__init__()
        from transformers import ASTConfig, ASTModel

        self.model = ASTModel(ASTConfig())
        self.out = nn.Sequential(nn.Linear(768, 128), nn.ReLU(), nn.Dropout(0.5), nn.Linear(128, CLASSES))

    def forward(self, x):
        return self.out(self.model(x).last_hidden_state.mean(1))


def vision(name):
    def build():
        import torchvision

        return getattr(torchvision.models, name)(num_classes=CLASSES)

    return build


IMAGE, AUDIO, SQUARE = (3, 301, 64), (1, 48000), (3, 224, 224)
MODELS = {
    "CNN14": (Cnn14, (1, 301, 64)),
    "ETDNN": (Ecapa, (301, 80)),
    "AST": (Ast, (1024, 128)),
    "CRNN18": (crnn18, AUDIO),
    "CRNN19": (crnn19, AUDIO),
    "AlexNet": (vision("alexnet"), IMAGE),
    "Resnet50": (vision("resnet50"), IMAGE),
    "EfficientNet": (vision("efficientnet_b0"), IMAGE),
    **{f"VGG{depth}": (vision(f"vgg{depth}"), IMAGE) for depth in (11, 13, 16, 19)},
    **{f"ConvNeXt{size[0]}": (vision(f"convnext_{size}"), IMAGE) for size in ("tiny", "small", "base", "large")},
    **{f"Swin{size}": (vision(f"swin_{size}"), SQUARE) for size in "tsb"},
}


class Trainee:
    """A network with its optimiser and one batch."""

    def __init__(self, name):
        build, shape = MODELS[name]
        torch.manual_seed(1)
        self.network = build().train()
        self.optimiser = torch.optim.Adam(self.network.parameters(), lr=1e-4)
        self.loss = nn.CrossEntropyLoss(weight=torch.tensor([0.5, 1.0, 1.5, 2.0]))
        self.input = 0.1 * (2 * torch.rand(BATCH, *shape) - 1)
        self.labels = torch.arange(BATCH) % CLASSES
        self.seconds(2)

    def seconds(self, steps):
        begin = time.perf_counter()
        for _ in range(steps):
            self.optimiser.zero_grad()
            self.loss(self.network(self.input), self.labels).backward()
            self.optimiser.step()
        return time.perf_counter() - begin


def main():
    torch.set_num_threads(int(sys.argv[1]))
    print("torch", torch.__version__, "threads", torch.get_num_threads(), flush=True)
    name, trainee = None, None
    for line in sys.stdin:
        words = line.split()
        if words == ["end"]:
            return
        if words[0] not in MODELS:
            print("unknown", *MODELS, flush=True)
            continue
        if words[0] != name:
            trainee = None  # frees the network before
            name, trainee = words[0], Trainee(words[0])
        print(repr(trainee.seconds(int(words[1]))), flush=True)


if __name__ == "__main__":
    main()
