using Course.Drawings;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>
/// Photo-like pictures that the kit draws itself: cats and dogs for lesson 5.3, and a source task of many other things from which
/// the kit's own backbone learned to see. The same numbers give the same pictures.
/// </summary>
public static class DrawnPhotos
{
    /// <summary>The two classes of the lesson, in label order.</summary>
    public static IReadOnlyList<string> CatsAndDogs { get; } = [DrawnThing.Cat.Name, DrawnThing.Dog.Name];

    /// <summary>The classes of the source task, in label order; no cats and no dogs.</summary>
    public static IReadOnlyList<string> SourceClasses { get; } = [.. DrawnThing.Source.Select(thing => thing.Name)];

    /// <summary>Draws cats and dogs in turn.</summary>
    /// <param name="count">How many.</param>
    /// <param name="size">Height and width in pixels.</param>
    /// <param name="seed">Another seed gives other pictures.</param>
    /// <returns>RGB, uint8, and labels, int64. // [N, 3, size, size], [N]</returns>
    public static (Tensor Images, Tensor Labels) DrawCatsAndDogs(int count, int size, int seed) =>
        Draw([DrawnThing.Cat, DrawnThing.Dog], count, size, seed);

    /// <summary>Draws the classes of the source task in turn.</summary>
    /// <inheritdoc cref="DrawCatsAndDogs"/>
    public static (Tensor Images, Tensor Labels) DrawSource(int count, int size, int seed) =>
        Draw(DrawnThing.Source, count, size, seed);

    private static (Tensor Images, Tensor Labels) Draw(IReadOnlyList<DrawnThing> things, int count, int size, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 16);
        var length = 3 * size * size;
        var images = zeros([count, 3, size, size], ScalarType.Byte);
        Parallel.For(0, count, () => new DrawnPhoto(size), (i, _, photo) =>
        {
            var pixels = new byte[length];
            photo.Take(things[i % things.Count], unchecked((ulong)seed * 1_000_003 + (ulong)i) * 7919 + 17, pixels);
            using var one = tensor(pixels, [3, size, size]);
            using var place = images[i];
            place.copy_(one);
            return photo;
        }, photo => photo.Dispose());
        return (images, tensor([.. Enumerable.Range(0, count).Select(i => (long)(i % things.Count))]));
    }
}
