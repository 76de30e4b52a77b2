#!/usr/bin/env python3
"""Hostile submissions among many, in one run that is killed and goes on.   tests/bench/run crowd [--count N] [--jobs N]

Grades N submissions of lab 5.1, twenty of them hostile, kills the grader in the middle and grades again. Checks that nothing that was
graded is lost or graded twice, that honest learners have their points and hostile ones none, that every report names every learner, and that
the grader's memory does not grow.
"""
import argparse, csv, json, os, pathlib, signal, subprocess, sys, tempfile, threading, time, zipfile

from submissions import course, lab, submissions

target, tests = "gaussian", "gaussian_tests"
whole = "float[] Gaussian(int size, double sigma) => null!;\n"

# What stands in the answer cell of one exercise.
answers = {
    "endless-loop": "float[] Gaussian(int size, double sigma) { while (true) { } }",
    "endless-at-once": "while (true) { }\n" + whole,
    "memory-bomb": "float[] Gaussian(int size, double sigma) { var all = new List<byte[]>(); while (true) { var b = new byte[1 << 24]; "
                   "Array.Fill(b, (byte)1); all.Add(b); } }",
    "tensor-bomb": "float[] Gaussian(int size, double sigma) { var all = new List<Tensor>(); while (true) all.Add(torch.ones(1 << 24)); }",
    "fork-bomb": 'float[] Gaussian(int size, double sigma) { while (true) System.Diagnostics.Process.Start("sh", "-c true"); }',
    "thread-bomb": "float[] Gaussian(int size, double sigma) { while (true) new System.Threading.Thread(() => { while (true) { } }).Start(); }",
    "compile-bomb": "class A { public A B; } int F(A a) { return a" + ".B" * 40000 + " == null ? 0 : 1; }\n" + whole,
    "overloads": "class P{} class Q{} class R{} int N(Func<P,int> f) => 0; int N(Func<Q,int> f) => 0; int N(Func<R,int> f) => 0; void F() { "
                 + "N(x => " * 14 + "1" + ")" * 14 + "; }\n" + whole,
    "nesting": "var x = " + "(" * 40000 + "1" + ")" * 40000 + ";\n" + whole,
    "output": 'float[] Gaussian(int size, double sigma) { while (true) Console.WriteLine(new string(\'x\', 10000)); }',
    "files": 'float[] Gaussian(int size, double sigma) { for (var i = 0; ; i++) System.IO.File.WriteAllText("/tmp/" + i, "x"); }',
    "folders": 'float[] Gaussian(int size, double sigma) { for (var i = 0; ; i++) System.IO.Directory.CreateDirectory("/tmp/" + i); }',
    "recursion": "float[] Gaussian(int size, double sigma) => Gaussian(size + 1, sigma);",
    "exit": "float[] Gaussian(int size, double sigma) { Environment.Exit(0); return null!; }",
    "steals": 'float[] Gaussian(int size, double sigma) { Console.WriteLine(System.IO.File.ReadAllText("/etc/passwd")); return null!; }',
}


def hostile(folder):
    """Twenty: fifteen answers, four files that are no notebooks, an id with odd characters. Returns each one's learner."""
    source = json.loads(lab.read_text())
    for name, answer in answers.items():
        book = json.loads(json.dumps(source))
        for cell in book["cells"]:
            if cell["metadata"].get("nbgrader", {}).get("grade_id") == target:
                cell["source"] = answer
        (folder / f"zz-{name}.ipynb").write_text(json.dumps(book))
    (folder / "zz-deep.ipynb").write_text("[" * 2_000_000)
    (folder / "zz-huge-text.ipynb").write_text('{"cells": [{"cell_type": "code", "source": "' + "x" * 60_000_000 + '"}]}')
    with zipfile.ZipFile(folder / "zz-zip-bomb.zip", "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("5.1-lab.ipynb", b" " * 1_000_000_000)
    with zipfile.ZipFile(folder / "zz-zip-many.zip", "w") as many:
        for number in range(20_000):
            many.writestr(f"zz-zip-many/{number}/5.1-lab.ipynb", "{}")
    (folder / "=zz\u202e\t\u001b[31m;,\"<script>.ipynb").write_text(lab.read_text())


def results(out):
    return {file.name: json.loads(file.read_text()) for file in (out / "results").glob("*.json")}


def memory(pid):
    """The grader's own resident memory, in MiB."""
    with open(f"/proc/{pid}/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS")) / 1024


