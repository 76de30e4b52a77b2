#nullable enable
using System;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.Build.Framework;

namespace Course.Files;

/// <summary>
/// Build step for Linux systems whose libstdc++ is older than GCC 13's (Debian 12, Ubuntu 22.04). TorchSharp 0.107.0's
/// libLibTorchSharp.so asks for the symbol version GLIBCXX_3.4.32, behind which stands one symbol that is named but never
/// called. This step marks that one version need as weak, in the output folder's own copy of the file: one byte.
/// </summary>
/// <remarks>
/// ELF layout: Tool Interface Standard and LSB, "Symbol Versioning"
/// (https://refspecs.linuxfoundation.org/LSB_5.0.0/LSB-Core-generic/LSB-Core-generic/symversion.html).
/// The output may be a hard link to the package cache, so the patched copy is a new file that replaces the link.
/// MSBuild compiles this file by itself (RoslynCodeTaskFactory, netstandard2.0): it stays free of newer types.
/// </remarks>
public sealed class WeakenVersionNeed : Microsoft.Build.Utilities.Task
{
    private const string Need = "GLIBCXX_3.4.32";
    private const int VersionNeedSection = 0x6ffffffe;
    private const byte WeakFlag = 0x2;

    /// <summary>The output folder's libLibTorchSharp.so.</summary>
    [Required]
    public string Library { get; set; } = "";

    /// <summary>The libstdc++ to suit; by default the one this very process has loaded.</summary>
    public string StandardLibrary { get; set; } = "";

    public override bool Execute()
    {
        var standard = StandardLibrary.Length > 0 ? StandardLibrary : LoadedStandardLibrary();
        if (standard == null || Provides(standard, Need))
            return true;
        var bytes = File.ReadAllBytes(Library);
        var flag = FlagOffset(bytes, Need);
        if (flag < 0 || (bytes[flag] & WeakFlag) != 0)
            return true;
        bytes[flag] |= WeakFlag;

        var written = File.GetLastWriteTimeUtc(Library);
        var copy = Library + ".patched";
        File.WriteAllBytes(copy, bytes);
        File.SetLastWriteTimeUtc(copy, written); // unchanged time: the next build sees nothing to copy again
        File.Delete(Library);
        File.Move(copy, Library);
        Log.LogMessage(
            MessageImportance.Normal, "{0}: {1} is only wanted weakly now, because {2} lacks it.", Library, Need, standard);
        return true;
    }

    /// <summary>Path of the libstdc++ in this process (the .NET runtime needs it), or null where there is none.</summary>
    private static string? LoadedStandardLibrary() =>
        !File.Exists("/proc/self/maps") ? null
        : File.ReadLines("/proc/self/maps")
            .Where(line => line.Contains("/libstdc++.so"))
            .Select(line => line.Substring(line.IndexOf('/')))
            .FirstOrDefault();

    private static bool Provides(string library, string version)
    {
        // Latin-1 maps each byte to one character, so text search finds byte strings.
        var text = Encoding.GetEncoding("ISO-8859-1").GetString(File.ReadAllBytes(library));
        return text.Contains(version + "\0");
    }

    /// <summary>
    /// Offset of the low byte of <c>vna_flags</c> of the need called <paramref name="version"/>; -1 if there is none.
    /// </summary>
    private static int FlagOffset(byte[] elf, string version)
    {
        if (elf.Length < 64 || elf[0] != 0x7f || elf[1] != 'E' || elf[2] != 'L' || elf[3] != 'F' || elf[4] != 2)
            return -1; // not a 64-bit ELF file
        var sections = (int)BitConverter.ToInt64(elf, 0x28);
        int size = BitConverter.ToUInt16(elf, 0x3A), count = BitConverter.ToUInt16(elf, 0x3C);
        for (var header = sections; header < sections + size * count; header += size)
        {
            if (BitConverter.ToUInt32(elf, header + 4) != VersionNeedSection)
                continue;
            var names = (int)BitConverter.ToInt64(elf, sections + size * BitConverter.ToInt32(elf, header + 0x28) + 0x18);
            return InSection(elf, (int)BitConverter.ToInt64(elf, header + 0x18), names, version);
        }
        return -1;
    }

    private static int InSection(byte[] elf, int need, int names, string version)
    {
        while (true)
        {
            var aux = need + BitConverter.ToInt32(elf, need + 8);
            for (int left = BitConverter.ToUInt16(elf, need + 2); left > 0; left--)
            {
                var name = names + BitConverter.ToInt32(elf, aux + 8);
                if (Encoding.ASCII.GetString(elf, name, version.Length + 1) == version + "\0")
                    return aux + 4;
                aux += BitConverter.ToInt32(elf, aux + 12);
            }
            var next = BitConverter.ToInt32(elf, need + 12);
            if (next == 0)
                return -1;
            need += next;
        }
    }
}
