"""Starts a kernel and talks to it with Debian's jupyter_client, the way a front-end does."""
import os
import queue
import subprocess
import tempfile
import time

from jupyter_client import BlockingKernelClient
from jupyter_client.connect import write_connection_file


class Kernel:
    """A kernel process with a connected client."""

    def __init__(self, command, env=None, wait=True, cwd=None):
        self.directory = tempfile.TemporaryDirectory()
        self.file, _ = write_connection_file(os.path.join(self.directory.name, "connection file.json"), key=os.urandom(16).hex().encode())
        self.log = open(os.path.join(self.directory.name, "log"), "w+b")
        self.started = time.monotonic()
        self.process = subprocess.Popen([part.replace("{connection_file}", self.file) for part in command],
                                        stdout=self.log, stderr=self.log, env={**os.environ, **(env or {})}, cwd=cwd)
        self.client = self.connect()
        if wait:
            self.wait_until_subscribed()

    def connect(self):
        client = BlockingKernelClient(connection_file=self.file)
        client.load_connection_file()
        client.start_channels()
        return client

    def wait_until_subscribed(self, timeout=30):
        """Asks until something arrives on iopub too. ZeroMQ connects each channel in its own time and drops what is published
        before a subscription has arrived, so a reply on shell alone does not mean that outputs will be seen."""
        end = time.monotonic() + timeout
        while True:
            request = self.client.kernel_info()
            self.reply(request, max(0.01, end - time.monotonic()))
            try:
                self.client.get_iopub_msg(timeout=0.5)
                return
            except queue.Empty:
                if time.monotonic() > end:
                    raise TimeoutError("The kernel answers on shell, but nothing arrives on iopub.") from None

    def kernel_info(self, timeout=30):
        request = self.client.kernel_info()
        return self.reply(request, timeout)

    def reply(self, request, timeout=30, channel="shell"):
        """The reply to a request; other replies are passed over."""
        end = time.monotonic() + timeout
        while True:
            message = getattr(self.client, f"get_{channel}_msg")(timeout=max(0.01, end - time.monotonic()))
            if message["parent_header"].get("msg_id") == request:
                return message

    def outputs(self, request, timeout=30):
        """All that is published for a request, up to idle."""
        found = []
        end = time.monotonic() + timeout
        while True:
            message = self.client.get_iopub_msg(timeout=max(0.01, end - time.monotonic()))
            if message["parent_header"].get("msg_id") != request:
                continue
            found.append(message)
            if message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
                return found

    def run(self, code, timeout=30, **arguments):
        """Runs a cell: its reply and what it published."""
        request = self.client.execute(code, **arguments)
        return self.reply(request, timeout), self.outputs(request, timeout)

    def log_text(self):
        self.log.flush()
        with open(self.log.name, encoding="utf-8", errors="replace") as log:
            return log.read()

    def memory(self):
        """Resident memory in MB."""
        with open(f"/proc/{self.process.pid}/status") as status:
            return int(next(line for line in status if line.startswith("VmRSS")).split()[1]) / 1024

    def processor_time(self):
        """Seconds of processor time used so far."""
        with open(f"/proc/{self.process.pid}/stat") as stat:
            fields = stat.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def close(self):
        self.client.stop_channels()
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self.log.close()
        self.directory.cleanup()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


def text(outputs, name="stdout"):
    return "".join(m["content"]["text"] for m in outputs if m["msg_type"] == "stream" and m["content"]["name"] == name)
