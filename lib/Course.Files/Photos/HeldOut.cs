using System.Security.Cryptography;
using System.Text;

namespace Course.Files;

/// <summary>Divides photos that lie in class folders into a part to learn from and a part to test with.</summary>
public static class HeldOut
{
    /// <summary>
    /// A folder with copies of the photos in <paramref name="train"/>, every fifth of a class in its test part.
    /// </summary>
    /// <param name="data">The data folder, where the copies go.</param>
    /// <param name="train">The photos.</param>
    /// <exception cref="InvalidDataException">There are no class folders.</exception>
    public static string Split(string data, string train)
    {
        var classes = Directory.GetDirectories(train);
        if (classes.Length < 2)
            throw new InvalidDataException(
                $"{train}: expected a folder for each class, such as Cat and Dog, found {classes.Length} folders.");
        var photos = classes.SelectMany(folder => Directory.GetFiles(folder).Order(StringComparer.Ordinal)
            .Select((file, i) => (File: file, Part: Path.Combine(i % 5 == 4 ? "test" : "train", Path.GetFileName(folder)))))
            .ToList();
        var list = string.Join('\n', photos.Select(photo => $"{photo.File} {new FileInfo(photo.File).Length}"));
        var version = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(list)))[..8];
        return PreparedFolder.Of(data, $"cats-and-dogs-split-{version}", folder =>
        {
            foreach (var (file, part) in photos)
                File.Copy(file,
                    Path.Combine(Directory.CreateDirectory(Path.Combine(folder, part)).FullName, Path.GetFileName(file)));
        });
    }
}
