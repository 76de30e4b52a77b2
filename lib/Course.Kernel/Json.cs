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

    public static JsonObject Error(string name, string message, IEnumerable<string> traceback) => new()
    {
        ["ename"] = name,
        ["evalue"] = message,
        ["traceback"] = new JsonArray([.. traceback.Select(line => JsonValue.Create(line))]),
    };

    public static JsonObject ErrorReply(string name, string message, IEnumerable<string> traceback)
    {
        var reply = Error(name, message, traceback);
        reply["status"] = "error";
        return reply;
    }
}
