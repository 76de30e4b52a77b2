"""Every message type, as Jupyter's own client sends it."""
import time

from checks import check, command, report
from kernel import Kernel, text

transcript = []


def exchange(kernel, type, content, channel="shell"):
    """Sends any message; its reply and what was published for it."""
    message = kernel.client.session.msg(type, content)
    getattr(kernel.client, channel + "_channel").send(message)
    reply = kernel.reply(message["header"]["msg_id"], channel=channel)
    return reply["content"], kernel.outputs(message["header"]["msg_id"])


def types(outputs):
    return [m["msg_type"] for m in outputs]


def note(title, reply, outputs):
    transcript.append(f"## {title}")
    transcript.extend(f"iopub {m['msg_type']} {scrub(m['content'])}" for m in outputs)
    transcript.append(f"reply {reply['msg_type']} {scrub(reply['content'])}\n")


def scrub(content):
    import json
    import re
    return re.sub(r"\.NET 10[.\d]*", ".NET 10", json.dumps(content, ensure_ascii=False, sort_keys=True))


def noted(kernel, title, code, **arguments):
    reply, outputs = kernel.run(code, **arguments)
    note(title, reply, outputs)
    return reply["content"], outputs


@check
def welcome_greets_every_subscriber(kernel):
    import zmq
    late = zmq.Context.instance().socket(zmq.SUB)
    late.connect(f"tcp://127.0.0.1:{kernel.client.iopub_port}")
    late.subscribe(b"")
    for _ in range(20):
        assert late.poll(5000), "no iopub_welcome"
        if any(b'"iopub_welcome"' in frame for frame in late.recv_multipart()):
            break  # what came before it was not caused by us
    else:
        raise AssertionError("no iopub_welcome among 20 messages")
    late.close()


@check
def kernel_info_describes_the_language(kernel):
    reply = kernel.kernel_info()
    note("kernel_info", reply, [])
    content = reply["content"]
    assert content["protocol_version"] == "5.4" and content["language_info"]["name"] == "C#", content
    on_control, _ = exchange(kernel, "kernel_info_request", {}, channel="control")
    assert on_control["status"] == "ok", on_control


@check
def value_is_an_execute_result_between_busy_and_idle(kernel):
    reply, outputs = noted(kernel, "value", "1 + 1")
    assert types(outputs) == ["status", "execute_input", "execute_result", "status"], types(outputs)
    result = outputs[2]["content"]
    assert result["data"]["text/plain"] == "2" and result["execution_count"] == reply["execution_count"], result


@check
def statement_has_no_result(kernel):
    _, outputs = noted(kernel, "statement", "var kept = 3;")
    assert types(outputs) == ["status", "execute_input", "status"], types(outputs)


@check
def streams_keep_their_order(kernel):
    _, outputs = noted(kernel, "streams", 'Console.WriteLine("a"); Console.Error.WriteLine("b"); Console.WriteLine("c");')
    streams = [(m["content"]["name"], m["content"]["text"]) for m in outputs if m["msg_type"] == "stream"]
    assert streams == [("stdout", "a\n"), ("stderr", "b\n"), ("stdout", "c\n")], streams


@check
def output_of_a_finished_task_comes_before_idle(kernel):
    _, outputs = kernel.run('await Task.Run(() => { for (int i = 0; i < 1000; i++) Console.WriteLine(i); });')
    assert text(outputs).split() == [str(i) for i in range(1000)]


@check
def korean_and_emoji_arrive(kernel):
    _, outputs = noted(kernel, "text", 'Console.Write("합성곱 😀"); "정확도"')
    assert text(outputs) == "합성곱 😀", outputs
    assert outputs[-2]["content"]["data"]["text/plain"].strip('"') == "정확도", outputs[-2]


@check
def display_updates_in_place(kernel):
    _, outputs = kernel.run('var shown = display("one"); shown.Update("two");')
    first, second = outputs[2], outputs[3]
    assert (first["msg_type"], second["msg_type"]) == ("display_data", "update_display_data"), types(outputs)
    assert first["content"]["transient"]["display_id"] == second["content"]["transient"]["display_id"]
    assert second["content"]["data"]["text/plain"] == "two", second["content"]


