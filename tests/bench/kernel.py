#!/usr/bin/python3
"""Measures the C# kernel beside ipykernel in one run, each figure as a front-end sees it.

    /usr/bin/python3 tests/bench/kernel.py [--cells 1000]

Needs Debian's python3-jupyter-client and python3-ipykernel, and a built lib/Course.Cli.
"""
import argparse
import os
import statistics
import sys
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "tests", "Course.Kernel.Tests", "clients"))
from kernel import Kernel, text  # noqa: E402

COURSE = dict(
    command=["dotnet", os.path.join(ROOT, "lib", "Course.Cli", "bin", "course.dll"), "kernel", "run", "{connection_file}"],
    cell="{0} + {0}", loop="while (true) { }", state="var state = 41;", read="state + 1", complete="Console.Wri",
    lines='for (int i = 0; i < 100_000; i++) Console.WriteLine($"line {i}");')
IPYKERNEL = dict(
    command=["/usr/bin/python3", "-m", "ipykernel_launcher", "-f", "{connection_file}"],
    cell="{0} + {0}", loop="while True: pass", state="state = 41", read="state + 1", complete="pri",
    lines='for i in range(100_000): print(f"line {i}")')


def timed(action):
    started = time.perf_counter()
    result = action()
    return time.perf_counter() - started, result


def start(language):
    """Seconds from process start to kernel_info_reply and to the first cell's idle: medians of five starts."""
    information, first = [], []
    for _ in range(5):
        with Kernel(language["command"], wait=False) as kernel:
            kernel.kernel_info()
            information.append(time.monotonic() - kernel.started)
            kernel.wait_until_subscribed()
            kernel.run("1 + 1")
            first.append(time.monotonic() - kernel.started)
    return statistics.median(information), statistics.median(first)


def completion(kernel, language):
    code = language["complete"]
    took, reply = timed(lambda: kernel.reply(kernel.client.complete(code, len(code))))
    assert reply["content"]["matches"], reply["content"]
    return took


def interrupt(kernel, language):
    kernel.run(language["state"])
    request = kernel.client.execute(language["loop"])
    time.sleep(1)
    def ask():
        if "ipykernel" in str(language["command"]):
            kernel.process.send_signal(2)  # ipykernel's way; ours is asked by message
        else:
            kernel.client.control_channel.send(kernel.client.session.msg("interrupt_request", {}))
        return kernel.reply(request)
    took, reply = timed(ask)
    assert reply["content"]["ename"] == "KeyboardInterrupt", reply["content"]
    time.sleep(0.5)  # ipykernel aborts what comes at once
    kept = "42" in str(kernel.run(language["read"])[1])
    return took, kept


def measure(language, cells):
    figures = {}
    information, first = start(language)
    figures["start to kernel_info_reply, s"] = f"{information:.2f}"
    figures["start to first cell done, s"] = f"{first:.2f}"
    with Kernel(language["command"]) as kernel:
        for number in range(10):
            kernel.run(language["cell"].format(number))
        time.sleep(3)
        completion(kernel, language)
        memory = {10: kernel.memory()}
        took = [timed(lambda: kernel.run(language["cell"].format(number)))[0] for number in range(10, cells)]
        memory[cells] = kernel.memory()
        early, late = statistics.median(took[:50]), statistics.median(took[-50:])
        figures["trivial cell, median / p95, ms"] = f"{statistics.median(took) * 1e3:.1f} / {statistics.quantiles(took, n=20)[-1] * 1e3:.1f}"
        figures[f"cells 10-60 / last 50 of {cells}, median ms"] = f"{early * 1e3:.1f} / {late * 1e3:.1f}"
        figures[f"memory at 10 / {cells} cells, MB"] = f"{memory[10]:.0f} / {memory[cells]:.0f}"
        figures["memory per cell, MB"] = f"{(memory[cells] - memory[10]) / (cells - 10):.3f}"
        figures[f"completion after {cells} cells, ms"] = f"{completion(kernel, language) * 1e3:.0f}"
        seconds, kept = interrupt(kernel, language)
        figures["interrupt of an endless loop, s (state kept)"] = f"{seconds:.2f} ({'yes' if kept else 'no'})"
        seconds, (_, outputs) = timed(lambda: kernel.run(language["lines"], timeout=120))
        figures["100,000 printed lines, s / arrived"] = f"{seconds:.2f} / {text(outputs).count(chr(10)):,}"
    return figures


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--cells", type=int, default=1000)
    cells = parser.parse_args().cells
    ours, theirs = measure(COURSE, cells), measure(IPYKERNEL, cells)
    print(f"load average at the end: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores\n")
    print("| | course kernel | ipykernel |\n|---|---|---|")
    for name, value in ours.items():
        print(f"| {name} | {value} | {theirs[name]} |")
