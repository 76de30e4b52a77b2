"""Writes InitialWeights.txt: deviation of each weight of torchvision's untrained networks (weights of 1,000 numbers and more).

python3 record-initial-weights.py >InitialWeights.txt      (torchvision 0.14)
"""
import torch
import torchvision

torch.manual_seed(1)
for name in ["resnet18", "vgg16", "squeezenet1_1", "mobilenet_v2", "inception_v3"]:
    options = {"init_weights": True} if name == "inception_v3" else {}
    network = getattr(torchvision.models, name)(**options)
    for key, value in network.named_parameters():
        if value.numel() >= 1000 and value.dim() > 1:
            print(name, key, f"{value.std().item():.3g}")
