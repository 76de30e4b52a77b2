"""Much output, many reconnects, many cells and idle time: nothing is lost and nothing grows."""
import os
import time

import zmq

from checks import check, command, report
from kernel import Kernel, text


@check
def hundred_thousand_lines_all_arrive(kernel):
    _, outputs = kernel.run('for (int i = 0; i < 100_000; i++) Console.WriteLine($"line {i}");', timeout=60)
    assert text(outputs).splitlines() == [f"line {i}" for i in range(100_000)]


@check
def large_output_waits_for_a_slow_reader(kernel):
    request = kernel.client.execute('for (int i = 0; i < 200; i++) Console.Write(new string((char)(97 + i % 26), 100_000));')
    kernel.reply(request, 60)
    time.sleep(1)
    assert len(text(kernel.outputs(request, 60))) == 20_000_000


@check
def reconnects_leave_no_growth(kernel):
    def reconnect(times):
        for number in range(times):
            context = zmq.Context()
            sockets = [context.socket(kind) for kind in (zmq.DEALER, zmq.DEALER, zmq.SUB, zmq.REQ)]
            for each, port in zip(sockets, ["shell_port", "control_port", "iopub_port", "hb_port"]):
                each.linger = 0
                each.connect(f"tcp://127.0.0.1:{getattr(kernel.client, port)}")
            sockets[2].subscribe(b"")
            shell = sockets[0]
            shell.send_multipart(kernel.client.session.serialize(kernel.client.session.msg("kernel_info_request", {})))
            assert shell.poll(20_000), f"no answer after {number} reconnects"
            for each in sockets:
                each.close()
            context.term()

    def size():
        """The managed heap in MB, and the open files."""
        for _ in range(3):
            _, outputs = kernel.run("GC.Collect(); GC.WaitForPendingFinalizers(); GC.Collect(); GC.GetTotalMemory(true)")
        heap = next(m for m in outputs if m["msg_type"] == "execute_result")["content"]["data"]["text/plain"]
        return int(heap.replace(",", "")) / 1e6, len(os.listdir(f"/proc/{kernel.process.pid}/fd"))
    kernel.reply(kernel.client.complete("Console.Wri", 11), 60)  # all is loaded by then
    reconnect(50)
    heap, files = size()
    reconnect(300)
    heap_after, files_after = size()
    assert heap_after - heap < 3, f"{heap:.1f} -> {heap_after:.1f} MB over 300 reconnects"
    assert files_after - files < 10, f"{files} -> {files_after} open files over 300 reconnects"


@check
def two_front_ends_get_their_own_replies_and_all_outputs(kernel):
    other = kernel.connect()
    time.sleep(0.3)
    request = other.execute("111 * 3")
    assert "333" in str(kernel.outputs(request))
    reply = other.get_shell_msg(timeout=20)
    assert reply["parent_header"]["msg_id"] == request
    other.stop_channels()


@check
def idle_kernel_neither_works_nor_grows(kernel):
    # At first it still warms up and compiles hot code again; the calmest of a few spells counts.
    spells = []
    for _ in range(5):
        before, processor = kernel.memory(), kernel.processor_time()
        time.sleep(3)
        spells.append((kernel.processor_time() - processor, kernel.memory() - before))
    assert min(used for used, _ in spells) < 0.15, f"processor time and growth in 3 s: {spells}"
    assert min(grown for _, grown in spells) < 1, f"processor time and growth in 3 s: {spells}"


if __name__ == "__main__":
    with Kernel(command()) as kernel:
        report(kernel, log=kernel.log_text)
