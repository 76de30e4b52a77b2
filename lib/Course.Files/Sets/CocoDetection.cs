using System.Text.Json;
using System.Text.Json.Serialization;
using static TorchSharp.torch;

namespace Course.Files;

/// <summary>One thing in a picture, as somebody drew a box around it.</summary>
/// <param name="X">Left edge in pixels.</param>
/// <param name="Y">Upper edge in pixels.</param>
/// <param name="Width">Width in pixels.</param>
/// <param name="Height">Height in pixels.</param>
/// <param name="Label">Index into <see cref="CocoDetection.ClassNames"/>.</param>
/// <param name="IsCrowd">One box around many things, such as a crowd of people.</param>
public sealed record CocoBox(double X, double Y, double Width, double Height, int Label, bool IsCrowd);

/// <summary>A picture with its boxes; none where it shows nothing of the eighty categories.</summary>
/// <param name="Path">The image file.</param>
/// <param name="Width">Width in pixels.</param>
/// <param name="Height">Height in pixels.</param>
/// <param name="Objects">What is in it.</param>
public sealed record CocoImage(string Path, int Width, int Height, IReadOnlyList<CocoBox> Objects)
{
    /// <summary>The boxes as torchvision's detectors want them: left, top, right, bottom in pixels. // [n, 4]</summary>
    public Tensor Boxes() =>
        tensor([.. Objects.SelectMany(o => new[] { (float)o.X, (float)o.Y, (float)(o.X + o.Width), (float)(o.Y + o.Height) })], [Objects.Count, 4]);

    /// <summary>The boxes' class indices, int64. // [n]</summary>
    public Tensor Labels() => tensor([.. Objects.Select(o => (long)o.Label)], [Objects.Count]);
}

/// <summary>COCO's annotations for object detection: which things are in which picture, and where.</summary>
/// <remarks>T.-Y. Lin et al., "Microsoft COCO: Common Objects in Context" (2014); format: https://cocodataset.org/#format-data. The file (450 MB
/// for 2017's training part) is read as a stream, and its outlines are left out.</remarks>
public sealed class CocoDetection
{
    private const long LargestFile = 2L << 30;

    /// <summary>Reads an annotation file.</summary>
    /// <param name="annotations">Such as <c>instances_val2017.json</c>.</param>
    /// <param name="imageFolder">Where the pictures lie, such as <c>val2017</c>; they are not opened.</param>
    /// <param name="crowds">Keeps the boxes around crowds too; detectors are usually trained without.</param>
    /// <exception cref="InvalidDataException">It is no such file, or contradicts itself.</exception>
    public CocoDetection(string annotations, string imageFolder, bool crowds = false)
    {
        InvalidDataException Wrong(string what) => new($"{annotations}: expected COCO annotations for detection, found {what}.");
        var file = Read(annotations, Wrong);
        var categories = file.Categories.OrderBy(category => category.Id).ToList();
        ClassNames = [.. categories.Select(category => category.Name)];
        var labels = Index(categories, category => category.Id, "category", Wrong);
        var places = Index(file.Images, image => image.Id, "image", Wrong);
        var boxes = file.Images.Select(_ => new List<CocoBox>()).ToList();
        foreach (var (image, category, box, crowd) in file.Annotations)
        {
            if (!places.TryGetValue(image, out var at)) throw Wrong($"a box in image {image}, which it does not list");
            if (!labels.TryGetValue(category, out var label)) throw Wrong($"a box of category {category}, which it does not list");
            if (box is not [var x, var y, var width, var height] || box.Any(number => !(Math.Abs(number) < 1e6)) || width < 0 || height < 0)
                throw Wrong($"in image {image} a box [{string.Join(", ", box)}] that is not [left, top, width, height] in pixels");
            if (crowds || crowd == 0) boxes[at].Add(new(x, y, width, height, label, crowd != 0));
        }

        Images = [.. file.Images.Select((image, i) => new CocoImage(Place(imageFolder, image, Wrong), image.Width, image.Height, boxes[i]))];
        Missing = [.. Images.Where(image => !File.Exists(image.Path)).Select(image => image.Path)];
    }

    /// <summary>The pictures in the file's order.</summary>
    public IReadOnlyList<CocoImage> Images { get; }

    /// <summary>The categories in the order of their numbers; a label is an index here (COCO's own numbers have gaps).</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>Pictures that the annotations speak of and the folder lacks.</summary>
    public IReadOnlyList<string> Missing { get; }

    /// <summary>What it holds, in a line.</summary>
    public override string ToString() => $"COCO: {Images.Count:N0} images, {Images.Sum(image => image.Objects.Count):N0} boxes, " +
        $"{ClassNames.Count} classes, {Missing.Count:N0} image files missing";

    private static CocoFile Read(string path, Func<string, InvalidDataException> wrong)
    {
        using var stream = File.OpenRead(path);
        if (stream.Length > LargestFile) throw wrong($"{stream.Length:N0} bytes (at most {LargestFile:N0} are read)");
        try
        {
            return JsonSerializer.Deserialize<CocoFile>(stream, options) is { } file && !file.Images.Contains(null!) &&
                !file.Annotations.Contains(null!) && !file.Categories.Contains(null!) ? file : throw wrong("null");
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException) // the latter for half a surrogate pair
        {
            throw wrong(fault.Message.TrimEnd('.'));
        }
    }

    private static Dictionary<long, int> Index<T>(IReadOnlyList<T> items, Func<T, long> id, string what, Func<string, InvalidDataException> wrong)
    {
        var index = new Dictionary<long, int>();
        for (var i = 0; i < items.Count; i++)
            if (!index.TryAdd(id(items[i]), i)) throw wrong($"{what} {id(items[i])} twice");
        return index;
    }

    private static string Place(string folder, Picture image, Func<string, InvalidDataException> wrong)
    {
        if (image.FileName.Length == 0 || image.FileName != Path.GetFileName(image.FileName) || image.FileName is "." or ".." || image.FileName.Contains('\\'))
            throw wrong($"the file name \"{image.FileName}\", which leads out of the folder");
        if (image.Width is < 1 or > 100_000 || image.Height is < 1 or > 100_000) throw wrong($"image {image.Id} of {image.Width} x {image.Height} pixels");
        return Path.Combine(folder, image.FileName);
    }

    private static readonly JsonSerializerOptions options = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        AllowDuplicateProperties = false,
        NumberHandling = JsonNumberHandling.Strict,
    };

    private sealed record CocoFile(List<Picture> Images, List<Annotation> Annotations, List<Category> Categories);
    private sealed record Picture(long Id, string FileName, int Width, int Height);
    private sealed record Annotation(long ImageId, long CategoryId, double[] Bbox, [property: JsonPropertyName("iscrowd")] int IsCrowd = 0);
    private sealed record Category(long Id, string Name);
}
