using System.Text.Json.Nodes;
using Course.Notebooks;

namespace Course.Kernel;

/// <summary>Runs the cells of <c>execute_request</c>s in the session, one after the other.</summary>
internal sealed class Execution(
    Lazy<ScriptSession> session, RequestQueue queue, Sender sender, StandardInput input, History history)
{
    private volatile Running? running;
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
            ICellOutput output = silent ? new TextOutput(0) : new CellOutput(request, sender, input, cancel);
            // JupyterLab sends the cell's metadata along.
            var cell = new CellSource(silent ? "Silent request" : $"Cell [{count}]", code)
            { Language = CellLanguage.Of(request.Message.Metadata) };
            var result = session.Value.Run(cell, output, cancel);
            if (stored)
                history.Add(count, code, Plain(result));
            return result is CellResult.Failed failure ? Fail(request, failure, silent)
                : Succeed(request, (CellResult.Succeeded)result, silent, cancel);
        });
        reply["execution_count"] = count;
        return reply;
    }

    /// <summary>Stops the running cell; its variables stay. Without a running cell there is nothing to do.</summary>
    public void Interrupt()
    {
        if (running is { Cancel: var cancel })
            Cancellation.Begin(cancel);
    }

    /// <summary>The process ends in the middle of a cell: its request is answered before that.</summary>
    public void Abandon(string reason)
    {
        if (running is not { Request: var request })
            return;
        Thread.Sleep(150); // the session sends what the cell printed within 50 ms
        var failure = new CellResult.Failed("KernelEnded", reason, [reason]);
        sender.Publish(request, "error", Json.Error(failure));
        var reply = Json.ErrorReply(failure);
        reply["execution_count"] = count;
        sender.Reply(request, reply);
        sender.Status(request, "idle");
    }

    private sealed record Running(Request Request, CancellationTokenSource Cancel);

    private JsonObject Interruptible(Request request, Func<CancellationToken, JsonObject> run)
    {
        var cancel = new CancellationTokenSource();
        running = new(request, cancel);
        try
        {
            return run(cancel.Token);
        }
        finally
        {
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
            sender.Publish(request, "error", Json.Error(failure));
        if (request.Flag("stop_on_error", ifMissing: true))
            queue.AbortWaiting();
        return Json.ErrorReply(failure);
    }

    /// <summary>Small expressions a front-end wants to know the values of after the cell; they print nothing.</summary>
    private JsonObject UserExpressions(Request request, CancellationToken cancel)
    {
        var values = new JsonObject();
        foreach (var (name, expression) in request.Message.Content["user_expressions"] as JsonObject ?? [])
        {
            var code = new CellSource("Expression", expression?.ToString() ?? "");
            values[name] = session.Value.Run(code, new TextOutput(0), cancel) switch
            {
                CellResult.Failed failure => Json.ErrorReply(failure),
                var found => new JsonObject
                {
                    ["status"] = "ok",
                    ["data"] = found is CellResult.Succeeded { Value: { } value } ? Json.Of(value) : [],
                    ["metadata"] = new JsonObject(),
                },
            };
        }
        return values;
    }

    private static string? Plain(CellResult result) =>
        result is CellResult.Succeeded { Value: { } value } && value.Data.TryGetValue("text/plain", out var plain)
            ? plain.ToString() : null;
}
