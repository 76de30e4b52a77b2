using System.Text.Json.Nodes;
using Course.Notebooks;

namespace Course.Kernel;

/// <summary>Runs the cells of <c>execute_request</c>s in the session, one after the other.</summary>
internal sealed class Execution(
    WarmSession session, RequestQueue queue, Sender sender, StandardInput input, History history)
{
    private readonly Lock changing = new();
    private (Request Request, CancellationTokenSource Cancel)? running;
    private int count;

    /// <summary>An <c>execute_request</c>'s reply, sent after all that the cell published.</summary>
    public JsonObject Execute(Request request)
    {
        if (queue.IsAborted(request))
            return new() { ["status"] = "aborted" };
        var code = request.Text("code");
        var silent = request.Flag("silent", ifMissing: false);
        var stored = request.Flag("store_history", ifMissing: true) && !silent;
        if (stored)
            count++;
        if (!silent)
            sender.Publish(request, "execute_input", new() { ["code"] = code, ["execution_count"] = count });

        var reply = Interruptible(request, cancel =>
        {
            ICellOutput output = silent ? new TextOutput(0) : new CellOutput(request, sender);
            session.Value.Ask = !silent && request.Flag("allow_stdin", ifMissing: false)
                ? (prompt, hidden) => input.Ask(request, prompt, hidden, cancel) : null;
            // JupyterLab sends the cell's metadata along.
            var cell = new CellSource(silent ? "Silent request" : $"Cell [{count}]", code)
            { Language = CellLanguage.Of(request.Message.Metadata) };
            var result = session.Value.Run(cell, output, cancel);
            if (stored)
                history.Add(count, code, Plain(result));
            return result switch
            {
                CellResult.Succeeded success => Succeed(request, success, silent, cancel),
                CellResult.Failed failure => Fail(request, failure, silent),
                _ => throw new InvalidOperationException($"unknown result {result}"),
            };
        });
        reply["execution_count"] = count;
        return reply;
    }

    /// <summary>Stops the running cell; its variables stay. Without a running cell there is nothing to do.</summary>
    public void Interrupt()
    {
        lock (changing)
        {
            if (running is { Cancel: var cancel })
                Cancellation.Begin(cancel);
        }
    }

    /// <summary>The process ends in the middle of a cell: its request is answered before that.</summary>
    public void Abandon(string reason)
    {
        Request? request;
        lock (changing)
            request = running?.Request;
        if (request is null)
            return;
        Thread.Sleep(150); // the session sends what the cell printed within 50 ms
        sender.Publish(request, "error", Json.Error("KernelEnded", reason, [reason]));
        var reply = Json.ErrorReply("KernelEnded", reason, [reason]);
        reply["execution_count"] = count;
        sender.Reply(request, reply);
        sender.Status(request, "idle");
    }

    private JsonObject Interruptible(Request request, Func<CancellationToken, JsonObject> run)
    {
        var cancel = new CancellationTokenSource();
        lock (changing)
            running = (request, cancel);
        try
        {
            return run(cancel.Token);
        }
        finally
        {
            lock (changing)
                running = null;
        }
    }

    private JsonObject Succeed(Request request, CellResult.Succeeded success, bool silent, CancellationToken cancel)
    {
        if (success.Value is { } value && !silent)
        {
            var content = new JsonObject
            {
                ["execution_count"] = count,
                ["data"] = Json.Of(value),
                ["metadata"] = new JsonObject(),
            };
            sender.Publish(request, "execute_result", content);
        }
        return new()
        {
            ["status"] = "ok",
            ["payload"] = new JsonArray(),
            ["user_expressions"] = UserExpressions(request, cancel),
        };
    }

    private JsonObject Fail(Request request, CellResult.Failed failure, bool silent)
    {
        if (!silent)
            sender.Publish(request, "error", Json.Error(failure.Name, failure.Message, failure.Traceback));
        if (request.Flag("stop_on_error", ifMissing: true))
            queue.AbortWaiting();
        return Json.ErrorReply(failure.Name, failure.Message, failure.Traceback);
    }

    /// <summary>Small expressions a front-end wants to know the values of after the cell; they print nothing.</summary>
    private JsonObject UserExpressions(Request request, CancellationToken cancel)
    {
        var values = new JsonObject();
        session.Value.Ask = null;
        foreach (var (name, expression) in request.Message.Content["user_expressions"] as JsonObject ?? [])
        {
            values[name] =
                session.Value.Run(new CellSource("Expression", expression?.ToString() ?? ""), new TextOutput(0), cancel) switch
                {
                    CellResult.Failed failure => Json.ErrorReply(failure.Name, failure.Message, failure.Traceback),
                    CellResult.Succeeded success => new JsonObject
                    {
                        ["status"] = "ok",
                        ["data"] = success.Value is { } value ? Json.Of(value) : [],
                        ["metadata"] = new JsonObject(),
                    },
                    _ => null,
                };
        }
        return values;
    }

    private static string? Plain(CellResult result) =>
        result is CellResult.Succeeded { Value: { } value } && value.Data.TryGetValue("text/plain", out var plain)
            ? plain.ToString() : null;
}
