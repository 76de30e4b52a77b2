using System.Text.Json.Nodes;

namespace Course.Notebooks;

/// <summary>
/// A Jupyter notebook, nbformat 4.0 to 4.5. It stands on the file's own JSON: what nobody changes, known here or not, is
/// written back byte for byte.
/// </summary>
public sealed class Notebook
{
    private readonly JsonText text;
    private readonly JsonObject root;
    private readonly List<Cell> cells;

    private Notebook(JsonText text)
    {
        this.text = text;
        root = text.Root!.AsObject();
        cells = [.. CellNodes.Select(cell => new Cell(cell!.AsObject()))];
    }

    /// <summary>A notebook without cells, as Jupyter makes one for C#.</summary>
    public Notebook() : this(new JsonText(new JsonObject
    {
        ["cells"] = new JsonArray(),
        ["metadata"] = new JsonObject
        {
            ["kernelspec"] = new JsonObject { ["display_name"] = ".NET (C#)", ["language"] = "C#", ["name"] = ".net-csharp" },
            ["language_info"] = new JsonObject { ["name"] = "C#" },
        },
        ["nbformat"] = 4,
        ["nbformat_minor"] = 5,
    }))
    {
    }

    /// <exception cref="NotebookException">The file cannot be read or holds no notebook of nbformat 4.</exception>
    public static Notebook Read(string path) => Read(path, () => Parse(File.ReadAllBytes(path), path));

    internal static Notebook Read(string path, Func<Notebook> read)
    {
        try
        {
            return read();
        }
        catch (FileNotFoundException)
        {
            throw new NotebookException($"{path}: expected a notebook, found no such file. Check the path.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new NotebookException($"{path}: the notebook cannot be read: {e.Message}", e);
        }
    }

    /// <param name="utf8">The file's bytes.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="NotebookException">This is no notebook of nbformat 4.</exception>
    public static Notebook Parse(ReadOnlyMemory<byte> utf8, string name = "notebook")
    {
        var text = JsonTextReader.Read(utf8, name);
        NotebookCheck.Run(text.Root, name);
        return new(text);
    }

    /// <summary>Writes a complete file or leaves the old one as it was.</summary>
    public void Write(string path) => AtomicFile.Write(path, ToBytes());

    public byte[] ToBytes()
    {
        lock (Gate)
            return JsonTextWriter.Write(text);
    }

    public IReadOnlyList<Cell> Cells => cells;

    /// <summary>The notebook's metadata; where the file has none, an empty object that is kept once it is assigned.</summary>
    public JsonObject Metadata
    {
        get => root["metadata"] as JsonObject ?? [];
        set => root.Put("metadata", value);
    }

    public void Add(Cell cell) => Insert(cells.Count, cell);

    public void Insert(int index, Cell cell)
    {
        if ((int?)root["nbformat_minor"] >= 5 && cell.Id is null)
            cell.Json.Put("id", Guid.NewGuid().ToString("n")[..8]);
        CellNodes.Insert(index, cell.Json);
        cells.Insert(index, cell);
    }

    public void Remove(Cell cell)
    {
        if (cells.Remove(cell))
            CellNodes.Remove(cell.Json);
    }

    /// <summary>Held while outputs are written: a cell's background threads may still print when the notebook is saved.</summary>
    internal Lock Gate { get; } = new();

    /// <summary>Outputs that can still be changed, by display id. The ids belong to the session and are not saved.</summary>
    internal Dictionary<string, List<JsonObject>> Displays { get; } = [];

    private JsonArray CellNodes => root["cells"]!.AsArray();
}
