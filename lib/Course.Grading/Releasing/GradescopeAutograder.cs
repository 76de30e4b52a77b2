using System.IO.Compression;
using System.Text;

namespace Course.Grading;

/// <summary>
/// The zip that Gradescope makes an autograder of: the kit's files, the lab's source, and two scripts. It holds solutions and
/// hidden tests; Gradescope shows it to nobody but teachers.
/// </summary>
public static class GradescopeAutograder
{
    private static readonly string[] needed =
        ["lib/", "notebooks/setup.csx", "data/manifest.json", "Course.sln", "Directory.", "global.json", ".editorconfig"];

    /// <param name="root">The kit's folder.</param>
    /// <param name="lab">The lab's source, inside the kit.</param>
    /// <exception cref="LabException">The lab lies elsewhere.</exception>
    public static void Write(string root, string lab, string zip)
    {
        var name = Path.GetRelativePath(root, lab).Replace('\\', '/');
        if (name.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(name))
            throw new LabException(
                $"{lab}: expected a lab of this kit, below {root}: the autograder takes the kit along, and the lab imports its "
                    + "setup.");
        var temporary = zip + ".tmp";
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(zip))!);
        using (var archive = new ZipArchive(File.Create(temporary), ZipArchiveMode.Create))
        {
            foreach (var file in LearnerRepository.Files(root)
                .Where(file => file == name || needed.Any(part => file.StartsWith(part, StringComparison.Ordinal))))
                archive.CreateEntryFromFile(Path.Combine(root, file), "kit/" + file);
            Add(archive, "setup.sh", setup);
            Add(archive, "run_autograder", Run(name));
        }
        File.Move(temporary, zip, overwrite: true);
    }

    private static void Add(ZipArchive archive, string name, string text)
    {
        var entry = archive.CreateEntry(name);
        entry.ExternalAttributes = unchecked((int)0x81ED0000); // a file that may be executed
        using var content = entry.Open();
        content.Write(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n")));
    }

    private const string setup = """
        #!/usr/bin/env bash
        # Gradescope runs this once, with the internet, when the autograder is made.
        set -euo pipefail
        export DEBIAN_FRONTEND=noninteractive
        apt-get update
        apt-get install -y --no-install-recommends bubblewrap util-linux curl ca-certificates libgomp1
        curl -fsSL https://dot.net/v1/dotnet-install.sh -o /tmp/dotnet-install.sh
        bash /tmp/dotnet-install.sh --channel 10.0 --install-dir /usr/share/dotnet
        ln -sf /usr/share/dotnet/dotnet /usr/bin/dotnet
        cp -r /autograder/source/kit /autograder/kit
        cd /autograder/kit
        export DOTNET_CLI_TELEMETRY_OPTOUT=1
        dotnet build lib/Course.Cli -nologo
        # Whatever runs as another user must not read solutions and tests.
        chmod -R go-rwx /autograder/kit/notebooks /autograder/source

        """;

    private static string Run(string lab) => $$"""
        #!/usr/bin/env bash
        # Gradescope runs this for each submission, as root, without the internet.
        set -uo pipefail
        lab=/autograder/kit/{{lab}}
        export DOTNET_CLI_TELEMETRY_OPTOUT=1
        rm -rf /tmp/submissions /tmp/grades
        mkdir -p -m 700 /tmp/submissions /tmp/grades /autograder/results
        cp -r /autograder/submission /tmp/submissions/learner
        grade() {
            dotnet /autograder/kit/lib/Course.Cli/bin/course.dll grade /tmp/submissions --lab "$lab" --out /tmp/grades --jobs 1 \
                "$@" 2>&1
        }
        # A container that allows no namespaces still has another user; answers are checked before they run either way.
        report=$(grade) || report="$report"$'\n'"$(grade --no-sandbox)" || true
        if [ -f /tmp/grades/gradescope/learner.json ]; then
            cp /tmp/grades/gradescope/learner.json /autograder/results/results.json
        else
            printf '{"score": 0, "output": "The submission could not be graded. This is not your fault: tell your teacher."}\n' \
                > /autograder/results/results.json
            printf '%s\n' "$report"
        fi

        """;
}
