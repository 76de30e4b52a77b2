namespace Course.Drawings;

/// <summary>A thing that can be drawn around (0, 0), about 90 units large, with a cover of its own.</summary>
public sealed class DrawnThing
{
    internal DrawnThing(string name, Func<Dice, Coat> cover, Action<Easel, Coat, Dice> draw) =>
        (Name, Cover, Draw) = (name, cover, draw);

    /// <summary>A cat.</summary>
    public static DrawnThing Cat { get; } = new(
        "Cat", Coat.Fur, (easel, coat, dice) => AnimalBody.Draw(easel, Animal.Cat(dice), coat, dice));

    /// <summary>A dog.</summary>
    public static DrawnThing Dog { get; } = new(
        "Dog", Coat.Fur, (easel, coat, dice) => AnimalBody.Draw(easel, Animal.Dog(dice), coat, dice));

    /// <summary>What the source task tells apart; neither cats nor dogs.</summary>
    public static IReadOnlyList<DrawnThing> Source { get; } =
    [
        .. Animal.Others.Select(other =>
            new DrawnThing(other.Name, Coat.Fur, (easel, coat, dice) => AnimalBody.Draw(easel, other.Animal, coat, dice))),
        .. SmallCreatures.All, .. Harvest.All, .. Vehicles.All, .. Wardrobe.All, .. Household.All, .. Signs.All,
    ];

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Its fur, cloth or paint; a new one for each photo.</summary>
    internal Func<Dice, Coat> Cover { get; }

    /// <summary>Draws it.</summary>
    internal Action<Easel, Coat, Dice> Draw { get; }
}
