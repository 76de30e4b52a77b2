"""What NetworkSpeed.cs does, with torchvision's networks: prints the seconds of the best of the rounds.

usage: networks_peer.py NETWORK BATCH ROUNDS
"""
import sys
import time

import torch
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


print(f"{forward(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])):.4f}")
