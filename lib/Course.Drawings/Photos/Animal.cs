namespace Course.Drawings;

internal enum Ears { None, Pointed, Floppy, Round, Long, Sideways, Flaps }

internal enum Muzzle { Short, Protruding, Pointed, Broad, Snout, Trunk, BigNose }

internal enum Tail { None, Thin, Bushy, Stub, Raised, Tufted }

internal enum Eyes { Slit, Dark, Small }

internal enum Crown { None, Horns, Antlers, Mane, Wool }

/// <summary>What tells one four-legged animal from another; the sizes are multiples of a middling animal's.</summary>
internal sealed record Animal(
    Ears Ears, Muzzle Muzzle, Tail Tail, Eyes Eyes = Eyes.Dark, Crown Crown = Crown.None, float EarSize = 1, float Wide = 1,
    float High = 1,
    float EyeSize = 1, float Legs = 1, float Body = 1, bool Whiskers = false, bool Mask = false)
{
    /// <summary>A cat: upright ears, a short muzzle with whiskers, large eyes with a slit, a long thin tail.</summary>
    public static Animal Cat(Dice dice) => new(dice.Chance(0.06f) ? Ears.Floppy : Ears.Pointed, Muzzle.Short, Tail.Thin,
        dice.Chance(0.75f) ? Eyes.Slit : Eyes.Dark, Wide: dice.Between(0.92f, 1.12f), High: dice.Between(0.84f, 1),
        EarSize: dice.Between(0.75f, 1.1f), EyeSize: dice.Between(1.05f, 1.4f), Legs: dice.Between(0.75f, 1),
        Body: dice.Between(0.8f, 1.05f),
        Whiskers: dice.Chance(0.75f));

    /// <summary>
    /// A dog: drooping ears or upright ones, a muzzle that stands out with a large nose, round dark eyes, a raised or short tail.
    /// </summary>
    public static Animal Dog(Dice dice) => new(dice.Chance(0.55f) ? Ears.Floppy : Ears.Pointed, Muzzle.Protruding,
        dice.Chance(0.5f) ? Tail.Raised : dice.Chance(0.5f) ? Tail.Stub : Tail.Thin, dice.Chance(0.12f) ? Eyes.Slit : Eyes.Dark,
        Wide: dice.Between(0.82f, 1.06f), High: dice.Between(0.92f, 1.15f), EarSize: dice.Between(0.75f, 1.2f),
        EyeSize: dice.Between(0.75f, 1.15f), Legs: dice.Between(0.7f, 1.3f), Body: dice.Between(0.85f, 1.2f));

    /// <summary>Other animals, of the source task.</summary>
    public static readonly IReadOnlyList<(string Name, Animal Animal)> Others =
    [
        ("bear", new(Ears.Round, Muzzle.Broad, Tail.Stub, Eyes.Small, EarSize: 0.8f, Wide: 1.12f, Legs: 0.8f, Body: 1.2f)),
        ("rabbit", new(Ears.Long, Muzzle.Short, Tail.Stub, Wide: 0.85f, High: 0.95f, Legs: 0.6f, Body: 0.8f, Whiskers: true)),
        ("fox", new(Ears.Pointed, Muzzle.Pointed, Tail.Bushy, Eyes.Slit, EarSize: 1.15f, EyeSize: 0.8f)),
        ("mouse", new(Ears.Round, Muzzle.Pointed, Tail.Thin, EarSize: 1.5f, Wide: 0.8f, High: 0.9f, Legs: 0.5f, Body: 0.8f,
            Whiskers: true)),
        ("pig", new(Ears.Pointed, Muzzle.Snout, Tail.Stub, Eyes.Small, EarSize: 0.7f, Wide: 1.1f, Legs: 0.65f, Body: 1.25f)),
        ("cow", new(Ears.Sideways, Muzzle.Broad, Tail.Tufted, Crown: Crown.Horns, Wide: 0.85f, High: 1.2f, Body: 1.3f)),
        ("sheep", new(Ears.Sideways, Muzzle.Pointed, Tail.Stub, Crown: Crown.Wool, Wide: 0.8f, High: 1.1f, Body: 1.2f)),
        ("lion", new(Ears.Round, Muzzle.Broad, Tail.Tufted, Eyes.Slit, Crown.Mane, EarSize: 0.8f, EyeSize: 0.8f, Body: 1.1f)),
        ("monkey", new(Ears.Sideways, Muzzle.Broad, Tail.Thin, EarSize: 0.8f, Mask: true, Wide: 0.9f, Legs: 1.2f, Body: 0.8f)),
        ("elephant", new(Ears.Flaps, Muzzle.Trunk, Tail.Tufted, Eyes.Small, Wide: 0.95f, Body: 1.35f)),
        ("koala", new(Ears.Round, Muzzle.BigNose, Tail.None, Eyes.Small, EarSize: 1.45f, Wide: 1.1f, High: 0.9f, Legs: 0.7f)),
        ("deer", new(Ears.Sideways, Muzzle.Pointed, Tail.Stub, Crown: Crown.Antlers, Wide: 0.75f, High: 1.1f, Legs: 1.5f)),
        ("goat", new(
            Ears.Floppy, Muzzle.Broad, Tail.Stub, Eyes.Slit, Crown.Horns, EarSize: 0.7f, Wide: 0.75f, High: 1.25f, Legs: 1.2f)),
        ("horse", new(Ears.Pointed, Muzzle.Broad, Tail.Bushy, EarSize: 0.75f, Wide: 0.65f, High: 1.5f, Legs: 1.6f, Body: 1.2f)),
        ("raccoon", new(Ears.Round, Muzzle.Pointed, Tail.Bushy, EarSize: 0.75f, Mask: true, Wide: 1.1f, High: 0.9f, Legs: 0.7f)),
        ("squirrel", new(Ears.Pointed, Muzzle.Short, Tail.Bushy, EarSize: 0.55f, Wide: 0.8f, High: 0.85f, EyeSize: 1.2f,
            Legs: 0.6f, Body: 0.75f)),
        ("hippo", new(
            Ears.Round, Muzzle.Broad, Tail.Stub, Eyes.Small, EarSize: 0.45f, Wide: 1.05f, High: 1.25f, Legs: 0.5f, Body: 1.5f)),
        ("otter", new(Ears.Round, Muzzle.Protruding, Tail.Bushy, EarSize: 0.4f, Wide: 1.05f, High: 0.9f, EyeSize: 0.8f,
            Legs: 0.45f, Body: 1.2f, Whiskers: true)),
        ("seal", new(Ears.None, Muzzle.Short, Tail.None, EyeSize: 1.3f, High: 0.95f, Legs: 0.3f, Body: 1.3f, Whiskers: true)),
        ("kangaroo", new(Ears.Long, Muzzle.Protruding, Tail.Raised, EarSize: 0.75f, Wide: 0.75f, High: 1.1f, Legs: 1.2f)),
        ("bat", new(Ears.Pointed, Muzzle.Short, Tail.None, Eyes.Small, EarSize: 1.7f, Wide: 0.85f, High: 0.85f, Legs: 0.4f,
            Body: 0.7f)),
        ("llama", new(
            Ears.Long, Muzzle.Short, Tail.Raised, Crown: Crown.Wool, EarSize: 0.5f, Wide: 0.7f, High: 1.2f, Legs: 1.5f)),
        ("owl monkey", new(Ears.None, Muzzle.Short, Tail.Thin, Eyes.Slit, EyeSize: 1.7f, Mask: true, High: 0.9f, Body: 0.8f)),
        ("lop-eared rabbit",
            new(Ears.Floppy, Muzzle.Short, Tail.Stub, EarSize: 1.35f, Wide: 0.85f, High: 0.95f, Legs: 0.6f, Body: 0.85f)),
    ];
}
