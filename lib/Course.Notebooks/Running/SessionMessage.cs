using System.Text.Json;
using System.Text.Json.Serialization;

namespace Course.Notebooks;

/// <summary>
/// What a <see cref="SessionProcess"/> and its <see cref="SessionHost"/> say to each other: one JSON object a line.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Run), "run")]
[JsonDerivedType(typeof(Cancel), "cancel")]
[JsonDerivedType(typeof(Ready), "ready")]
[JsonDerivedType(typeof(Stream), "stream")]
[JsonDerivedType(typeof(Display), "display")]
[JsonDerivedType(typeof(Update), "update")]
[JsonDerivedType(typeof(Clear), "clear")]
[JsonDerivedType(typeof(Ended), "ended")]
internal abstract record SessionMessage
{
    // To the host.
    public sealed record Run(CellSource Cell) : SessionMessage;
    public sealed record Cancel : SessionMessage;

    // From the host.
    public sealed record Ready : SessionMessage;
    public sealed record Stream(StreamName Name, string Text) : SessionMessage;
    public sealed record Display(MimeBundle Data, string? Id) : SessionMessage;
    public sealed record Update(string Id, MimeBundle Data) : SessionMessage;
    public sealed record Clear(bool Wait) : SessionMessage;
    public sealed record Ended(CellResult Result) : SessionMessage;

    public string ToLine() => JsonSerializer.Serialize(this);

    /// <exception cref="JsonException">The line is not a message.</exception>
    public static SessionMessage FromLine(string line) =>
        JsonSerializer.Deserialize<SessionMessage>(line) ?? throw new JsonException("null is not a message");
}
