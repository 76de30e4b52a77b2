using System.Collections;
using System.Runtime.CompilerServices;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>
/// What a lab's tests ask of an answer. A check that fails throws <see cref="CheckFailedException"/>; one that passes says
/// nothing. <c>Any...</c> draws inputs that no seed of the learner's decides. Test cells name it in full in a <c>using</c>.
/// </summary>
public static class Check
{
    /// <summary>Two values, or two lists of values, are the same.</summary>
    /// <param name="actual">What the answer gave.</param>
    /// <param name="expected">What it should give.</param>
    /// <param name="what">The expression that gave it; the compiler fills it in.</param>
    /// <exception cref="CheckFailedException">They differ.</exception>
    public static void Equal<T>(T actual, T expected, [CallerArgumentExpression(nameof(actual))] string what = "")
    {
        if (!Same(actual, expected))
            throw Failed(what, Wording.Text(expected), Wording.Text(actual), Words.Here["ByHand"]);
    }

    /// <summary>Two numbers agree to a tolerance.</summary>
    /// <param name="actual">What the answer gave.</param>
    /// <param name="expected">What it should give.</param>
    /// <param name="tolerance">The largest difference that rounding explains.</param>
    /// <param name="what">The expression that gave it; the compiler fills it in.</param>
    /// <exception cref="CheckFailedException">They differ, or the answer is no number.</exception>
    public static void Close(
        double actual, double expected, double tolerance = 1e-4, [CallerArgumentExpression(nameof(actual))] string what = "")
    {
        if (!(Math.Abs(actual - expected) <= tolerance))
            throw Failed(what, $"{expected:G6}", $"{actual:G6}", Advice.On(actual, expected));
    }

    /// <summary>Two tensors have one shape and agree, number by number, to a tolerance.</summary>
    /// <param name="actual">What the answer gave. // [any]</param>
    /// <param name="expected">What it should give. // [any]</param>
    /// <param name="tolerance">The largest difference that rounding explains.</param>
    /// <param name="what">The expression that gave it; the compiler fills it in.</param>
    /// <exception cref="CheckFailedException">A shape or a number differs.</exception>
    public static void Close(
        Tensor actual, Tensor expected, double tolerance = 1e-4, [CallerArgumentExpression(nameof(actual))] string what = "")
    {
        Shape(actual, expected.shape, what);
        using var scope = NewDisposeScope();
        var (found, wanted) = (actual.detach().cpu().to(float64).reshape(-1), expected.detach().cpu().to(float64).reshape(-1));
        var wrong = (found - wanted).abs().le(tolerance).logical_not().nonzero().reshape(-1);   // NaN is wrong too
        if (wrong.numel() == 0)
            return;
        var first = wrong[0].item<long>();
        var (one, other) = (found[first].item<double>(), wanted[first].item<double>());
        throw Failed($"{what}, {Wording.Place(first, expected.shape)}", $"{other:G6}", $"{one:G6}",
            Advice.On(wrong.numel(), found.numel(), one));
    }

    /// <summary>A tensor has a shape.</summary>
    /// <param name="actual">What the answer gave. // [any]</param>
    /// <param name="expected">Its sizes, such as <c>[1, 10]</c>.</param>
    /// <param name="what">The expression that gave it; the compiler fills it in.</param>
    /// <exception cref="CheckFailedException">There is no tensor, or its shape differs.</exception>
    public static void Shape(Tensor? actual, long[] expected, [CallerArgumentExpression(nameof(actual))] string what = "")
    {
        if (actual is null || !actual.shape.AsSpan().SequenceEqual(expected))
            throw Failed(what, Wording.Text(expected), Wording.Text(actual?.shape), Advice.OnShape(actual?.shape, expected));
    }

    /// <summary>A condition holds.</summary>
    /// <param name="condition">What should be true.</param>
    /// <param name="what">The condition as written; the compiler fills it in.</param>
    /// <exception cref="CheckFailedException">It does not hold.</exception>
    public static void True(bool condition, [CallerArgumentExpression(nameof(condition))] string what = "")
    {
        if (!condition)
            throw Failed(what, "true", "false", Words.Here["Condition"]);
    }

    /// <summary>Code refuses its input with an exception of a kind.</summary>
    /// <param name="code">What should throw.</param>
    /// <param name="what">The code as written; the compiler fills it in.</param>
    /// <exception cref="CheckFailedException">It threw nothing, or something else.</exception>
    public static void Throws<TException>(Action code, [CallerArgumentExpression(nameof(code))] string what = "")
        where TException : Exception
    {
        try
        {
            code();
        }
        catch (TException)
        {
            return;
        }
        catch (Exception other)
        {
            throw Failed(what, typeof(TException).Name, other.GetType().Name, Words.Here["OtherException"]);
        }
        throw Failed(what, typeof(TException).Name, Words.Here["NoException"], Words.Here["Throw"]);
    }

    /// <summary>Part of an exercise's points: a test that fails costs its own points and no others.</summary>
    /// <param name="worth">The points of this part.</param>
    /// <param name="test">Checks and calls of the answer.</param>
    /// <returns><paramref name="worth"/>, or 0 after a line that says why.</returns>
    public static double Points(double worth, Action test)
    {
        try
        {
            test();
            return worth;
        }
        catch (Exception error)
        {
            Console.WriteLine(Words.Here["NotEarned", worth, error.Message]);
            return 0;
        }
    }

    /// <summary>Says that the tests the learner can see have passed; the hidden ones come after it.</summary>
    public static void Passed() => Console.WriteLine(Words.Here["Passed"]);

    /// <summary>A random whole number, both bounds included; from no generator whose numbers an answer sees too.</summary>
    public static int AnyInt(int least, int most) => new Random(Guid.NewGuid().GetHashCode()).Next(least, most + 1);

    /// <summary>Random numbers of mean 0 and deviation 1, float32. // [shape]</summary>
    /// <param name="shape">Its sizes.</param>
    public static Tensor AnyTensor(params long[] shape)
    {
        using var generator = new Generator((ulong)AnyInt(0, int.MaxValue - 1));
        return randn(shape, generator: generator);
    }

    // Each list is gone through once: what an answer returns may be another one the next time.
    private static bool Same(object? one, object? other) => one is IEnumerable list and not string && other is IEnumerable wanted
        ? list.Cast<object?>().ToList() is var items && wanted.Cast<object?>().ToList() is var expected
        && items.Count == expected.Count && SizesOf(list).SequenceEqual(SizesOf(wanted))
        && items.Zip(expected).All(pair => Same(pair.First, pair.Second))
        : Equals(other, one);

    private static IEnumerable<int> SizesOf(IEnumerable list) =>
        list is Array array ? Enumerable.Range(0, array.Rank).Select(array.GetLength) : [];

    private static CheckFailedException Failed(string what, string expected, string found, string advice) =>
        new(Words.Here["Failure", what, expected, found, advice]);
}

/// <summary>An answer that a lab's test does not accept: what was expected, what was found, what to look at.</summary>
/// <param name="message">The three, in the learner's language.</param>
public sealed class CheckFailedException(string message) : Exception(message);
