using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision.Tests;

[Collection(nameof(Alone))]
public class ImageBatchesTests
{
    [Theory, InlineData(1), InlineData(2), InlineData(8)]
    public void AnyNumberOfWorkersGivesTheSameBatches(int workers)
    {
        using var photos = PhotoFolder.Of(14, 9, size: 24);
        var random = Transforms.Compose(Transforms.RandomResizedCrop(16), Transforms.RandomRotation(40), Transforms.RandomHorizontalFlip(),
            Transforms.ColorJitter(0.4, 0.4, 0.4, 0.1), Transforms.ToTensor());
        var set = new ImageFolder(photos.Path, random);
        var one = new ImageBatches(set, 5, workers: 1, shuffle: true, seed: 3);
        var many = new ImageBatches(set, 5, workers, shuffle: true, seed: 3);
        for (var epoch = 0; epoch < 2; epoch++)
            Assert.Equal(Content(one), Content(many));
    }

    [Fact]
    public void SeedAndEpochDecide()
    {
        using var photos = PhotoFolder.Of(14, 9, size: 24);
        var set = new ImageFolder(photos.Path, Transforms.Compose(Transforms.RandomRotation(40), Transforms.ToTensor()));
        var batches = new ImageBatches(set, 5);
        var (first, second) = (Content(batches), Content(batches));
        Assert.NotEqual(first, second);
        Assert.NotEqual(first, Content(new ImageBatches(set, 5, seed: 1)));
        Assert.Equal(first, Content(new ImageBatches(set, 5)));
    }

    [Property(MaxTest = 15)]
    public bool EachPhotoComesOnceWithItsLabel(PositiveInt batchSize, bool shuffle)
    {
        using var photos = PhotoFolder.Of(6, 5);
        var batches = new ImageBatches(new(photos.Path, Transforms.ToTensor()), batchSize.Get, 3, shuffle);
        var seen = new List<(int Grey, long Label)>();
        var count = 0;
        foreach (var (images, labels) in batches)
        {
            count++;
            seen.AddRange(images.amax([1, 2, 3]).data<float>().ToArray().Select(value => (int)Math.Round(value * 255)).Zip(labels.data<long>().ToArray()));
        }
        return count == batches.Count && batches.ImageCount == 11
            && seen.Order().SequenceEqual(Enumerable.Range(0, 11).Select(i => (i, i < 6 ? 0L : 1L)))
            && (shuffle || seen.Select(pair => pair.Grey).SequenceEqual(Enumerable.Range(0, 11)));
    }

    [Fact]
    public void LoopLeavesNeitherTensorNorThread()
    {
        using var photos = PhotoFolder.Of(14, 9);
        var probe = new Probe(_ => { });
        var batches = Batches(photos, 4, probe);
        var tensors = Tensor.TotalCount;
        foreach (var batch in batches)
            Assert.False(batch.Images.IsInvalid);
        foreach (var batch in batches)
        {
            batch.Images.Dispose();
            batch.Labels.Dispose();
            break;
        }
        AssertGone(probe);
        Assert.InRange(Tensor.TotalCount, 0, tensors);
    }

    [Fact]
    public void WorkersLeaveNoTensor()
    {
        using var photos = PhotoFolder.Of(30, 30);
        var probe = new Probe(_ => { });
        var tensors = Tensor.TotalCount;
        foreach (var batch in Batches(photos, 4, probe, workers: 1))
            ;
        Assert.Equal(60, probe.Calls);
        Assert.InRange(Tensor.TotalCount, 0, tensors);
    }

    [Fact]
    public void BatchOfABrokenLoopLivesOn()
    {
        using var photos = PhotoFolder.Of(14, 9);
        var batch = Batches(photos, 4, Transforms.ToTensor()).First();
        Assert.Equal(3 / 255f, batch.Images[3, 0, 0, 0].item<float>());
        Assert.Equal([4, 3, 8, 8], batch.Images.shape);
    }

    [Fact]
    public void ScopeAroundALoopDoesNotFreeWhatIsUnderWay()
    {
        using var photos = PhotoFolder.Of(14, 9);
        using var reader = Batches(photos, 4, Transforms.ToTensor()).GetEnumerator();
        var seen = 0;
        while (true)
        {
            using var scope = NewDisposeScope();
            if (!reader.MoveNext())
                break;
            Assert.Equal(seen / 255f, reader.Current.Images[0, 0, 0, 0].item<float>());
            seen += (int)reader.Current.Labels.shape[0];
        }
        Assert.Equal(23, seen);
    }

    [Fact]
    public void OnlyAFewBatchesAreReadAhead()
    {
        using var photos = PhotoFolder.Of(50, 50);
        var probe = new Probe(_ => { });
        using var reader = Batches(photos, 4, probe, workers: 2).GetEnumerator();
        reader.MoveNext();
        Thread.Sleep(300);
        Assert.InRange(probe.Calls, 4, 12);
    }

    [Theory, InlineData(1), InlineData(8)]
    public void WorkerThatThrowsNamesTheFirstFile(int workers)
    {
        using var photos = PhotoFolder.Of(14, 9);
        var probe = new Probe(grey => { if (grey is 9 or 10 or 22) throw new InvalidOperationException("no such colour."); });
        var read = 0;
        var error = Assert.Throws<InvalidDataException>(() =>
        {
            foreach (var batch in Batches(photos, 4, probe, workers))
                read++;
        });
        Assert.Equal($"{photos["cat/009.png"]}: no such colour.", error.Message);
        Assert.IsType<InvalidOperationException>(error.InnerException);
        Assert.Equal(2, read);
        AssertGone(probe);
    }

