#!/usr/bin/env python3
"""Grading on Slurm: a controller and two workers on loopback, one of them killed in the middle.   tests/bench/run slurm [--count N] [--parts N] [--overhead]

Grades the same submissions of lab 5.1 by `course grade` alone and by lib/Course.Grading/Deployment/slurm.sh, and compares: the same
grades, nothing twice, nothing lost. With --overhead also without a kill, for the time. Needs slurm-wlm and munge, and root.
"""
import argparse, contextlib, json, os, pathlib, shutil, signal, socket, subprocess, sys, tempfile, time

from submissions import course, lab, root, submissions


class Cluster:
    """A controller, munge and two workers with state of their own. A worker is a machine: what runs on it ends with it."""

    def __init__(self, folder):
        self.folder, self.machines = folder, {}
        host = socket.gethostname().split(".")[0]
        ports = free_ports(3)
        (folder / "munge.key").write_bytes(os.urandom(1024))
        (folder / "munge.key").chmod(0o600)
        self.conf = folder / "slurm.conf"
        self.conf.write_text("\n".join([
            "ClusterName=course", f"SlurmctldHost={host}(127.0.0.1)", f"SlurmctldPort={ports[0]}", "SlurmUser=root", "MpiDefault=none",
            "AuthType=auth/munge", "CredType=cred/munge", f"AuthInfo=socket={folder}/munge.socket",
            f"StateSaveLocation={folder}/state", f"SlurmdSpoolDir={folder}/spool.%n",
            f"SlurmctldPidFile={folder}/slurmctld.pid", f"SlurmdPidFile={folder}/slurmd.%n.pid",
            f"SlurmctldLogFile={folder}/slurmctld.log", f"SlurmdLogFile={folder}/slurmd.%n.log",
            "ProctrackType=proctrack/linuxproc", "TaskPlugin=task/none", "SelectType=select/cons_tres", "SelectTypeParameters=CR_CPU",
            "ReturnToService=2", "SlurmdTimeout=5", "KillWait=1", "MessageTimeout=5", "SchedulerParameters=sched_min_interval=100000,bf_interval=1",
            *(f"NodeName=w{i} NodeHostname={host} NodeAddr=127.0.0.1 Port={ports[i]} CPUs=1 RealMemory=4000" for i in (1, 2)),
            "PartitionName=grading Nodes=w1,w2 Default=YES MaxTime=INFINITE", ""]))
        self.environment = {**os.environ, "SLURM_CONF": str(self.conf)}

    def __enter__(self):
        self.start("munge", "munged", "--foreground", "--force", f"--key-file={self.folder}/munge.key", f"--socket={self.folder}/munge.socket",
                   f"--pid-file={self.folder}/munge.pid", f"--log-file={self.folder}/munge.log", f"--seed-file={self.folder}/munge.seed")
        self.wait(lambda: (self.folder / "munge.socket").exists(), "munge")
        self.start("controller", "slurmctld", "-D", "-f", str(self.conf))
        for worker in ("w1", "w2"):
            self.start(worker, "slurmd", "-D", "-f", str(self.conf), "-N", worker)
        self.wait(lambda: self.says("sinfo", "--noheader", "--states=idle", "--format=%D") == "2", "the workers")
        return self

    def __exit__(self, *_):
        for name in list(self.machines):
            self.kill(name)

    def start(self, name, *command):
        """In a process namespace: whatever it starts, however detached, ends with it."""
        with open(self.folder / f"{name}.out", "w") as out:
            self.machines[name] = subprocess.Popen(["setpriv", "--pdeathsig", "KILL", "unshare", "--pid", "--mount-proc", "--fork", "--kill-child", *command],
                                                   env=self.environment, stdout=out, stderr=out)

    def kill(self, name):
        machine = self.machines.pop(name)
        machine.send_signal(signal.SIGKILL)
        machine.wait()

    def says(self, *command):
        return subprocess.run(command, env=self.environment, capture_output=True, text=True).stdout.strip()

    def wait(self, until, what, seconds=60, also=pathlib.Path("none")):
        end = time.monotonic() + seconds
        while not until():
            if time.monotonic() > end:
                logs = "\n".join(f"{log.name}: {log.read_text()[-1500:]}" for log in sorted([*self.folder.glob("*.log"), *also.glob("**/*.log")]))
                sys.exit(f"{what}: not there after {seconds} s.\n{self.says('squeue')}\n{self.says('sinfo')}\n{logs}")
            time.sleep(0.1)

    def grade(self, submitted, out, parts):
        subprocess.run([root / "lib/Course.Grading/Deployment/slurm.sh", submitted, lab, out, str(parts)], env=self.environment, check=True)


