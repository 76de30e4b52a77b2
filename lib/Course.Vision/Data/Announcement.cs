namespace Course.Vision;

/// <summary>What a data set has to say about itself, such as that the kit's drawn pictures stand in for it: once is enough.</summary>
internal static class Announcement
{
    private static readonly HashSet<string> told = [];

    /// <summary>Prints a text, unless it has been printed already.</summary>
    public static void Once(string text)
    {
        lock (told)
            if (told.Add(text))
                Console.WriteLine(text);
    }
}
