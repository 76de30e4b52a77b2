"""How kernels end, each with a reason on the log and without leaving a process behind."""
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time

from checks import check, command, report
from kernel import Kernel, text


def ended(kernel, within=10):
    kernel.process.wait(within)
    return kernel.process.returncode


def on_channel(kernel, restart, channel):
    with kernel:
        message = kernel.client.session.msg("shutdown_request", {"restart": restart})
        getattr(kernel.client, channel + "_channel").send(message)
        reply = kernel.reply(message["header"]["msg_id"], channel=channel)["content"]
        assert reply == {"status": "ok", "restart": restart}, reply
        assert ended(kernel) == 0, kernel.log_text()


@check
def shutdown_on_control_is_answered():
    on_channel(Kernel(command()), False, "control")


@check
def restart_on_shell_is_answered():
    on_channel(Kernel(command()), True, "shell")


@check
def shutdown_stops_a_running_cell():
    with Kernel(command()) as kernel:
        kernel.run("1")
        kernel.client.execute("while (true) { }")
        time.sleep(0.5)
        kernel.client.control_channel.send(kernel.client.session.msg("shutdown_request", {"restart": False}))
        assert ended(kernel) == 0


@check
def environment_exit_is_answered_and_explained():
    with Kernel(command()) as kernel:
        reply, outputs = kernel.run('Console.WriteLine("last words"); Environment.Exit(3);')
        assert reply["content"]["status"] == "error" and "Environment.Exit(3)" in reply["content"]["evalue"], reply["content"]
        assert "last words" in text(outputs), outputs
        assert ended(kernel) == 3
        assert "Environment.Exit(3)" in kernel.log_text()


@check
def native_crash_ends_the_process_with_a_word_on_the_log():
    with Kernel(command()) as kernel:
        kernel.run("1")
        kernel.client.execute("System.Runtime.InteropServices.Marshal.WriteByte((IntPtr)123456789, 1);")
        assert ended(kernel, 30) != 0
        assert "AccessViolation" in kernel.log_text(), kernel.log_text()


@check
def closed_console_leaves_the_kernel_answering():
    with Kernel(command()) as kernel:
        kernel.run("Console.Out.Close(); Console.Error.Close(); Console.OpenStandardOutput().Close();")
        assert text(kernel.run('Console.WriteLine("still here");')[1]) == "still here\n"


@check
def exception_on_a_thread_of_the_cell_is_shown_and_survived():
    with Kernel(command()) as kernel:
        _, outputs = kernel.run('var t = new System.Threading.Thread(() => throw new Exception("on a thread")); t.Start(); t.Join();')
        assert kernel.run("1")[0]["content"]["status"] == "ok"
        assert "on a thread" in text(outputs, "stderr"), outputs


@check
def exception_on_a_thread_of_nobody_is_survived():
    with Kernel(command()) as kernel:
        for code in ['var timer = new System.Threading.Timer(_ => throw new Exception("timer"), null, 10, -1);',
                     'System.Threading.ThreadPool.RegisterWaitForSingleObject(new System.Threading.AutoResetEvent(true), (_, _) => throw new Exception("wait"), null, 10, true);',
                     'var stop = new System.Threading.CancellationTokenSource(10); stop.Token.Register(() => throw new Exception("token"));',
                     'class Last { ~Last() => throw new Exception("finalizer"); } void Make() { new Last(); } Make(); GC.Collect(); GC.WaitForPendingFinalizers();']:
            kernel.run(code + " System.Threading.Thread.Sleep(300);")
            assert kernel.run("1")[0]["content"]["status"] == "ok", code


