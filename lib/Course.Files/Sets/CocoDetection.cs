using System.Text.Json;
using System.Text.Json.Serialization;

namespace Course.Files;

/// <summary>One thing in a picture, as somebody drew a box around it.</summary>
/// <param name="X">Left edge in pixels.</param>
/// <param name="Y">Upper edge in pixels.</param>
/// <param name="Width">Width in pixels.</param>
/// <param name="Height">Height in pixels.</param>
/// <param name="Label">Index into <see cref="CocoDetection.ClassNames"/>.</param>
public sealed record CocoBox(double X, double Y, double Width, double Height, int Label);

/// <summary>A picture with its boxes; none where it shows nothing of the eighty categories.</summary>
/// <param name="Path">The image file, which is not opened.</param>
/// <param name="Width">Width in pixels.</param>
/// <param name="Height">Height in pixels.</param>
/// <param name="Objects">What is in it.</param>
public sealed record CocoImage(string Path, int Width, int Height, IReadOnlyList<CocoBox> Objects);

/// <summary>COCO's annotations for object detection: which things are in which picture, and where.</summary>
/// <remarks>T.-Y. Lin et al., "Microsoft COCO: Common Objects in Context" (2014); https://cocodataset.org/#format-data. The file
/// (450 MB for 2017's training part) is read as a stream; outlines, and boxes around crowds, are left out.</remarks>
public sealed class CocoDetection
{
    private static readonly JsonSerializerOptions options = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        NumberHandling = JsonNumberHandling.Strict,
    };

    /// <summary>Reads an annotation file.</summary>
    /// <param name="annotations">Such as <c>instances_val2017.json</c>.</param>
    /// <param name="imageFolder">Where the pictures lie, such as <c>val2017</c>.</param>
    /// <exception cref="InvalidDataException">It is no such file, or contradicts itself.</exception>
    public CocoDetection(string annotations, string imageFolder)
    {
        InvalidDataException Wrong(string found) =>
            new($"{annotations}: expected COCO annotations for detection, found {found}.");
        try
        {
            using var stream = File.OpenRead(annotations);
            var file = JsonSerializer.Deserialize<CocoFile>(stream, options) ?? throw Wrong("null");
            if (file.Images.Contains(null!) || file.Annotations.Contains(null!) || file.Categories.Contains(null!))
                throw Wrong("null");
            var categories = file.Categories.OrderBy(category => category.Id).ToList();
            ClassNames = [.. categories.Select(category => category.Name)];
            var labels = categories.Select((category, label) => (category.Id, label)).ToDictionary();
            var boxes = file.Images.ToDictionary(image => image.Id, _ => new List<CocoBox>());
            foreach (var (image, category, box, crowd) in file.Annotations)
                if (!boxes.TryGetValue(image, out var objects) || !labels.TryGetValue(category, out var label))
                    throw Wrong($"a box of category {category} in image {image}, not both of which it lists");
                else if (box is not [var x, var y, >= 0 and var width, >= 0 and var height] || !box.All(double.IsFinite))
                    throw Wrong($"in image {image} a box [{string.Join(", ", box)}] that is not [left, top, width, height]");
                else if (crowd == 0)
                    objects.Add(new(x, y, width, height, label));
            if (file.Images.Find(image => !IsFileName(image.FileName)) is { } outside)
                throw Wrong($"the file name \"{outside.FileName}\", which leads out of the folder");
            Images = [.. file.Images.Select(image =>
                new CocoImage(Path.Combine(imageFolder, image.FileName), image.Width, image.Height, boxes[image.Id]))];
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or ArgumentException)
        {
            throw Wrong(fault.Message.TrimEnd('.')); // no such JSON, half a surrogate pair, a number given twice
        }
    }

    /// <summary>The pictures in the file's order.</summary>
    public IReadOnlyList<CocoImage> Images { get; }

    /// <summary>The categories in the order of their numbers; a label is an index here (COCO's own numbers have gaps).</summary>
    public IReadOnlyList<string> ClassNames { get; }

    private static bool IsFileName(string name) => name is not ("" or "." or "..") && !name.AsSpan().ContainsAny('/', '\\', ':');

    private sealed record CocoFile(List<Picture> Images, List<Annotation> Annotations, List<Category> Categories);
    private sealed record Picture(long Id, string FileName, int Width, int Height);
    private sealed record Annotation(
        long ImageId, long CategoryId, double[] Bbox, [property: JsonPropertyName("iscrowd")] int IsCrowd = 0);
    private sealed record Category(long Id, string Name);
}
