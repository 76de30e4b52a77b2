#!/usr/bin/python3
"""The lessons' own training cells in the kit's kernel beside the book's code in PyTorch, by turns, and the ratios.

    tests/bench/run lesson [dnn] [cnn] [transfer] [--epochs N] [--turns N] [--busy] [--accuracy]

dnn: lesson 5.2's loop by hand; cnn: its CNN through Trainer; transfer: lesson 5.3's feature extraction with SqueezeNet 1.1. Cells run as
a front-end sends them, on the real data; only the number of epochs is set, behind the cell that sets it. Best turn of each side, seconds an epoch.
--busy      this kit alone and beside one busy process, instead of beside PyTorch
--accuracy  all five epochs of lesson 5.2, this kit alone: test accuracy and training loss
Needs Debian's PyTorch and python3-jupyter-client, and the real data (COURSE_DATA, else ../shared/data).
"""
import argparse
import json
import os
import pathlib
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/Course.Kernel.Tests/clients"))
from kernel import Kernel, text  # noqa: E402

DATA = pathlib.Path(os.environ.get("COURSE_DATA", ROOT.parent / "shared/data")).resolve()
WEIGHTS = DATA / "weights/squeezenet1_1_fp32_zip.pth"
LESSONS = ROOT / "notebooks/en"
# training -> lesson, the cell that sets `epochs`, the cell that is timed
TRAININGS = {
    "dnn": ("5.2-fashion-mnist", "record-code", "loop-code"),
    "cnn": ("5.2-fashion-mnist", "record-code", "cnn-train"),
    "transfer": ("5.3-transfer-learning", "optimizer-code", "loop-code"),
}
SKIPPED = {"table-rows", "transform-pictures"}  # pictures and tables that no later cell needs


class Lesson:
    """A kernel that has run a lesson up to the training, which is left out unless it is the one asked for."""

    def __init__(self, training, epochs):
        name, settings, self.cell = TRAININGS[training]
        cells = json.loads((LESSONS / f"{name}.ipynb").read_text())["cells"]
        self.code = {cell["id"]: "".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"}
        self.kernel = Kernel(["dotnet", str(ROOT / "lib/Course.Cli/bin/course.dll"), "kernel", "run", "{connection_file}"],
                             env={"COURSE_DATA": str(DATA)}, cwd=LESSONS)
        others = {cell for _, _, cell in TRAININGS.values()} | {"curves-code"} | SKIPPED
        for cell in self.code:
            if cell == self.cell:
                break
            if cell not in others:
                self.run(self.code[cell].replace("myFile = null", f'myFile = "{WEIGHTS}"'))  # as its reader would write it
            if cell == settings and epochs:
                self.run(f"epochs = {epochs};")

    def run(self, code):
        reply, outputs = self.kernel.run(code, timeout=3600)
        if reply["content"]["status"] != "ok":
            sys.exit(f"{code}\n{reply['content']}")
        return text(outputs)

    def train(self):
        started = time.perf_counter()
        self.run(self.code[self.cell])
        return time.perf_counter() - started

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.kernel.close()


def pytorch(training, epochs, photos):
    """As its users run it, with the BLAS that makes Debian's build fast."""
    environment = {**os.environ, "LD_LIBRARY_PATH": "/usr/lib/x86_64-linux-gnu/openblas-openmp", "OMP_NUM_THREADS": "2",
                   "OPENBLAS_NUM_THREADS": "2"}
    command = ["/usr/bin/python3", "-W", "ignore", str(ROOT / "tests/bench/peer.py"), training, "--epochs", str(epochs),
               "--data", str(photos if training == "transfer" else DATA / "fashion-mnist"),
               "--weights", str(WEIGHTS)]
    return float(subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout)


def measure(training, epochs, turns, busy):
    ours, others = [], []
    for _ in range(turns):
        with Lesson(training, epochs) as lesson:
            ours.append(lesson.train() / epochs)
            photos = lesson.run("Console.Write(photos.Train);") if training == "transfer" else None
        if busy:
            with Lesson(training, epochs) as lesson:
                neighbour = subprocess.Popen([sys.executable, "-c", "while True: pass"])
                others.append(lesson.train() / epochs)
                neighbour.kill()
                neighbour.wait()
        else:
            others.append(pytorch(training, epochs, photos))
    beside = "beside a busy process" if busy else "PyTorch"
    print(f"{training}: this kit {min(ours):.2f} s an epoch, {beside} {min(others):.2f} s, ratio {min(others) / min(ours):.2f} "
          f"(turns: {', '.join(f'{other / own:.2f}' for own, other in zip(ours, others))})", flush=True)


def accuracy():
    with Lesson("dnn", None) as lesson:
        for cell in "loop-code", "cnn-code", "cnn-train":
            lesson.run(lesson.code[cell])
        for name in "dnn", "cnn":
            print(f"{name}: " + lesson.run(f'Console.Write($"test accuracy {{{name}History.Accuracy:F2}} %, loss of the last batches '
                                           f'{{{name}History.Points.TakeLast(12).Average(point => point.TrainLoss):F3}}");'))


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("trainings", nargs="*")
    parser.add_argument("--epochs", type=int, default=1)
    parser.add_argument("--turns", type=int, default=2)
    parser.add_argument("--busy", action="store_true")
    parser.add_argument("--accuracy", action="store_true")
    options = parser.parse_args()
    if unknown := set(options.trainings) - set(TRAININGS):
        parser.error(f"no training is called {', '.join(unknown)}; there are {', '.join(TRAININGS)}")
    if not (DATA / "fashion-mnist").is_dir():
        sys.exit(f"The real data are not in {DATA}: set COURSE_DATA.")
    if options.accuracy:
        accuracy()
        return
    for training in options.trainings or TRAININGS:
        measure(training, options.epochs, options.turns, options.busy)


if __name__ == "__main__":
    main()
