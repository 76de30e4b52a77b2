"""Photos with the chapter's training transforms (section 5.3), batch by batch, on PyTorch: ImageFolder and DataLoader.

usage: images_peer.py FOLDER [--workers N] [--epochs N]; prints images a second of the fastest epoch, after one for warming up.
Settings as in peer.py.
"""
import argparse
import time

from torch.utils.data import DataLoader
from torchvision import datasets, transforms

parser = argparse.ArgumentParser()
parser.add_argument("folder")
parser.add_argument("--workers", type=int, default=2)
parser.add_argument("--epochs", type=int, default=3)
options = parser.parse_args()

steps = [transforms.Resize([256, 256]), transforms.RandomResizedCrop(224), transforms.RandomHorizontalFlip(), transforms.ToTensor()]
photos = datasets.ImageFolder(options.folder, transforms.Compose(steps))
# Workers that stay between epochs: starting processes anew each time would be held against PyTorch otherwise.
loader = DataLoader(photos, batch_size=32, shuffle=True, num_workers=options.workers, persistent_workers=options.workers > 0)
best = float("inf")
for epoch in range(options.epochs + 1):
    start = time.perf_counter()
    seen = sum(len(labels) for _, labels in loader)
    assert seen == len(photos)
    if epoch > 0:
        best = min(best, time.perf_counter() - start)
print(f"{len(photos) / best:.0f} images/s")
