"""What NetworkSpeed.cs does, with torchvision's networks: prints the seconds of the best of the rounds.

usage: networks_peer.py forward NETWORK BATCH ROUNDS, or networks_peer.py features BATCH ROUNDS. Settings as in peer.py.
"""
import sys
import time

import torch
import torch.nn as nn
import torchvision.models as models


def best(rounds, work):
    times = []
    for _ in range(rounds + 1):  # the first is for warming up
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times[1:])


def forward(name, batch, rounds):
    options = {"init_weights": False} if name == "inception_v3" else {}
    network = getattr(models, name)(weights=None, **options).eval()
    size = 299 if name == "inception_v3" else 224
    images = torch.rand(batch, 3, size, size)
    with torch.no_grad():
        return best(rounds, lambda: network(images))


def features(batch, rounds):
    model = models.resnet18(weights=None)
    for parameter in model.parameters():
        parameter.requires_grad = False
    model.fc = nn.Linear(512, 2)
    optimizer = torch.optim.Adam(model.fc.parameters())
    error = nn.CrossEntropyLoss()
    images, labels = torch.rand(batch, 3, 224, 224), torch.randint(0, 2, (batch,))
    model.train()

    def step():
        optimizer.zero_grad()
        error(model(images), labels).backward()
        optimizer.step()
    return best(rounds, step)


if sys.argv[1] == "forward":
    print(f"{forward(sys.argv[2], int(sys.argv[3]), int(sys.argv[4])):.4f}")
else:
    print(f"{features(int(sys.argv[2]), int(sys.argv[3])):.4f}")