def free_ports(count):
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]


def results(folder):
    return {file.name: json.loads(file.read_text()) for file in folder.glob("results/*.json")}


def grades(results):
    """What a result says, without the moment in which it was made and what it took."""
    volatile = {"graded", "seconds"}
    strip = lambda value: {k: strip(v) for k, v in value.items() if k.lower() not in volatile} if isinstance(value, dict) else \
        [strip(v) for v in value] if isinstance(value, list) else value
    return {name: strip(result) for name, result in results.items()}


def alone(submitted, out):
    start = time.monotonic()
    subprocess.run([*course, "grade", submitted, "--lab", lab, "--out", out, "--jobs", "2"], check=True, stdout=subprocess.DEVNULL)
    return time.monotonic() - start


def on_slurm(submitted, out, parts, count, kill=False):
    """Its time, from the start of slurm.sh to the last report; the controller and the workers are there before."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="course-slurm-"))
    try:
        with Cluster(folder) as cluster:
            start = time.monotonic()
            cluster.grade(submitted, out, parts)
            before = {}
            if kill:
                cluster.wait(lambda: len(results(out / f"parts/1-of-{parts}")) >= count // parts // 3 + 1, "a third of part 1", 300, out)
                tasks = cluster.says("squeue", "--noheader", "--array", "--format=%K %F %N").splitlines()
                job, node = next(task.split()[1:] for task in tasks if task.startswith("1 "))
                before = results(out / f"parts/1-of-{parts}")
                cluster.kill(node)
                print(f"{node} killed after {len(before)} submissions of part 1", flush=True)
                # Slurm queues it again for two minutes later; nobody has to wait for that here.
                cluster.wait(lambda: cluster.says("squeue", "--noheader", "--array", "--format=%K %r").find("1 BeginTime") >= 0, "part 1 queued again")
                cluster.says("scontrol", "update", f"JobId={job}_1", "StartTime=now")
                print(f"queued again {time.monotonic() - start:.1f} s after the start", flush=True)
            cluster.wait(lambda: (out / "index.html").exists() and not cluster.says("squeue", "--noheader"), "the merged grades", 600, out)
            return time.monotonic() - start, before
    finally:
        shutil.rmtree(folder)


def compare(ours, theirs, parts, before):
    """Sentences for what is not as it has to be."""
    merged, expected = results(ours), results(theirs)
    of_parts = [results(ours / f"parts/{i}-of-{parts}") for i in range(1, parts + 1)]
    if lost := expected.keys() - merged.keys():
        yield f"lost: {sorted(lost)}"
    if sum(map(len, of_parts)) != len(merged):
        yield f"graded in two parts: {sum(map(len, of_parts)) - len(merged)}"
    if again := [name for name, result in before.items() if of_parts[0].get(name) != result]:
        yield f"graded twice: {again}"
    if other := [name for name, grade in grades(expected).items() if grades(merged).get(name) != grade]:
        yield f"other grades: {sorted(other)}"


parser = argparse.ArgumentParser()
parser.add_argument("--count", type=int, default=200)
parser.add_argument("--parts", type=int, default=2)
parser.add_argument("--overhead", action="store_true", help="also without a kill, and how much longer that takes")
options = parser.parse_args()

with tempfile.TemporaryDirectory() as work:
    work = pathlib.Path(work)
    (work / "submitted").mkdir()
    submissions(work / "submitted", options.count)
    seconds = alone(work / "submitted", work / "alone")
    print(f"{options.count} submissions, course grade --jobs 2: {seconds:.1f} s", flush=True)
    if options.overhead:
        slurm, _ = on_slurm(work / "submitted", work / "quiet", options.parts, options.count)
        print(f"slurm.sh, {options.parts} parts on two workers: {slurm:.1f} s, {100 * (slurm / seconds - 1):+.0f} %", flush=True)
    slurm, before = on_slurm(work / "submitted", work / "killed", options.parts, options.count, kill=True)
    print(f"slurm.sh with a worker killed: {slurm:.1f} s", flush=True)
    if faults := list(compare(work / "killed", work / "alone", options.parts, before)):
        sys.exit("\n".join(faults))
    print("The same grades, nothing twice, nothing lost.")
