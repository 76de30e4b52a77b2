"""Garbage, wrong keys, replays and strangers: the kernel drops them, says so on its log, and goes on."""
import json
import random
import socket
import time

import zmq

from checks import check, command, report
from kernel import Kernel

KEY_FREE = [b"<IDS|MSG>", b"", b"{}", b"{}", b"{}", b"{}"]


def raw(kernel, port="shell_port"):
    channel = zmq.Context.instance().socket(zmq.XSUB if port == "iopub_port" else zmq.DEALER)
    channel.linger = 500
    channel.sndtimeo, channel.rcvtimeo = 5000, 20_000
    channel.connect(f"tcp://127.0.0.1:{getattr(kernel.client, port)}")
    return channel


def signed(kernel, header, parent="{}", metadata="{}", content="{}"):
    frames = [part if isinstance(part, bytes) else part.encode() for part in (header, parent, metadata, content)]
    return [b"<IDS|MSG>", kernel.client.session.sign(frames), *frames]


def header(type, id="1", **more):
    return json.dumps({"msg_id": id, "msg_type": type, "session": "s", "username": "u", "date": "2026-01-01T00:00:00Z", "version": "5.3", **more})


def still_answers(kernel):
    reply, _ = kernel.run("1 + 1")
    assert reply["content"]["status"] == "ok", reply["content"]


def logged(kernel, words):
    for _ in range(50):
        if words in kernel.log_text():
            return
        time.sleep(0.1)
    raise AssertionError(f"no '{words}' on the log:\n{kernel.log_text()[-2000:]}")


@check
def unsigned_message_is_dropped(kernel):
    channel = raw(kernel)
    channel.send_multipart(KEY_FREE)
    logged(kernel, "not signed with this kernel's key")
    assert not channel.poll(300), "an answer to an unsigned message"
    still_answers(kernel)


@check
def message_with_the_wrong_key_is_dropped(kernel):
    channel = raw(kernel)
    frames = signed(kernel, header("kernel_info_request"))
    frames[1] = bytes(reversed(frames[1]))
    channel.send_multipart(frames)
    assert not channel.poll(300)
    still_answers(kernel)


@check
def replayed_message_is_dropped(kernel):
    channel = raw(kernel)
    frames = signed(kernel, header("kernel_info_request", id="once"))
    channel.send_multipart(frames)
    assert channel.poll(5000)
    channel.recv_multipart()
    channel.send_multipart(frames)
    assert not channel.poll(300), "a replay was answered"
    logged(kernel, "used before")


@check
def wrong_protocol_version_is_told_so(kernel):
    channel = raw(kernel)
    channel.send_multipart(signed(kernel, header("execute_request", id="old", version="4.1"), content='{"code": "1"}'))
    assert channel.poll(5000)
    reply = json.loads(channel.recv_multipart()[-1])
    assert reply["status"] == "error" and "4.1" in reply["evalue"], reply


@check
def unknown_message_type_gets_busy_and_idle(kernel):
    message = kernel.client.session.msg("make_coffee_request", {})
    kernel.client.shell_channel.send(message)
    states = [m["content"]["execution_state"] for m in kernel.outputs(message["header"]["msg_id"])]
    assert states == ["busy", "idle"], states
    logged(kernel, "make_coffee_request")


@check
def hundreds_of_random_messages_change_nothing(kernel):
    chance = random.Random(5)
    frame = lambda: bytes(chance.randrange(256) for _ in range(chance.choice([0, 1, 5, 40, 300])))
    ports = ["shell_port", "control_port", "stdin_port", "hb_port", "iopub_port"]
    channels = {port: raw(kernel, port) for port in ports}
    for number in range(500):
        port = chance.choice(ports)
        frames = [frame() for _ in range(chance.randrange(1, 9))]
        if chance.random() < 0.5:
            frames[chance.randrange(len(frames))] = b"<IDS|MSG>"
        channels[port].send_multipart(frames)
    still_answers(kernel)


