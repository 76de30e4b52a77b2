using System.Text.Json.Nodes;
using Course.Notebooks;

namespace Course.Kernel;

/// <summary>Session values as the protocol writes them.</summary>
internal static class Json
{
    public static JsonObject Of(MimeBundle bundle)
    {
        var data = new JsonObject();
        foreach (var (type, value) in bundle.Data)
            data[type] = value?.DeepClone(); // a node has one parent, and the session keeps its own
        return data;
    }

    public static JsonObject Error(CellResult.Failed failure) => new()
    {
        ["ename"] = failure.Name,
        ["evalue"] = failure.Message,
        ["traceback"] = new JsonArray([.. failure.Traceback.Select(line => JsonValue.Create(line))]),
    };

    public static JsonObject ErrorReply(CellResult.Failed failure)
    {
        var reply = Error(failure);
        reply["status"] = "error";
        return reply;
    }
}
