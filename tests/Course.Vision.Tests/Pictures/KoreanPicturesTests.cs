using static TorchSharp.torch;

namespace Course.Vision.Tests.Pictures;

/// <summary>In a folder of Korean notebooks the same code gives Korean pictures; the folder belongs to the whole process.</summary>
[Collection(nameof(Alone))]
public sealed class KoreanPicturesTests : IDisposable
{
    private readonly string before = Environment.CurrentDirectory;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("course-words-");

    public KoreanPicturesTests() => Environment.CurrentDirectory = folder.CreateSubdirectory("ko").FullName;

    public void Dispose()
    {
        Environment.CurrentDirectory = before;
        folder.Delete(recursive: true);
    }

    [Fact]
    public void TitlesAxesLegendAndAlternativeTextAreKorean()
    {
        var picture = Plot.Curves([new("training", [3, 2]), new("mine", [2, 1])], new() { Title = "DNN: loss", X = "epoch", Y = "loss" });
        Assert.Equal("선 그래프. DNN: 손실 (가로축 에포크, 세로축 손실). 훈련: 점 2개, 0에서 3, 1에서 2. mine: 점 2개, 0에서 2, 1에서 1.",
            picture.AlternativeText);
        Assert.Contains("\"에포크\"", picture.Html);
    }

    [Fact]
    public void TermsOfOneTrainingAreTold()
    {
        var history = new TrainingHistory();
        history.Add(new(1, 1, 2, double.NaN, 50, 1));
        Assert.StartsWith("선 그래프. CNN: 손실 (가로축 반복, 세로축 손실). 훈련: 점 1개", Plot.LearningCurves(("CNN", history)).AlternativeText);
        Assert.DoesNotContain("테스트:", Plot.LearningCurves(("CNN", history)).AlternativeText);
    }

    [Fact]
    public void CaptionKeepsItsNumber()
    {
        using var images = zeros(3, 1, 28, 28);
        Assert.Equal("이미지 3장: ✓ 고양이 (97 %), ✗ 개 → my own, ✓ ±2: 박쥐 30 %.",
            Plot.Images(images, ["Cat (97 %)", "Dog → my own", "±2: bat 30 %"], right: [true, false, true]).AlternativeText);
    }

    [Fact]
    public void FeedbackOnAPredictedSizeIsKorean()
    {
        var shape = new ConvolutionShape(32, 5, Stride: 2, Padding: 1);
        Assert.StartsWith("맞았습니다", shape.Explain(shape.Output));
        Assert.StartsWith("출력은 14칸이 아닙니다. 패딩을 빠뜨렸습니다.", shape.Explain(14));
    }

    [Fact]
    public void EveryNetworkOfTheTableHasItsIdeaInKorean() =>
        Assert.All(NetworkSheet.All, sheet => Assert.Matches("[가-힣]", sheet.Idea));

    [Fact]
    public void EveryClassThatTheKitDrawsHasAKoreanName() => Assert.All(
        [.. FashionMnist.Names, .. DrawnPhotos.CatsAndDogs, .. DrawnPhotos.SourceClasses], name => Assert.Matches("[가-힣]", Words.Here.Term(name)));
}