@check
def hundreds_of_malformed_signed_messages_change_nothing(kernel):
    chance = random.Random(6)
    channel, control, stdin = raw(kernel), raw(kernel, "control_port"), raw(kernel, "stdin_port")
    types = ["execute_request", "complete_request", "inspect_request", "is_complete_request", "history_request", "comm_open", "comm_msg",
             "comm_info_request", "interrupt_request", "debug_request", "kernel_info_request", "input_reply", "connect_request", ""]
    values = [None, 0, -1, 2**40, 1.5, True, "", "x", "\\ud800", [], {}, [[]], {"a": {}}]
    fields = ["code", "cursor_pos", "silent", "store_history", "user_expressions", "hist_access_type", "n", "session", "start", "pattern",
              "comm_id", "command", "seq", "value", "allow_stdin", "stop_on_error"]
    for number in range(600):
        content = {chance.choice(fields): chance.choice(values) for _ in range(chance.randrange(5))}
        text = json.dumps(content).replace("\\\\ud800", "\\ud800")
        broken = chance.choice([text] * 6 + [text[:-1], "[" * 300, "null", "\ufeff{}", b"{\xff}"])
        chance.choice([channel, channel, control, stdin]).send_multipart(signed(
            kernel, header(chance.choice(types), id=f"m{number}"), content=broken,
            metadata=chance.choice(["{}", "{}", "[]", ""]), parent=chance.choice(["{}", "{}", "7"])))
    # On the connection that the interrupts came by, for only there does it come behind them.
    control.send_multipart(signed(kernel, header("kernel_info_request", id="last")))
    while json.loads(control.recv_multipart()[3]).get("msg_id") != "last":
        pass
    still_answers(kernel)


@check
def strangers_on_the_ports_change_nothing(kernel):
    openings = [b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", bytes(range(256)), b"\xff" + b"\x00" * 8 + b"\x7f" + b"\x03",
                b"\xff\x00\x00\x00\x00\x00\x00\x00\x01\x7f\x03\x00NULL" + b"\x00" * 47 + b"\x02" + b"\xff" * 8, b"\x01" * 5000, b""]
    for port in ["shell_port", "control_port", "stdin_port", "hb_port", "iopub_port"]:
        for opening in openings:
            with socket.create_connection(("127.0.0.1", getattr(kernel.client, port)), 5) as stranger:
                stranger.sendall(opening)
    time.sleep(0.5)
    still_answers(kernel)


@check
def only_the_named_address_listens(kernel):
    for port in ["shell_port", "iopub_port"]:
        try:
            socket.create_connection(("127.0.0.2", getattr(kernel.client, port)), 1).close()
        except ConnectionRefusedError:
            continue
        raise AssertionError(f"{port} answers on 127.0.0.2")


@check
def half_a_surrogate_is_no_end(kernel):
    for channel, type, content in [("stdin_port", "input_reply", r'{"value": "\ud83d"}'), ("stdin_port", "input_reply", r'{"\udc00": 1}'),
                                   ("shell_port", "execute_request", r'{"code": "1", "\ud83d": 1}'), ("shell_port", "history_request", r'{"\udfff": 1}')]:
        raw(kernel, channel).send_multipart(signed(kernel, header(type, id=f"half {content}"), content=content))
    raw(kernel).send_multipart(signed(kernel, r'{"msg_id": "h", "msg_type": "kernel_info_request", "\ud800": 1}'))
    time.sleep(0.5)
    still_answers(kernel)


@check
def completion_of_an_endless_expression_is_no_end(kernel):
    for code in ["A" + ".B" * 40_000, "(" * 40_000, "!" * 40_000]:
        kernel.reply(kernel.client.complete(code, len(code)))
        kernel.reply(kernel.client.inspect(code, len(code)))
        kernel.reply(kernel.client.is_complete(code))
    still_answers(kernel)


@check
def large_cell_arrives_whole(kernel):
    reply, outputs = kernel.run('Console.Write("' + "x" * 3_000_000 + '".Length)')
    assert "3000000" in str(outputs), reply["content"]


if __name__ == "__main__":
    with Kernel(command()) as kernel:
        report(kernel, log=kernel.log_text)
