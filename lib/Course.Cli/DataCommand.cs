using System.CommandLine;
using Course.Files;
using Course.Vision;
using Spectre.Console;

namespace Course.Cli;

/// <summary><c>course data</c>: what data sets and weight files there are, which are here, and fetching them.</summary>
internal static class DataCommand
{
    public static Command Create() => new("data", "Lists, downloads and verifies data sets and weight files.")
    {
        ListAll(),
        OfSets("download", "Fetches a data set, or all, into the data folder.", Download),
        OfSets("verify", "Compares the files that are here with what was published.", Verify),
    };

    /// <exception cref="CourseException">The manifest is damaged.</exception>
    public static Manifest KitManifest()
    {
        try
        {
            return DataFolder.Manifest;
        }
        catch (InvalidDataException damage)
        {
            throw new CourseException(damage.Message, damage);
        }
    }

    private static Command ListAll()
    {
        var command = new Command("list", "Shows what the manifest holds and what is here.");
        command.SetAction(_ =>
        {
            Console.WriteLine($"Data folder: {DataFolder.Default}");
            foreach (var set in KitManifest().DataSets)
            {
                string Place(DataFile file) => Path.Combine(DataFolder.Of(set), file.Name);
                var found = set.Files.Where(file => File.Exists(Place(file))).ToList();
                var others = found.AsParallel().AsOrdered().Where(file => file.Fault(Place(file)) != null).ToList();
                var here = found.Count - others.Count;
                Console.WriteLine($"{set.Name,-20} {here} of {set.Files.Count} files   {set.Title} ({set.Licence})");
                foreach (var file in others)
                    Console.WriteLine($"{"",-20} not as published, so not counted: {file.Name}");
            }
            return 0;
        });
        return command;
    }

    private static Command OfSets(string name, string description, Func<DataSet, bool> action)
    {
        var names = new Argument<string[]>("NAME")
        { Description = "Data sets of the manifest; all where none is named.", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command(name, description) { names };
        command.SetAction(
            parsed => Chosen(parsed.GetValue(names)!).Select(action).ToList().TrueForAll(good => good) ? 0 : CommandLine.Failed);
        return command;
    }

    private static IEnumerable<DataSet> Chosen(string[] names)
    {
        var manifest = KitManifest();
        try
        {
            return names.Length == 0 ? manifest.DataSets : names.Select(name => manifest[name]).ToList();
        }
        catch (ArgumentException unknown)
        {
            throw CourseException.Usage(unknown.Message);
        }
    }

    private static bool Download(DataSet set)
    {
        if (set.Shipped)
            return Verify(set);
        foreach (var file in set.Files)
            Console.WriteLine($"{set.Name}: {DataFolder.Fetch(file, DataFolder.Of(set))}");
        return true;
    }

    private static bool Verify(DataSet set)
    {
        var good = true;
        foreach (var file in set.Files)
        {
            var path = Path.Combine(DataFolder.Of(set), file.Name);
            var fault = file.Fault(path);
            AnsiConsole.MarkupLine(
                $"{(fault is null ? "[green]ok [/]" : "[red]BAD[/]")} "
                    + $"{Markup.Escape(path)}{(fault is null ? "" : Markup.Escape(": " + fault))}");
            good &= fault is null;
        }
        return good;
    }
}
