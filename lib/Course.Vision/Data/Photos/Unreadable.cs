namespace Course.Vision;

/// <summary>What an <see cref="ImageFolder"/> does about files that are no usable pictures.</summary>
public enum Unreadable
{
    /// <summary>Nothing is loaded; the error lists all of them with their reasons.</summary>
    Refuse,

    /// <summary>They are left out; <see cref="ImageFolder.Skipped"/> lists them with their reasons.</summary>
    Skip,
}
