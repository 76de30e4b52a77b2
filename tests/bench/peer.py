"""One epoch as the book writes it, on PyTorch: what the kit is compared with.

usage: peer.py DATA NETWORK [--steps N] [--epochs N]; prints the fastest epoch's seconds and processor seconds, scaled to 600 steps.
The loop is the book's (section 5.2): DataLoader of 100, evaluation on all test images every 50 steps, in the mode that training
left the network in. Debian's PyTorch: apt-get install python3-torch python3-torchvision libopenblas0-openmp.
"""
import argparse, gzip, os, resource, tempfile, time
import torch
import torch.nn as nn
import torch.nn.functional as F
import torchvision.transforms as transforms
from torch.autograd import Variable
from torch.utils.data import DataLoader, Subset
from torchvision.datasets import FashionMNIST


class FashionDNN(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(784, 256)
        self.drop = nn.Dropout(0.25)
        self.fc2 = nn.Linear(256, 128)
        self.fc3 = nn.Linear(128, 10)

    def forward(self, input_data):
        out = input_data.view(-1, 784)
        out = F.relu(self.fc1(out))
        out = self.drop(out)
        out = F.relu(self.fc2(out))
        return self.fc3(out)


class FashionCNN(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer1 = nn.Sequential(nn.Conv2d(1, 32, 3, padding=1), nn.BatchNorm2d(32), nn.ReLU(), nn.MaxPool2d(2, 2))
        self.layer2 = nn.Sequential(nn.Conv2d(32, 64, 3), nn.BatchNorm2d(64), nn.ReLU(), nn.MaxPool2d(2))
        self.fc1 = nn.Linear(64 * 6 * 6, 600)
        self.drop = nn.Dropout2d(0.25)
        self.fc2 = nn.Linear(600, 120)
        self.fc3 = nn.Linear(120, 10)

    def forward(self, x):
        out = self.layer1(x)
        out = self.layer2(out)
        out = out.view(out.size(0), -1)
        out = self.fc1(out)
        out = self.drop(out)
        out = self.fc2(out)
        return self.fc3(out)


def load(data, steps):
    """torchvision wants the files unpacked in FashionMNIST/raw."""
    with tempfile.TemporaryDirectory() as root:
        raw = os.path.join(root, "FashionMNIST", "raw")
        os.makedirs(raw)
        for name in os.listdir(data):
            if name.endswith(".gz"):
                with gzip.open(os.path.join(data, name)) as packed, open(os.path.join(raw, name[:-3]), "wb") as plain:
                    plain.write(packed.read())
        transform = transforms.Compose([transforms.ToTensor()])
        train = FashionMNIST(root, download=False, transform=transform)
        test = FashionMNIST(root, download=False, train=False, transform=transform)
    if steps < 600:
        train = Subset(train, range(steps * 100))
    return DataLoader(train, batch_size=100, shuffle=True), DataLoader(test, batch_size=100)


def epoch(model, optimizer, train_loader, test_loader, device=torch.device("cpu")):
    error = nn.CrossEntropyLoss()
    count = 0
    accuracy = 0
    loss_list, accuracy_list, predictions_list, labels_list = [], [], [], []
    for images, labels in train_loader:
        images, labels = images.to(device), labels.to(device)
        train = Variable(images.view(100, 1, 28, 28))
        labels = Variable(labels)
        outputs = model(train)
        loss = error(outputs, labels)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        count += 1
        if not (count % 50):
            total = 0
            correct = 0
            for images, labels in test_loader:
                images, labels = images.to(device), labels.to(device)
                labels_list.append(labels)
                test = Variable(images.view(100, 1, 28, 28))
                outputs = model(test)
                predictions = torch.max(outputs, 1)[1].to(device)
                predictions_list.append(predictions)
                correct += (predictions == labels).sum()
                total += len(labels)
            accuracy = correct * 100 / total
            loss_list.append(loss.data)
            accuracy_list.append(accuracy)
    return accuracy


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("data")
    parser.add_argument("network", choices=["dnn", "cnn"])
    parser.add_argument("--steps", type=int, default=600)
    parser.add_argument("--epochs", type=int, default=1)
    options = parser.parse_args()
    train, test = load(options.data, options.steps)
    torch.manual_seed(1)
    model = FashionDNN() if options.network == "dnn" else FashionCNN()
    optimizer = torch.optim.Adam(model.parameters(), lr=0.001)
    best = work = float("inf")
    for _ in range(options.epochs):
        start, start_work = time.perf_counter(), time.process_time()
        accuracy = epoch(model, optimizer, train, test)
        best = min(best, time.perf_counter() - start)
        work = min(work, time.process_time() - start_work)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    print(f"{best * 600 / options.steps:.2f} s, processors {work * 600 / options.steps:.2f} s, accuracy {float(accuracy):.2f} %, peak {peak} MiB")


if __name__ == "__main__":
    main()