@check
def session_without_a_file_descriptor_says_so_and_goes_on():
    take = "var all = new List<IDisposable>(); "
    for code in ['while (true) all.Add(System.IO.File.OpenRead("/dev/null"));',
                 "try { while (true) all.Add(new System.IO.Pipes.AnonymousPipeServerStream()); } catch (System.IO.IOException) { }",
                 "while (true) all.Add(new System.Net.Sockets.Socket(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp));"]:
        with Kernel(["prlimit", "--nofile=600:600", *command()]) as kernel:
            kernel.run("1")
            _, outputs = kernel.run(take + code)
            assert "no file descriptor left" in text(outputs, "stderr"), (code, outputs)
            another = kernel.connect()  # a front-end that was not there before
            request = another.kernel_info()
            assert another.get_shell_msg(timeout=20)["parent_header"]["msg_id"] == request
            another.stop_channels()
            _, outputs = kernel.run("foreach (var each in all) each.Dispose(); all.Clear(); 6 * 7")
            assert "42" in str(outputs), (code, outputs)


@check
def endless_exit_handler_ends():
    with Kernel(command()) as kernel:
        reply, _ = kernel.run("AppDomain.CurrentDomain.ProcessExit += (_, _) => { while (true) { } }; Environment.Exit(3);")
        assert reply["content"]["status"] == "error", reply["content"]
        ended(kernel)


@check
def termination_signal_is_answered():
    with Kernel(command()) as kernel:
        kernel.run("1")
        request = kernel.client.execute("while (true) { }")
        time.sleep(0.5)
        kernel.process.send_signal(signal.SIGTERM)
        assert "SIGTERM" in kernel.reply(request)["content"]["evalue"]
        ended(kernel)


@check
def killed_front_end_takes_the_kernel_with_it():
    # The front-end is a process of its own; it starts the kernel and is killed while a cell runs.
    front_end = "import sys, time; sys.path.insert(0, sys.argv[1]); from kernel import Kernel; k = Kernel(sys.argv[2:]); k.run('1'); " \
                "k.client.execute('while (true) { }'); print(k.process.pid, flush=True); time.sleep(100)"
    process = subprocess.Popen([sys.executable, "-c", front_end, os.path.dirname(os.path.abspath(__file__)), *command()],
                               stdout=subprocess.PIPE, text=True)
    kernel = int(process.stdout.readline())
    process.kill()
    process.wait()
    for _ in range(80):
        time.sleep(0.1)
        if not alive(kernel):
            return
    os.kill(kernel, signal.SIGKILL)
    raise AssertionError("the kernel outlived its front-end by 8 s")


def alive(process):
    try:
        with open(f"/proc/{process}/stat") as stat:
            return stat.read().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def refused(connection, *words, code):
    with tempfile.TemporaryDirectory() as directory:
        path = os.path.join(directory, "connection.json")
        if connection is not None:
            with open(path, "w") as file:
                file.write(connection)
        done = subprocess.run([part.replace("{connection_file}", path) for part in command()], capture_output=True, text=True, timeout=30)
    said = done.stdout + done.stderr
    assert done.returncode == code, (done.returncode, said)
    assert all(word in said for word in words) and "   at " not in said, said


@check
def missing_connection_file_is_a_usage_error():
    refused(None, "Cannot read the connection file", code=2)


@check
def connection_file_that_is_not_json_is_a_usage_error():
    refused("not json", "not JSON", code=2)


@check
def taken_port_is_named():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        connection = {"transport": "tcp", "ip": "127.0.0.1", "key": "", "signature_scheme": "hmac-sha256",
                      **{name: free for name, free in zip(["iopub_port", "stdin_port", "control_port", "hb_port"], free_ports(4))}}
        refused(json.dumps({**connection, "shell_port": port}), f"127.0.0.1:{port}", code=1)


@check
def second_kernel_on_the_same_file_is_refused():
    with Kernel(command()) as kernel:
        with open(kernel.file) as file:
            refused(file.read(), "Cannot listen", code=1)


def free_ports(count):
    sockets = [socket.socket() for _ in range(count)]
    for each in sockets:
        each.bind(("127.0.0.1", 0))
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports


if __name__ == "__main__":
    report()
