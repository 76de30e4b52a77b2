#!/usr/bin/env python3
"""Grading against executing: submissions of lab 5.1 a minute, and memory.   tests/bench/run grading [--count N] [--peer N] [--jobs N] [--memory] [--linear]

The peer is `jupyter nbconvert --execute` with the kit's own kernel, N notebooks at a time: what nbgrader does for each submission, without
its database. Both sides get the same notebooks: the lab's solution, some of it broken.
"""
import argparse, concurrent.futures, os, pathlib, subprocess, sys, tempfile, threading, time

from submissions import course, lab, root, submissions


def tree_memory(pid):
    """Proportional memory of a process and all below it, in MiB."""
    total, waiting = 0, [pid]
    while waiting:
        one = waiting.pop()
        try:
            total += next(int(line.split()[1]) for line in open(f"/proc/{one}/smaps_rollup") if line.startswith("Pss:"))
            for task in os.listdir(f"/proc/{one}/task"):
                waiting += map(int, open(f"/proc/{one}/task/{task}/children").read().split())
        except (OSError, StopIteration, ProcessLookupError):
            pass
    return total / 1024


def grade(folder, jobs, watch=False):
    with tempfile.TemporaryDirectory() as out:
        start = time.monotonic()
        process = subprocess.Popen([*course, "grade", str(folder), "--lab", str(lab), "--out", out, "--jobs", str(jobs)], stdout=subprocess.PIPE, text=True)
        peak = [0.0]

        def sample():
            while process.poll() is None:
                peak[0] = max(peak[0], tree_memory(process.pid))
                time.sleep(0.5)

        if watch:
            threading.Thread(target=sample, daemon=True).start()
        text = process.communicate()[0]
        seconds = time.monotonic() - start
        if process.returncode != 0 or "not graded" in text:
            sys.exit(f"grading failed:\n{text}")
        return seconds, peak[0]


def execute(files, jobs, kernels):
    environment = {**os.environ, "JUPYTER_PATH": str(kernels / "share/jupyter")}
    with tempfile.TemporaryDirectory(dir=root / "notebooks") as folder:  # beside setup.csx, as the lab is

        def one(file):
            copy = pathlib.Path(folder) / file.name
            copy.write_bytes(file.read_bytes())
            subprocess.run(["jupyter", "nbconvert", "--to", "notebook", "--execute", "--allow-errors", "--ExecutePreprocessor.timeout=600",
                            "--output", f"done-{file.name}", str(copy)], check=True, env=environment, capture_output=True)

        start = time.monotonic()
        with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
            list(pool.map(one, files))
        return time.monotonic() - start


parser = argparse.ArgumentParser()
parser.add_argument("--count", type=int, default=100)
parser.add_argument("--peer", type=int, default=10)
parser.add_argument("--jobs", type=int, default=2)
parser.add_argument("--memory", action="store_true", help="peak memory with 1, 2 and 4 jobs")
parser.add_argument("--linear", action="store_true", help="time a submission at 50, 100, 200 ... up to --count")
options = parser.parse_args()

with tempfile.TemporaryDirectory() as work:
    work = pathlib.Path(work)
    if options.linear:
        for count in [n for n in (50, 100, 200, 500, 1000) if n <= options.count]:
            folder = work / str(count)
            folder.mkdir()
            submissions(folder, count)
            seconds, peak = grade(folder, options.jobs, watch=True)
            print(f"{count} submissions: {seconds:.1f} s, {seconds / count:.2f} s each, peak {peak:.0f} MiB", flush=True)
        sys.exit()
    folder = work / "in"
    folder.mkdir()
    submissions(folder, options.count)
    if options.memory:
        for jobs in (1, 2, 4):
            seconds, peak = grade(folder, jobs, watch=True)
            print(f"{jobs} jobs: peak {peak:.0f} MiB, {seconds:.1f} s", flush=True)
        sys.exit()
    kernels = work / "kernels"
    subprocess.run([*course, "kernel", "install", "--prefix", str(kernels)], check=True, capture_output=True)
    files = sorted(folder.iterdir())[: options.peer]
    # In turn, and half of the peer on each side, so that a neighbour who comes or goes meets both.
    half = len(files) // 2
    before = execute(files[:half], options.jobs, kernels)
    seconds, _ = grade(folder, options.jobs)
    after = execute(files[half:], options.jobs, kernels)
    ours, theirs = options.count / seconds * 60, len(files) / (before + after) * 60
    print(f"course grade:         {ours:.1f} submissions a minute ({options.count} in {seconds:.1f} s, {options.jobs} jobs)")
    print(f"nbconvert --execute:  {theirs:.1f} a minute ({len(files)} in {before + after:.1f} s, {options.jobs} at a time)")
    print(f"ratio {ours / theirs:.2f}")