@check
def output_comes_with_its_own_cell_as_parent(kernel):
    first, second = kernel.client.execute("1"), kernel.client.execute("2")
    assert "1" in str(kernel.outputs(first)) and "2" in str(kernel.outputs(second))
    kernel.reply(second)


@check
def exception_is_an_error_with_its_name(kernel):
    reply, outputs = noted(kernel, "exception", 'throw new InvalidOperationException("boom");')
    error = next(m for m in outputs if m["msg_type"] == "error")["content"]
    assert reply["status"] == "error" and reply["ename"] == error["ename"] == "InvalidOperationException", reply
    assert "boom" in error["evalue"] and error["traceback"], error


@check
def compilation_error_names_its_line(kernel):
    reply, _ = noted(kernel, "compilation error", "int a = 1;\nint b = c;")
    assert reply["status"] == "error" and "CS0103" in str(reply), reply


@check
def silent_cell_publishes_nothing_and_does_not_count(kernel):
    before, _ = kernel.run("0")
    reply, outputs = noted(kernel, "silent", 'Console.WriteLine("x"); 5', silent=True)
    assert types(outputs) == ["status", "status"], types(outputs)
    assert reply["execution_count"] == before["content"]["execution_count"], reply


@check
def silent_cell_takes_no_line_from_a_traceback(kernel):
    kernel.run("int Share(int x) => 10 / x;")
    kernel.run("1 + 1", silent=True)
    kernel.run("", store_history=False, user_expressions={"y": "2 + 2"})
    assert "10 / x" in str(kernel.run("Share(0)")[0]["content"]["traceback"])


@check
def language_in_the_request_s_metadata_counts(kernel):
    # JupyterLab sends the cell's metadata along.
    message = kernel.client.session.msg("execute_request", {"code": "<b>x</b>", "silent": False}, metadata={"polyglot_notebook": {"kernelName": "html"}})
    kernel.client.shell_channel.send(message)
    outputs = kernel.outputs(message["header"]["msg_id"])
    assert any("text/html" in output["content"].get("data", {}) for output in outputs), outputs


@check
def cell_outside_history_does_not_count(kernel):
    before, _ = kernel.run("0")
    reply, outputs = kernel.run("40 + 2", store_history=False)
    assert reply["content"]["execution_count"] == before["content"]["execution_count"]
    assert "42" in str(outputs)


@check
def user_expressions_are_evaluated(kernel):
    reply, _ = noted(kernel, "user expressions", "var six = 6;", user_expressions={"good": "six * 7", "bad": "nonsense"})
    values = reply["user_expressions"]
    assert values["good"]["data"]["text/plain"] == "42" and values["bad"]["status"] == "error", values


@check
def failure_aborts_what_waits_behind_it(kernel):
    requests = [kernel.client.execute(code) for code in ('System.Threading.Thread.Sleep(300); throw new Exception("stop");', "1", "2")]
    statuses = [kernel.reply(request)["content"]["status"] for request in requests]
    assert statuses == ["error", "aborted", "aborted"], statuses
    assert kernel.run("1")[0]["content"]["status"] == "ok"


@check
def failure_with_stop_on_error_false_aborts_nothing(kernel):
    first = kernel.client.execute('System.Threading.Thread.Sleep(300); throw new Exception("go on");', stop_on_error=False)
    second = kernel.client.execute("1")
    assert [kernel.reply(r)["content"]["status"] for r in (first, second)] == ["error", "ok"]


@check
def input_is_asked_for(kernel):
    request = kernel.client.execute('var line = Console.ReadLine(); Console.Write($"<{line}>");', allow_stdin=True)
    asked = kernel.client.get_stdin_msg(timeout=20)
    assert asked["msg_type"] == "input_request" and asked["content"]["password"] is False, asked
    kernel.client.input("한 줄")
    assert text(kernel.outputs(request)) == "<한 줄>"


@check
def input_without_anybody_to_ask_is_a_clear_error(kernel):
    reply, _ = kernel.run("Console.ReadLine()", allow_stdin=False)
    assert reply["content"]["status"] == "error" and "nobody to ask" in reply["content"]["evalue"], reply["content"]