    [Fact]
    public void FirstBatchThatFailsDoesNotKeepTheOthersWaiting()
    {
        using var photos = PhotoFolder.Of(14, 9);
        var probe = new Probe(grey => { if (grey == 0) throw new InvalidOperationException("black"); });
        Assert.Equal($"{photos["cat/000.png"]}: black.", Assert.Throws<InvalidDataException>(() => Batches(photos, 1, probe, workers: 8).Last()).Message);
        AssertGone(probe);
    }

    [Fact]
    public void PhotoDamagedAfterListingIsNamed()
    {
        using var photos = PhotoFolder.Of(14, 9);
        var batches = Batches(photos, 40, Transforms.ToTensor());
        File.WriteAllText(photos["dog/002.png"], "gone");
        File.Delete(photos["dog/003.png"]);
        Assert.StartsWith(photos["dog/002.png"], Assert.Throws<InvalidDataException>(() => batches.Last()).Message);
    }

    [Fact]
    public void PhotosOfSeveralSizesAreRefused()
    {
        using var photos = PhotoFolder.Of(3, 3);
        photos.Add("cat/large.png", 1, size: 20);
        var message = Assert.Throws<InvalidDataException>(() => Batches(photos, 4, Transforms.ToTensor()).Last()).Message;
        Assert.Contains("[3, 20, 20]", message);
        Assert.Contains("one size, such as Resize", message);
    }

    [Fact]
    public void BytesAreRefused()
    {
        using var photos = PhotoFolder.Of(3, 3);
        Assert.Contains("found Byte. End the transform with ToTensor",
            Assert.Throws<InvalidDataException>(() => Batches(photos, 4, Transforms.CenterCrop(4)).Last()).Message);
    }

    [Fact]
    public void InterruptWhileWaitingStopsAtOnce()
    {
        using var photos = PhotoFolder.Of(14, 9);
        var clock = Stopwatch.StartNew();
        var slow = new Probe(_ => Thread.Sleep(1000));
        AppContext.SetData("course.interrupt", (Action)(() => { if (clock.ElapsedMilliseconds > 200) throw new OperationCanceledException(); }));
        try
        {
            Assert.Throws<OperationCanceledException>(() => Batches(photos, 20, slow, workers: 1).Last());
        }
        finally
        {
            AppContext.SetData("course.interrupt", null);
        }
        Assert.InRange(clock.ElapsedMilliseconds, 0, 10_000);
        AssertGone(slow);
    }

    [Fact]
    public void LibtorchKeepsItsThreadsOutsideTheWorkers()
    {
        using var photos = PhotoFolder.Of(3, 3);
        var usual = get_num_threads();
        var inside = new List<int>();
        foreach (var batch in Batches(photos, 2, new Probe(_ => { lock (inside) inside.Add(get_num_threads()); })))
            ;
        var later = 0;
        var thread = new Thread(() => later = get_num_threads());
        thread.Start();
        thread.Join();
        Assert.All(inside, threads => Assert.Equal(1, threads));
        Assert.Equal((usual, usual), (get_num_threads(), later));
    }

    [Fact]
    public void NetworkTrainsOnPhotos()
    {
        using var photos = PhotoFolder.Of(10, 10);
        var set = new ImageFolder(photos.Path, Transforms.ToTensor());
        var network = nn.Sequential(nn.Flatten(), nn.Linear(3 * 8 * 8, 2));
        var trainer = new Trainer(network, optim.Adam(network.parameters(), 0.01)) { PrintEvery = 0 };
        trainer.Fit(new ImageBatches(set, 5, shuffle: true), new ImageBatches(set, 7), epochs: 2);
        Assert.Equal(8, trainer.History.Last.Step);
        Assert.Equal(20, Metrics.Predict(network, new ImageBatches(set, 6)).Labels.shape[0]);
    }

    [Theory, InlineData(0, 1), InlineData(1, 0)]
    public void BatchesOfNothingAreRefused(int batchSize, int workers)
    {
        using var photos = PhotoFolder.Of(1, 1);
        Assert.Contains("at least 1", Assert.Throws<ArgumentException>(() => new ImageBatches(new(photos.Path), batchSize, workers)).Message);
    }

    private static ImageBatches Batches(PhotoFolder photos, int batchSize, Transform transform, int workers = 3) =>
        new(new(photos.Path, transform), batchSize, workers);

    private static List<(string Pixels, string Labels)> Content(ImageBatches batches)
    {
        var content = new List<(string, string)>();
        foreach (var (images, labels) in batches)
            content.Add((Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(images.contiguous().bytes)), string.Join(",", labels.data<long>().ToArray())));
        return content;
    }

    private static void AssertGone(Probe probe)
    {
        Assert.NotEmpty(probe.Threads);
        Assert.All(probe.Threads, thread => Assert.False(thread.IsAlive));
    }

    /// <summary>ToTensor, with a look at each photo's grey and at the thread.</summary>
    private sealed class Probe(Action<int> look) : Transform
    {
        public readonly HashSet<Thread> Threads = [];
        public int Calls { get; private set; }

        public override Tensor Apply(Tensor image, Random random)
        {
            lock (Threads)
            {
                Calls++;
                Threads.Add(Thread.CurrentThread);
            }
            look(image[0, 0, 0].item<byte>());
            return Transforms.ToTensor().Apply(image, random);
        }
    }
}
