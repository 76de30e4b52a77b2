"""The official .NET Interactive with the kit: it is interrupted by a signal, as its front-ends do."""
import os
import pathlib
import signal
import time

from checks import check, command, report
from kernel import Kernel

NOTEBOOKS = pathlib.Path(__file__).resolve().parents[3] / "notebooks" / "en"

TRAINING = """
var (train, test) = (StandIn.Load(train: true), StandIn.Load(train: false));
var model = Sequential(Flatten(), Linear(784, 10));
var trainer = new Trainer(model, torch.optim.Adam(model.parameters())) { PrintEvery = 0 };
var state = 41;
trainer.Fit(new Batches(train, 100, shuffle: true), new Batches(test, 500), epochs: 10_000);
"""


def interrupt(kernel):
    os.kill(kernel.process.pid, signal.SIGINT)


@check
def signal_stops_a_training_and_keeps_the_state(kernel):
    reply, _ = kernel.run('#!import "../setup.csx"', timeout=60)
    assert reply["content"]["status"] == "ok", reply
    request = kernel.client.execute(TRAINING)
    while kernel.client.get_iopub_msg(timeout=60)["msg_type"] != "update_display_data":
        pass
    interrupt(kernel)
    interrupt(kernel)  # an impatient click
    started = time.monotonic()
    reply = kernel.reply(request)["content"]
    assert reply["status"] == "error" and "interrupted" in reply["evalue"], reply
    assert time.monotonic() - started < 2, time.monotonic() - started
    assert "42" in str(kernel.run("state + 1")[1])
    assert "True" in str(kernel.run("trainer.History.Points.Count >= 0")[1])


@check
def code_that_does_not_ask_is_ended_by_a_later_signal(kernel):
    kernel.client.execute("while (true) { }")
    time.sleep(1)
    interrupt(kernel)
    time.sleep(6)
    assert kernel.process.poll() is None
    interrupt(kernel)
    kernel.process.wait(timeout=20)


if __name__ == "__main__":
    with Kernel(command(), cwd=NOTEBOOKS, env={"COURSE_DATA": "/nonexistent"}) as kernel:
        report(kernel, log=kernel.log_text)