@check
def completion_counts_in_code_points(kernel):
    code = 'var smile = "😀😀"; smile.Len'
    reply, _ = exchange(kernel, "complete_request", {"code": code, "cursor_pos": len(code)})
    assert "Length" in reply["matches"], reply
    assert "property" in str(reply["metadata"]), reply["metadata"]
    assert code[reply["cursor_start"]:reply["cursor_end"]] == "Len", reply


@check
def inspection_finds_what_is_known_and_nothing_else(kernel):
    reply, _ = exchange(kernel, "inspect_request", {"code": "Console.WriteLine", "cursor_pos": 12, "detail_level": 0})
    assert reply["found"] and "WriteLine" in reply["data"]["text/plain"], reply
    reply, _ = exchange(kernel, "inspect_request", {"code": "   ", "cursor_pos": 1, "detail_level": 0})
    assert reply["found"] is False and reply["data"] == {}, reply


@check
def completeness_has_three_answers(kernel):
    for code, status in [("1 + 1", "complete"), ("if (true) {", "incomplete"), ("var = ;", "invalid")]:
        reply, _ = exchange(kernel, "is_complete_request", {"code": code})
        assert reply["status"] == status, (code, reply)


@check
def history_has_tail_range_and_search(kernel):
    kernel.run("int found = 11;")
    reply, _ = kernel.run("found")
    line = reply["content"]["execution_count"]
    ask = {"output": False, "raw": True}
    tail, _ = exchange(kernel, "history_request", {**ask, "hist_access_type": "tail", "n": 2})
    assert tail["history"] == [[1, line - 1, "int found = 11;"], [1, line, "found"]], tail
    span, _ = exchange(kernel, "history_request", {**ask, "hist_access_type": "range", "session": 0, "start": line, "stop": line + 1, "output": True})
    assert span["history"] == [[1, line, ["found", "11"]]], span
    some, _ = exchange(kernel, "history_request", {**ask, "hist_access_type": "search", "pattern": "int fo*", "n": 5, "unique": True})
    assert [row[2] for row in some["history"]] == ["int found = 11;"], some
    bad, _ = exchange(kernel, "history_request", {**ask, "hist_access_type": "guess"})
    assert bad["status"] == "error" and "guess" in bad["evalue"], bad


@check
def comms_are_declined(kernel):
    reply, _ = exchange(kernel, "comm_info_request", {})
    assert reply == {"status": "ok", "comms": {}}, reply
    message = kernel.client.session.msg("comm_open", {"comm_id": "c1", "target_name": "jupyter.widget", "data": {}})
    kernel.client.shell_channel.send(message)
    assert types(kernel.outputs(message["header"]["msg_id"])) == ["status", "comm_close", "status"]


@check
def debugging_is_declined_politely(kernel):
    reply, _ = exchange(kernel, "debug_request", {"type": "request", "seq": 7, "command": "initialize"}, channel="control")
    assert reply["success"] is False and reply["request_seq"] == 7 and reply["message"], reply


@check
def request_without_its_field_is_told_so(kernel):
    reply, _ = exchange(kernel, "execute_request", {"silent": False})
    assert reply["status"] == "error" and "'code'" in reply["evalue"], reply
    reply, _ = exchange(kernel, "complete_request", {"code": "x", "cursor_pos": "end"})
    assert reply["status"] == "error" and "cursor_pos" in reply["evalue"], reply


@check
def heartbeat_echoes_while_a_cell_runs(kernel):
    import zmq
    request = kernel.client.execute("System.Threading.Thread.Sleep(1500);")
    time.sleep(0.3)
    heart = zmq.Context.instance().socket(zmq.REQ)
    heart.connect(f"tcp://127.0.0.1:{kernel.client.hb_port}")
    heart.send(b"ping")
    assert heart.poll(1000) and heart.recv() == b"ping"
    heart.close()
    kernel.reply(request)


@check
def control_is_answered_while_a_cell_runs(kernel):
    request = kernel.client.execute("System.Threading.Thread.Sleep(1500);")
    started = time.monotonic()
    message = kernel.client.session.msg("kernel_info_request", {})
    kernel.client.control_channel.send(message)
    kernel.reply(message["header"]["msg_id"], channel="control")
    assert time.monotonic() - started < 1, time.monotonic() - started
    kernel.reply(request)


if __name__ == "__main__":
    with Kernel(command()) as kernel:
        report(kernel, transcript=lambda: "\n".join(transcript), log=kernel.log_text)
