"""Writes reference.json beside it: PyTorch's answers for a small network filled by the golden references' formula.

Run: /usr/bin/python3 reference.py (Debian 12: python3-torch 1.13). The C# twin is SmallNetwork in tests/Course.Vision.Tests/Explain.
"""
import json
import os

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F


def fill(model):
    for k, (key, t) in enumerate(model.state_dict().items()):
        i = np.arange(t.numel(), dtype=np.uint64)
        s = np.sin(0.01 * i.astype(np.float64) + 0.1 * k)
        if t.dim() >= 2:
            mask, u = 0xFFFFFFFF, np.uint64
            h = (i * 0x9E3779B1 + ((k + 1) * 0x85EBCA77 & mask)) & mask
            h ^= h >> u(16)
            h = (h * 0x7FEB352D) & mask
            h ^= h >> u(15)
            h = (h * 0x846CA68B) & mask
            h ^= h >> u(16)
            v = (2 * (h.astype(np.float64) / 4294967296.0) - 1) * np.sqrt(3) * np.sqrt(2.0 / np.prod(t.shape[1:]))
        else:
            v = 0.1 * s
        t.copy_(torch.from_numpy(v.astype(np.float32)).reshape(t.shape))


def network(activation):
    model = nn.Sequential(nn.Conv2d(3, 4, 3), activation(), nn.AvgPool2d(2), nn.Conv2d(4, 6, 3), activation(),
                          nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(6, 3))
    with torch.no_grad():
        fill(model)
    return model.double().eval()


def images(n, c, h, w):
    i = np.arange(n * c * h * w)
    x = 0.5 + 0.5 * np.sin(0.013 * i + 0.7 * np.floor(i / (h * w)))
    return torch.from_numpy(x.astype(np.float32)).double().reshape(n, c, h, w)


def integrated_gradients(model, x, target):
    nodes, weights = np.polynomial.legendre.leggauss(50)
    total = torch.zeros_like(x)
    for node, weight in zip(nodes, weights):
        at = (x * (node + 1) / 2).requires_grad_()
        total += weight / 2 * torch.autograd.grad(model(at)[:, target].sum(), at)[0]
    return total * x


def watched(model, x, layer):
    """The layer's output and the score as a function of it."""
    with torch.no_grad():
        a = model[:layer + 1](x)
    return a.requires_grad_(), lambda a: model[layer + 1:](a)


def grad_cam_plus_plus(model, x, target, layer):  # as jacobgil/pytorch-grad-cam states the paper's equation 19
    a, head = watched(model, x, layer)
    g = torch.autograd.grad(head(a)[:, target].sum(), a)[0]
    alpha = g ** 2 / (2 * g ** 2 + a.sum((2, 3), keepdim=True) * g ** 3)
    alpha = torch.where(g != 0, alpha, torch.zeros_like(alpha))
    return F.relu(((alpha * F.relu(g)).sum((2, 3), keepdim=True) * a).sum(1, keepdim=True)).detach()


def score_cam(model, x, target, layer):
    with torch.no_grad():
        maps = model[:layer + 1](x)
        rows = []
        for n in range(len(x)):
            scores = []
            for k in range(maps.shape[1]):
                mask = F.interpolate(maps[n:n + 1, k:k + 1], size=x.shape[2:], mode="bilinear", align_corners=False)
                span = mask.max() - mask.min()
                mask = (mask - mask.min()) / (span if span > 0 else 1)  # a silent channel shows nothing
                scores.append(model(x[n:n + 1] * mask)[0, target])
            weights = torch.softmax(torch.stack(scores), 0)
            rows.append(F.relu((weights[:, None, None] * maps[n]).sum(0, keepdim=True)))
        return torch.stack(rows)


if __name__ == "__main__":
    x = images(2, 3, 12, 12)
    smooth, kinked = network(nn.Tanh), network(nn.ReLU)
    arrays = {
        "integrated_gradients": integrated_gradients(smooth, x, 1),
        "grad_cam_plus_plus": grad_cam_plus_plus(kinked, x, 1, 4),
        "score_cam": score_cam(kinked, x, 2, 4),
    }
    out = {name: {"shape": list(a.shape), "values": [float(f"{v:.7g}") for v in a.flatten().tolist()]} for name, a in arrays.items()}
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "reference.json"), "w") as f:
        f.write("{\n" + ",\n".join(f'  "{name}": {json.dumps(entry)}' for name, entry in out.items()) + "\n}\n")
