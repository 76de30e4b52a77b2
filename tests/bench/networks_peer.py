"""Forward passes of torchvision's networks: the peer of NetworkSpeed.cs. Prints name, batch, seconds (best of the rounds).

Run with the system's python3 and, as a learner would get a fair PyTorch from Debian:
LD_LIBRARY_PATH=/usr/lib/x86_64-linux-gnu/openblas-openmp OMP_NUM_THREADS=2 OPENBLAS_NUM_THREADS=2
"""
import sys
import time

import torch
import torchvision.models as models

CASES = {"resnet18": (32, 224), "resnet50": (8, 224), "vgg16": (8, 224), "mobilenet_v2": (8, 224),
         "inception_v3": (8, 299), "squeezenet1_1": (8, 224)}

names = sys.argv[1].split(",") if len(sys.argv) > 1 else CASES
rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
for name in names:
    batch, size = CASES[name]
    options = {"init_weights": False} if name == "inception_v3" else {}
    network = getattr(models, name)(weights=None, **options).eval()
    images = torch.rand(batch, 3, size, size)
    best = float("inf")
    with torch.no_grad():
        network(images)
        for _ in range(rounds):
            start = time.perf_counter()
            network(images)
            best = min(best, time.perf_counter() - start)
    print(f"{name} {batch} {best:.4f}", flush=True)