def grade(folder, out, jobs, kill_at=None):
    """The run's time and its peak memory by the number of submissions graded."""
    command = [*course, "grade", str(folder), "--lab", str(lab), "--out", str(out), "--jobs", str(jobs), "--timeout", "10"]
    start, peaks, graded = time.monotonic(), {}, 0
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    for line in process.stdout:
        graded += "/" in line[:12]
        if graded % 100 == 0 and graded:
            peaks[graded] = memory(process.pid)
        if kill_at and graded >= kill_at:
            process.send_signal(signal.SIGKILL)
            break
    process.wait()
    if not kill_at and process.returncode != 0:
        sys.exit(f"the grader ended with {process.returncode}")
    return time.monotonic() - start, peaks


parser = argparse.ArgumentParser()
parser.add_argument("--count", type=int, default=1000)
parser.add_argument("--jobs", type=int, default=2)
options = parser.parse_args()

with tempfile.TemporaryDirectory() as work:
    folder, out = pathlib.Path(work) / "in", pathlib.Path(work) / "out"
    folder.mkdir()
    submissions(folder, options.count - 20)
    hostile(folder)
    seconds, before_kill = grade(folder, out, options.jobs, kill_at=options.count // 2)
    before = results(out)
    print(f"killed after {seconds:.0f} s with {len(before)} results; memory {before_kill}", flush=True)
    more, peaks = grade(folder, out, options.jobs)
    after = results(out)
    print(f"went on for {more:.0f} s; memory of the grader by submissions: "
          + ", ".join(f"{count}: {peak:.0f} MiB" for count, peak in peaks.items()), flush=True)

    faults = [f"lost or graded again: {name}" for name in before if after.get(name) != before[name]]
    points = lambda result, exercise: next((one["score"] for one in result["exercises"] if one["gradeId"] == exercise), None)
    students = {result["student"]: result for result in after.values()}
    for student, result in students.items():
        name = student.removeprefix("zz-")
        if name in answers and points(result, tests) != 0:
            faults.append(f"{student}: {points(result, tests)} points for {tests}")
        if name in answers and result.get("fault"):
            faults.append(f"{student}: not graded: {result['fault']}")
        if student.startswith("learner"):
            full = sum(one["points"] for one in result["exercises"] if one["outcome"] != "ByHand")
            got = sum(one["score"] or 0 for one in result["exercises"])
            number = int(student[-4:])
            if (got == full) == (number % 3 == 1) or result.get("fault"):
                faults.append(f"{student}: {got} of {full} {result.get('fault')}")
    expected = options.count
    if len(students) < expected:
        faults.append(f"{len(students)} results of {expected}")
    overview = (out / "index.html").read_text()
    with open(out / "nbgrader.csv", newline="") as file:
        rows = list(csv.DictReader(file))
    if odd := [row for row in rows if None in row or None in row.values()]:
        faults.append(f"{len(odd)} rows of nbgrader.csv have too few or too many fields")
    table = {row["student_id"] for row in rows}
    for student in (name for name in students if name.isascii() and name.replace("-", "").isalnum()):
        if student not in overview or student not in table:
            faults.append(f"{student} is missing in a report")
    print("\n".join(f"  {name}: {students['zz-' + name]['fault'] or 'graded'}" for name in ("deep", "huge-text", "zip-bomb", "zip-many")
                    if "zz-" + name in students))
    if faults:
        sys.exit("\n".join(faults[:40]))
    print(f"{len(students)} learners, reports complete, nothing lost, nothing graded twice.")
