namespace Course.Cli.Doctor;

internal enum Health
{
    Good,
    Note,
    Bad,
}

/// <summary>One line of <c>course doctor</c>.</summary>
/// <param name="Subject">What was looked at.</param>
/// <param name="Health">Whether the kit works as it is.</param>
/// <param name="Found">What is there.</param>
/// <param name="Advice">What to do about it; empty where all is well.</param>
internal sealed record Finding(string Subject, Health Health, string Found, string Advice = "");
