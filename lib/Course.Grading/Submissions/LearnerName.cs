using System.Globalization;
using System.Text.RegularExpressions;

namespace Course.Grading;

/// <summary>Whose a submission is, as the name of a folder or file tells.</summary>
/// <param name="Student">The learner's id.</param>
/// <param name="Platform">The number that Canvas or Moodle knows the learner by; null where none is named.</param>
/// <param name="IsLate">Canvas says so.</param>
/// <param name="Rest">What the learner had called it.</param>
internal sealed record LearnerName(string Student, string? Platform = null, bool IsLate = false, string Rest = "")
{
    private static readonly Regex moodle = new(@"^(?<name>.+?)_(?<number>\d+)_assignsubmission_[a-z]+_?(?<rest>.*)$");
    // NAME_LATE_USER_FILE_what-the-learner-called-it
    private static readonly Regex canvas =
        new(@"^(?<name>[^_]+)(?<late>_late)?_(?<number>\d+)(?<late>_late)?_\d+_(?<rest>.+)$", RegexOptions.IgnoreCase);
    private static readonly Regex branch = new("(?<=.)-(main|master)$");
    private static readonly Regex jamos = new("[\u1100-\u1112][\u1161-\u1175][\u11A8-\u11C2]?");

    /// <param name="name">Without an extension.</param>
    public static LearnerName Of(string name)
    {
        name = Visible(name);
        var match = moodle.Match(name);
        if (!match.Success)
            match = canvas.Match(name);
        return match.Success
            ? new(match.Groups["name"].Value, match.Groups["number"].Value, match.Groups["late"].Success,
            match.Groups["rest"].Value)
            : new(name.Length == 0 ? "unnamed" : name, Rest: name);
    }

    /// <summary>A zip or folder as GitHub names it, without the branch.</summary>
    public static string WithoutBranch(string repository) => branch.Replace(repository, "");

    /// <summary>Without what nobody sees and terminals obey; macOS's pieces of Hangul put together.</summary>
    public static string Visible(string text) =>
        jamos.Replace(string.Concat(text.Select(c => IsHidden(c) ? '\uFFFD' : c)), Composed);

    private static bool IsHidden(char c) => char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse;

    // The kit runs without ICU, so Normalize leaves everything as it is. Unicode 16, section 3.12.
    private static string Composed(Match jamo)
    {
        var (first, vowel, last) = (jamo.Value[0] - 0x1100, jamo.Value[1] - 0x1161, jamo.Length > 2 ? jamo.Value[2] - 0x11A7 : 0);
        return ((char)(0xAC00 + (first * 21 + vowel) * 28 + last)).ToString();
    }
}
