"""Three feature maps of one image as the book gets them (section 5.4), on PyTorch: a hook and a forward pass for each map.

usage: explain_peer.py [--rounds N]; prints the median time in ms for all three. Settings as in peer.py: Debian's PyTorch,
LD_LIBRARY_PATH=/usr/lib/x86_64-linux-gnu/openblas-openmp OMP_NUM_THREADS=2 OPENBLAS_NUM_THREADS=2.
"""
import argparse
import statistics
import time

import torch
import torch.nn as nn
import torch.nn.functional as F


class XAI(nn.Module):
    def __init__(self, num_classes=2):
        super().__init__()
        steps, channels = [], 3
        for width, dropout in [(64, 0.3), (64, 0), (128, 0.4), (128, 0), (256, 0.4), (256, 0.4), (256, 0),
                               (512, 0.4), (512, 0.4), (512, 0), (512, 0.4), (512, 0.4), (512, 0)]:
            steps += [nn.Conv2d(channels, width, kernel_size=3, padding=0 if channels == 3 else 1, bias=False),
                      nn.BatchNorm2d(width), nn.ReLU(inplace=True),
                      nn.Dropout(dropout) if dropout else nn.MaxPool2d(kernel_size=2, stride=2)]
            channels = width
        self.features = nn.Sequential(*steps)
        self.classifier = nn.Sequential(nn.Linear(512, 512, bias=False), nn.Dropout(0.5), nn.BatchNorm1d(512),
                                        nn.ReLU(inplace=True), nn.Dropout(0.5), nn.Linear(512, num_classes))

    def forward(self, x):
        x = self.features(x)
        x = x.view(-1, 512)
        x = self.classifier(x)
        return F.log_softmax(x, dim=1)


class LayerActivations:
    features = []

    def __init__(self, model, layer_num):
        self.hook = model[layer_num].register_forward_hook(self.hook_fn)

    def hook_fn(self, module, input, output):
        self.features = output.detach().numpy()

    def remove(self):
        self.hook.remove()


parser = argparse.ArgumentParser()
parser.add_argument("--rounds", type=int, default=15)
rounds = parser.parse_args().rounds
model = XAI().eval()
image = torch.rand(1, 3, 100, 100)
times = []
for _ in range(rounds + 3):
    start = time.perf_counter()
    for layer in (0, 20, 40):
        result = LayerActivations(model.features, layer)
        model(image)
        activations = result.features
        result.remove()
    times.append(time.perf_counter() - start)
print(f"{1000 * statistics.median(times[3:]):.1f} ms")
