using System.Reflection;
using static TorchSharp.torch;

namespace Course.Vision.Tests.Labs;

/// <summary>The working directory tells the language, and it belongs to the whole process.</summary>
[Collection(nameof(Alone))]
public sealed class CheckTests : IDisposable
{
    private readonly string before = Environment.CurrentDirectory;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("course-check-");

    public CheckTests() => Enter("en");

    public void Dispose()
    {
        Environment.CurrentDirectory = before;
        folder.Delete(recursive: true);
    }

    [Fact]
    public void FailureNamesTheExpressionWhatWasExpectedAndWhatWasFound()
    {
        var size = 26;
        var lines = Failure(() => Check.Equal(size + 1, 28)).Split('\n');
        Assert.Equal(["size + 1", "  expected: 28", "  found: 27"], lines[..3]);
        Assert.NotEmpty(lines[3].Trim());
    }

    [Fact]
    public void KoreanFolderMakesItKorean()
    {
        Enter("ko");
        Assert.Contains("기대한 결과: 28", Failure(() => Check.Equal(27, 28)));
        Assert.Equal("공개 테스트 통과\n", Printed(Check.Passed));
    }

    [Fact]
    public void AnyOtherFolderMakesItEnglish() => Assert.Equal("public tests passed\n", Printed(Check.Passed));

    [Fact]
    public void ListsAreComparedByElementsAndSizes()
    {
        Check.Equal(new[] { 1, 2 }, [1, 2]);
        Check.Equal<IEnumerable<int[]>>([[1], [2, 3]], [[1], [2, 3]]);
        Check.Equal(new float[,] { { 1, 2 } }, new float[,] { { 1, 2 } });
        Failure(() => Check.Equal(new[] { 1, 2 }, [1, 2, 3]));
        Failure(() => Check.Equal(new[] { 1, 2, 3 }, [1, 2]));
        Failure(() => Check.Equal(new float[,] { { 1, 2 } }, new float[,] { { 1 }, { 2 } }));
        Failure(() => Check.Equal<int[]?>(null, [1]));
    }

    [Fact]
    public void LongListIsCut() => Assert.Contains("18, 19, …]", Failure(() => Check.Equal(Enumerable.Range(0, 1000).ToArray(), [1])));

    [Fact]
    public void TensorsAreCloseWithinTheTolerance()
    {
        Check.Close(tensor(new[] { 1f, 2f }), tensor(new[] { 1.00005f, 2f }));
        var message = Failure(() => Check.Close(tensor(new float[,] { { 1, 2 }, { 3, 5 } }), tensor(new float[,] { { 1, 2 }, { 3, 4 } })));
        Assert.Contains("[1, 1]", message);
        Assert.Contains("1 of 4", message);
    }

    [Fact]
    public void ShapeIsComparedBeforeTheNumbers() =>
        Assert.Contains("expected: [2, 2]\n  found: [4]", Failure(() => Check.Close(zeros(4), zeros(2, 2))));

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void NothingIsCloseToWhatIsNoFiniteNumber(double strange)
    {
        Failure(() => Check.Close(strange, 1));
        Failure(() => Check.Close(full(3, strange), ones(3)));
    }

    [Fact]
    public void MissingTensorIsAFailureOfItsOwn() => Assert.Contains("null", Failure(() => Check.Shape(null, [1])));

    [Fact]
    public void WrongSignIsRecognised() => Assert.Contains("sign", Failure(() => Check.Close(-4.0, 4.0)));

    [Fact]
    public void OnlyTheNamedExceptionWillDo()
    {
        Check.Throws<ArgumentException>(() => throw new ArgumentOutOfRangeException());
        Assert.Contains("no exception", Failure(() => Check.Throws<ArgumentException>(() => { })));
        Assert.Contains("NotImplementedException", Failure(() => Check.Throws<ArgumentException>(() => throw new NotImplementedException())));
    }

    [Fact]
    public void PointsAreLostWithAReasonAndNothingElse()
    {
        Assert.Equal(0.5, Check.Points(0.5, () => Check.Equal(1, 1)));
        var earned = -1.0;
        Assert.StartsWith("2 point(s) not earned: boom", Printed(() => earned = Check.Points(2, () => throw new InvalidOperationException("boom"))));
        Assert.Equal(0, earned);
    }

    [Fact]
    public void SeedOfTheLearnerDecidesNothing()
    {
        manual_seed(1);
        using var one = Check.AnyTensor(8);
        manual_seed(1);
        using var other = Check.AnyTensor(8);
        Assert.False(one.allclose(other));
        Assert.All(Enumerable.Range(0, 200), _ => Assert.InRange(Check.AnyInt(2, 4), 2, 4));
    }

    [Fact]
    public void WhatAnAnswerDrawsTellsNothingOfWhatTheTestsDraw()
    {
        var generator = typeof(Random).GetNestedType("ThreadSafeRandom", BindingFlags.NonPublic)!.GetField("t_random", BindingFlags.Static | BindingFlags.NonPublic)!;
        int[] After(Func<int> draw)   // the generator behind Random.Shared in a known state
        {
            Random.Shared.Next();
            foreach (var word in generator.FieldType.GetFields(BindingFlags.Instance | BindingFlags.NonPublic))
                word.SetValue(generator.GetValue(null), 7UL);
            return [.. Enumerable.Range(0, 8).Select(_ => draw())];
        }
        Assert.Equal(After(() => Random.Shared.Next(1_000_000)), After(() => Random.Shared.Next(1_000_000)));
        Assert.NotEqual(After(() => Check.AnyInt(0, 1_000_000)), After(() => Check.AnyInt(0, 1_000_000)));
        Assert.NotEqual(After(() => Check.AnyTensor(1).item<float>().GetHashCode()), After(() => Check.AnyTensor(1).item<float>().GetHashCode()));
    }

    private void Enter(string name) => Environment.CurrentDirectory = folder.CreateSubdirectory(name).FullName;

    private static string Failure(Action check) => Assert.Throws<CheckFailedException>(check).Message;

    private static string Printed(Action action)
    {
        var (output, text) = (Console.Out, new StringWriter { NewLine = "\n" });
        Console.SetOut(text);
        try
        {
            action();
        }
        finally
        {
            Console.SetOut(output);
        }
        return text.ToString();
    }
}
