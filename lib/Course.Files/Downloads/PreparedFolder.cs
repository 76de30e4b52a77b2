namespace Course.Files;

/// <summary>
/// A folder of files that the kit makes when they are first wanted: below the data folder, or below the user's temporary folder
/// where that is read-only. It appears in one step, so two processes never see, or leave, half of it.
/// </summary>
public static class PreparedFolder
{
    /// <param name="data">The data folder.</param>
    /// <param name="name">The folder's name; another content needs another name.</param>
    /// <param name="fill">Writes the files into the folder it is given.</param>
    /// <returns>The folder's path.</returns>
    /// <exception cref="IOException">Neither folder can be written.</exception>
    public static string Of(string data, string name, Action<string> fill)
    {
        string[] places = [data, Path.Combine(Path.GetTempPath(), $"course-{Environment.UserName}")];
        if (places.Select(place => Path.Combine(place, name)).FirstOrDefault(Directory.Exists) is { } ready)
            return ready;
        try
        {
            return Make(places[0], name, fill);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Make(places[1], name, fill);
        }
    }

    private static string Make(string place, string name, Action<string> fill)
    {
        var (whole, part) = (Path.Combine(place, name), Path.Combine(place, $"{name}.{Path.GetRandomFileName()}.part"));
        Directory.CreateDirectory(part);
        try
        {
            fill(part);
            Directory.Move(part, whole);
        }
        catch (Exception fault)
        {
            Directory.Delete(part, recursive: true);
            if (fault is not IOException || !Directory.Exists(whole)) // else another process was faster
                throw;
        }
        return whole;
    }
}
