using System.Text.Json.Nodes;
using Course.Notebooks;

namespace Course.Kernel;

/// <summary>Help while the learner types: completion, quick info, and whether an input is complete.</summary>
internal sealed class Assistance(Lazy<ScriptSession> session)
{
    public JsonObject Complete(Request request)
    {
        var (code, index) = Cursor(request);
        var found = session.Value.Complete(code, index);
        var (start, end) = (CodePoints.FromIndex(code, found.Start), CodePoints.FromIndex(code, found.End));
        return new()
        {
            ["matches"] = new JsonArray([.. found.Items.Select(item => JsonValue.Create(item.Text))]),
            ["cursor_start"] = start,
            ["cursor_end"] = end,
            // Not in the protocol, but JupyterLab, VS Code and the classic notebook show the kinds from here.
            ["metadata"] = new JsonObject
            {
                ["_jupyter_types_experimental"] = new JsonArray([.. found.Items.Select(item => new JsonObject
                {
                    ["text"] = item.Text,
                    ["type"] = item.Kind,
                    ["start"] = start,
                    ["end"] = end,
                })]),
            },
        };
    }

    public JsonObject Inspect(Request request)
    {
        var (code, index) = Cursor(request);
        var found = session.Value.Inspect(code, index);
        return new()
        {
            ["found"] = found is not null,
            ["data"] = found is null ? [] : Json.Of(found),
            ["metadata"] = new JsonObject(),
        };
    }

    public static JsonObject IsComplete(Request request)
    {
        var found = InputCheck.Of(request.Text("code"));
        return new() { ["status"] = found.Status, ["indent"] = found.Indent };
    }

    private static (string Code, int Index) Cursor(Request request)
    {
        var code = request.Text("code");
        return (code, CodePoints.ToIndex(code, request.Number("cursor_pos", ifMissing: int.MaxValue)));
    }
}
