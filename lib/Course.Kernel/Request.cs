using System.Text.Json.Nodes;
using Course.Kernel.Wire;

namespace Course.Kernel;

/// <summary>A message to answer. Its content is read by these methods, whose errors go back to whoever sent it.</summary>
internal sealed record Request(Message Message, Channel Channel, long Arrival)
{
    public string Type => Message.Type;

    /// <exception cref="BadRequestException">There is no such text.</exception>
    public string Text(string name) => Read<string>(name) ?? throw Bad(name, "a text");

    public string Text(string name, string ifMissing) => Read<string>(name) ?? ifMissing;

    public bool Flag(string name, bool ifMissing) =>
        Message.Content[name] is null ? ifMissing : Read<bool?>(name) ?? throw Bad(name, "true or false");

    public int Number(string name, int ifMissing) =>
        Message.Content[name] is null ? ifMissing : Read<int?>(name) ?? throw Bad(name, "a whole number");

    private T? Read<T>(string name) =>
        Message.Content[name] is JsonValue value && value.TryGetValue<T>(out var result) ? result : default;

    private BadRequestException Bad(string name, string expected) =>
        new($"'{name}' of a {Type} should be {expected}, but is {Message.Content[name]?.ToJsonString() ?? "missing"}.");
}

/// <summary>What a front-end asked for makes no sense; the reply tells it.</summary>
internal sealed class BadRequestException(string message) : Exception(message);
