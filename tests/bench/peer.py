"""The book's trainings on PyTorch: what the kit is compared with. Prints the seconds of an epoch, the fastest of N.

usage: peer.py dnn|cnn|transfer --data FOLDER [--weights FILE] [--epochs N]
dnn, cnn: section 5.2, DataLoader of 100, evaluation on all test images every 50 steps, in the mode that training left the network in.
transfer: section 5.3, a new head on a frozen SqueezeNet 1.1, a checkpoint an epoch; FOLDER holds a folder of photos for each class.
Debian's PyTorch: apt-get install python3-torch python3-torchvision libopenblas0-openmp.
"""
import argparse, gzip, os, tempfile, time
import torch
import torch.nn as nn
import torch.nn.functional as F
import torchvision.transforms as transforms
from torch.autograd import Variable
from torch.utils.data import DataLoader, Subset
from torchvision.datasets import FashionMNIST, ImageFolder
from torchvision.models import squeezenet1_1


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


def load(data):
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
    return DataLoader(train, batch_size=100, shuffle=True), DataLoader(test, batch_size=100)


def classify(model, optimizer, train_loader, test_loader, device=torch.device("cpu")):
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


def extract(model, optimizer, loader, file):
    error = nn.CrossEntropyLoss()
    running_loss, running_corrects = 0.0, 0
    for inputs, labels in loader:
        optimizer.zero_grad()
        outputs = model(inputs)
        loss = error(outputs, labels)
        _, preds = torch.max(outputs, 1)
        loss.backward()
        optimizer.step()
        running_loss += loss.item() * inputs.size(0)
        running_corrects += torch.sum(preds == labels.data)
    torch.save(model.state_dict(), file)


def transfer(data, weights):
    """The settings of the lesson: see cells transform-code, folder-code, loader-code and optimizer-code."""
    transform = transforms.Compose([
        transforms.Resize([256, 256]), transforms.RandomResizedCrop(224, scale=(0.5, 1)), transforms.RandomHorizontalFlip(),
        transforms.ToTensor(), transforms.Normalize([0.485, 0.456, 0.406], [0.229, 0.224, 0.225])])
    photos = ImageFolder(data, transform)
    learned = Subset(photos, [i for i in range(len(photos)) if i % 5 != 4])  # the others are for validation
    loader = DataLoader(learned, batch_size=32, shuffle=True, num_workers=8)
    model = squeezenet1_1(weights=None)
    model.load_state_dict(torch.load(weights))
    for parameter in model.parameters():
        parameter.requires_grad = False
    model.classifier[1] = nn.Conv2d(512, 2, kernel_size=1)
    model.train()
    return model, torch.optim.Adam(model.classifier[1].parameters(), lr=0.8 / 512), loader


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("training", choices=["dnn", "cnn", "transfer"])
    parser.add_argument("--data", required=True)
    parser.add_argument("--weights")
    parser.add_argument("--epochs", type=int, default=1)
    options = parser.parse_args()
    torch.manual_seed(1)
    if options.training == "transfer":
        model, optimizer, loader = transfer(options.data, options.weights)
        one_epoch = lambda: extract(model, optimizer, loader, os.path.join(tempfile.gettempdir(), "peer.pth"))
    else:
        train, test = load(options.data)
        model = FashionDNN() if options.training == "dnn" else FashionCNN()
        optimizer = torch.optim.Adam(model.parameters(), lr=0.001)
        one_epoch = lambda: classify(model, optimizer, train, test)
    best = float("inf")
    for _ in range(options.epochs):
        start = time.perf_counter()
        one_epoch()
        best = min(best, time.perf_counter() - start)
    print(f"{best:.3f}")


if __name__ == "__main__":
    main()
