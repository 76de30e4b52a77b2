using Course.Files;
using Course.Vision;

namespace Course.Cli.Doctor;

/// <summary>The data sets that are here: absent is fine, damaged is not.</summary>
internal static class DataCheck
{
    public static IEnumerable<Finding> All() => DataCommand.KitManifest().DataSets.Select(Check);

    public static Finding Check(DataSet set)
    {
        var folder = DataFolder.Of(set);
        var here = set.Files.Where(file => File.Exists(Path.Combine(folder, file.Name))).ToList();
        if (here.Count == 0 && !set.Shipped)
            return new(set.Name, Health.Note, $"not in {folder}",
                $"Nothing has to be done: the lessons run without it. To have it: course data download {set.Name}");
        // A data set is used whole; weight files stand alone.
        var needed = set.Name == Pretrained.Folder ? here : set.Files;
        var faults = needed.Select(file => (file.Name, Fault: file.Fault(Path.Combine(folder, file.Name))))
            .Where(file => file.Fault is not null).ToList();
        return faults.Count == 0
            ? new(set.Name, Health.Good, $"{here.Count} of {set.Files.Count} files in {folder}")
            : new(set.Name, Health.Bad, $"{folder}: {string.Join("; ", faults.Select(file => $"{file.Name}: {file.Fault}"))}",
                set.Shipped ? $"They are a part of the kit: git checkout -- data/{set.Name}"
                    : $"Delete those files, or fetch them again: course data download {set.Name}");
    }
}
