using System.Formats.Tar;
using System.Text.RegularExpressions;

namespace Course.Files;

/// <summary>
/// Cats and dogs out of the Oxford-IIIT Pet archive: <c>train/Cat</c>, <c>train/Dog</c>, <c>test/Cat</c>, <c>test/Dog</c>, as
/// <c>ImageFolder</c> wants them. The photos are named after their breed, a cat's with a capital letter; every fifth one of a
/// breed is a test photo.
/// </summary>
/// <remarks>O. M. Parkhi, A. Vedaldi, A. Zisserman, C. V. Jawahar, "Cats and Dogs" (2012); CC BY-SA 4.0.</remarks>
public static class PetsArchive
{
    private const int MostPhotos = 20_000;
    private const long LargestPhoto = 20 << 20;
    private static readonly Regex photo = new(@"^images/(?<file>((?<cat>[A-Z])|[a-z])[A-Za-z0-9_]*_(?<number>[0-9]+)\.jpg)\z");

    /// <summary>Sorts the archive's photos into class folders.</summary>
    /// <param name="tarGz">The archive, <c>images.tar.gz</c>.</param>
    /// <param name="folder">An empty folder, such as one of <see cref="PreparedFolder"/>'s.</param>
    /// <exception cref="InvalidDataException">The archive is damaged, or is not the one meant.</exception>
    public static void Unpack(string tarGz, string folder)
    {
        foreach (var part in new[] { "train", "test" })
            foreach (var kind in new[] { "Cat", "Dog" })
                Directory.CreateDirectory(Path.Combine(folder, part, kind));
        var count = 0;
        TarGz.Read(tarGz, entry =>
        {
            if (entry.EntryType is TarEntryType.Directory or TarEntryType.GlobalExtendedAttributes)
                return true;
            if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile))
                throw Content.Damaged(tarGz, $"expected files, found '{entry.Name}', {entry.EntryType}");
            if (Place(entry.Name) is not { } place)
                return true; // Matlab's files lie beside the photos
            if (entry.Length > LargestPhoto || ++count > MostPhotos)
                throw Content.Damaged(tarGz,
                    $"expected at most {MostPhotos:N0} photos of at most {LargestPhoto:N0} bytes, found more at '{entry.Name}'");
            using var photo = new FileStream(Path.Combine(folder, place), FileMode.CreateNew, FileAccess.Write);
            entry.DataStream?.CopyTo(photo);
            return true;
        });
        if (count == 0)
            throw Content.Damaged(tarGz, "expected photos such as images/Abyssinian_1.jpg, found none");
    }

    /// <summary>
    /// Where a photo belongs. Nothing of the archive's path is used but a plain file name, so none can climb out of the folder.
    /// </summary>
    private static string? Place(string entry) => photo.Match(entry) is { Success: true } match
        && int.TryParse(match.Groups["number"].ValueSpan, out var number)
            ? Path.Combine(number % 5 == 0 ? "test" : "train", match.Groups["cat"].Success ? "Cat" : "Dog",
                match.Groups["file"].Value)
            : null;
}
