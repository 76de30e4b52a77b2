"""Interrupts by message: whatever a cell does, it stops, its variables stay, and the next cell runs."""
import pathlib
import time

from checks import check, command, report
from kernel import Kernel, text


def interrupt(kernel):
    message = kernel.client.session.msg("interrupt_request", {})
    kernel.client.control_channel.send(message)
    return kernel.reply(message["header"]["msg_id"], channel="control")["content"]


def start(kernel, code):
    """Starts a cell and waits until it says that it runs."""
    request = kernel.client.execute('Console.WriteLine("runs"); ' + code)
    while "runs" not in str(kernel.client.get_iopub_msg(timeout=20)["content"].get("text")):
        pass
    return request


def stops(kernel, code, within=2.0):
    kernel.run("var state = 41;")
    request = start(kernel, code)
    started = time.monotonic()
    assert interrupt(kernel)["status"] == "ok"
    reply = kernel.reply(request)["content"]
    took = time.monotonic() - started
    assert reply["ename"] == "KeyboardInterrupt", reply
    assert took < within, f"{took:.2f} s"
    assert "42" in str(kernel.run("state + 1")[1])


@check
def endless_loop_stops(kernel):
    stops(kernel, "while (true) { }")


@check
def second_endless_loop_stops_like_the_first(kernel):
    for _ in range(3):
        stops(kernel, "while (true) { }")


@check
def sleep_stops(kernel):
    stops(kernel, "System.Threading.Thread.Sleep(60_000);")


@check
def five_thousand_sleeping_tasks_stop(_):
    with Kernel(command()) as kernel:  # the tasks sleep on
        for _ in range(2):
            stops(kernel, "Task.WaitAll(Enumerable.Range(0, 5_000).Select(_ => Task.Run(() => System.Threading.Thread.Sleep(20_000))).ToArray());")


@check
def async_recursion_without_end_stops(kernel):
    kernel.run("async Task<int> As(int n) => await As(n + 1);")
    started = time.monotonic()
    reply = kernel.run("await As(0)", timeout=60)[0]["content"]
    assert reply["ename"] == "InsufficientExecutionStackException" and time.monotonic() - started < 10, (reply, time.monotonic() - started)
    stops(kernel, "await As(0)")
    stops(kernel, "while (true) { try { await As(0); } catch (Exception) { } }")


@check
def endless_message_of_an_exception_stops(kernel):
    kernel.run("class Endless : Exception { public override string Message { get { while (true) { } } } }")
    stops(kernel, "throw new Endless();")


@check
def awaited_delay_stops(kernel):
    stops(kernel, "await Task.Delay(60_000);")


@check
def endless_printing_stops(kernel):
    stops(kernel, "while (true) Console.WriteLine(1);", within=5)


@check
def waiting_for_a_task_stops(kernel):
    stops(kernel, "Task.Run(() => System.Threading.Thread.Sleep(8_000)).Wait();")


@check
def loop_that_catches_everything_stops(kernel):
    stops(kernel, "while (true) { try { System.Threading.Thread.Sleep(10); } catch (Exception) { } }")


@check
def waiting_for_input_stops(kernel):
    request = kernel.client.execute("Console.ReadLine()", allow_stdin=True)
    kernel.client.get_stdin_msg(timeout=20)
    interrupt(kernel)
    assert kernel.reply(request, 5)["content"]["ename"] == "KeyboardInterrupt"
    kernel.client.input("too late")
    request = kernel.client.execute("Console.ReadLine()", allow_stdin=True)
    kernel.client.get_stdin_msg(timeout=20)
    kernel.client.input("in time")
    assert "in time" in str(kernel.outputs(request))


@check
def running_training_stops_and_goes_on_afterwards(kernel):
    course = next(part for part in command() if part.endswith("course.dll"))
    library = pathlib.Path(course).resolve().parents[2] / "Course.Vision" / "bin"
    for name in ("TorchSharp", "Course.Vision"):
        kernel.run(f'#r "{library}/{name}.dll"')
    reply, _ = kernel.run("""using Course.Vision; using TorchSharp;
        var data = new LabelledImages(torch.rand(500, 3, 64, 64), torch.zeros(500, dtype: torch.int64), FashionMnist.Names);
        var network = new KitNet(10);
        var trainer = new Trainer(network, torch.optim.Adam(network.parameters())) { PrintEvery = 0 };
        var batches = new Batches(data, 100);""", timeout=60)
    assert reply["content"]["status"] == "ok", reply
    stops(kernel, "trainer.Fit(batches, batches, 100_000);")
    assert kernel.run("trainer.Fit(batches, batches, 1);", timeout=60)[0]["content"]["status"] == "ok"


@check
def interrupt_while_idle_does_no_harm(kernel):
    interrupt(kernel)
    assert kernel.run("1")[0]["content"]["status"] == "ok"


@check
def two_interrupts_in_a_row_do_no_harm(kernel):
    request = start(kernel, "System.Threading.Thread.Sleep(60_000);")
    interrupt(kernel)
    interrupt(kernel)
    assert kernel.reply(request, 5)["content"]["ename"] == "KeyboardInterrupt"
    assert kernel.run("1")[0]["content"]["status"] == "ok"


@check
def interrupt_aborts_the_cells_that_wait(kernel):
    running = start(kernel, "System.Threading.Thread.Sleep(60_000);")
    requests = [running, *(kernel.client.execute(code) for code in ("1", "2"))]
    time.sleep(0.3)
    interrupt(kernel)
    assert [kernel.reply(r, 5)["content"]["status"] for r in requests] == ["error", "aborted", "aborted"]


@check
def signal_interrupts_too(kernel):
    import signal
    request = start(kernel, "while (true) { }")
    kernel.process.send_signal(signal.SIGINT)
    assert kernel.reply(request, 5)["content"]["ename"] == "KeyboardInterrupt"


@check
def runaway_threads_leave_the_kernel_answering(kernel):
    reply, _ = kernel.run("for (int i = 0; i < 4; i++) new System.Threading.Thread(() => { while (true) { } }) "
                          "{ IsBackground = true, Priority = System.Threading.ThreadPriority.Lowest }.Start();")
    assert reply["content"]["status"] == "ok"
    assert kernel.run("1", timeout=30)[0]["content"]["status"] == "ok"


@check
def compilation_that_does_not_end_stops(kernel):
    """The last check: the compiler itself looks up only at the end of a method, so one thread stays busy."""
    levels = 14
    request = kernel.client.execute(
        "class P{} class Q{} class R{} int N(Func<P,int> f) => 0; int N(Func<Q,int> f) => 0; int N(Func<R,int> f) => 0;"
        + "N(x => " * levels + "1" + ")" * levels)
    time.sleep(2)
    interrupt(kernel)
    assert kernel.reply(request, 5)["content"]["ename"] == "KeyboardInterrupt"
    assert "42" in str(kernel.run("41 + 1", timeout=60)[1])


if __name__ == "__main__":
    with Kernel(command()) as kernel:
        report(kernel, log=kernel.log_text)
