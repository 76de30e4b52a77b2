using System.Diagnostics;
using System.Globalization;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision.Tests;

/// <summary>
/// Files that are almost right, for a while: every reader gives what is in them or one of its documented errors, in little memory and
/// without end to wait for. COURSE_FUZZ_SECONDS is for longer searches; the seed of what was found is in the message.
/// </summary>
[Collection(nameof(Alone))]
public sealed class FuzzTests : IDisposable
{
    private static readonly TimeSpan time = TimeSpan.FromSeconds(
        double.Parse(Environment.GetEnvironmentVariable("COURSE_FUZZ_SECONDS") ?? "12", CultureInfo.InvariantCulture));

    private readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public void WeightsAreReadOrRefused()
    {
        using var linear = nn.Linear(3, 2);
        WeightFile.Save(scratch["s"], StateDict.Of(linear));
        var (safe, pickles) = (File.ReadAllBytes(scratch["s"]), Pickles());
        Search([safe, .. pickles], (random, mutated, i) =>
        {
            // The checksum of a zip is right again, so that the pickle itself is read; now and then all bytes are changed.
            var bytes = i == 0 ? mutated : random.Next(8) == 0 ? Mutated(random, TorchFile.Zip(pickles[i - 1], new byte[24], new byte[8]))
                : random.Next(4) == 0 ? TorchFile.Legacy(mutated, new byte[24], new byte[8])
                : TorchFile.Zip(mutated, new byte[24], new byte[8]);
            var file = WeightFile.Load(scratch.Write("w", bytes));
            _ = file.ToString();
            foreach (var tensor in file.Tensors().Values)
                tensor.Dispose();
            file.Into(linear, convertTypes: true);
        });
    }

    [Fact]
    public void IdxFilesAreReadOrRefused() => Search(
        [IdxFile.Images(3, 4, 5), IdxFile.Labels(1, 2, 3), IdxFile.Gzip(IdxFile.Images(30, 9, 9)), IdxFile.Gzip(IdxFile.Labels(new byte[500]))],
        (_, bytes, i) => (i % 2 == 0 ? Idx.ReadImages(scratch.Write("i", bytes)) : Idx.ReadLabels(scratch.Write("i", bytes))).Dispose());

    [Fact]
    public void PhotosAreReadOrRefused()
    {
        string[] names = ["rgb.png", "palette-transparent.png", "sixteen-bit.png", "animated.png", "rgb.jpg", "progressive.jpg", "cmyk.jpg",
            "exif-6.jpg", "rgb.webp", "alpha.webp", "animated.webp", "rgb.bmp", "rgb.gif", "animated.gif"];
        List<byte[]> files = [.. names.Select(name => File.ReadAllBytes(ImageFileTests.Fixture(name)))];
        files.Add(ExifChunk.Insert(files[0], ExifChunk.Tiff(6, big: true)));
        files.Add(ExifChunk.Insert(files[8], ExifChunk.Tiff(6, big: false)));
        Search(files, (_, bytes, _) =>
        {
            var path = scratch.Write("p", bytes);
            PictureHeader.Fault(path, ImageFile.MostPixels); // returns what it finds
            using var image = ImageFile.Read(path);
            Assert.Equal(3, image.shape[0]);
        });
    }

    /// <summary>Changes the files until the time is up.</summary>
    private static void Search(List<byte[]> files, Action<Random, byte[], int> read)
    {
        var (clock, good, refused) = (Stopwatch.StartNew(), 0, 0);
        var before = 0L;
        for (var seed = 0; clock.Elapsed < time; seed++)
        {
            if (seed % 100 == 0 && OperatingSystem.IsLinux()) // what a hundred files left to the collector is not one file's need
            {
                Assert.True(seed == 0 || PeakMemory.SinceReset() - before <= 1L << 30, $"more than 1 GB before seed {seed}");
                before = PeakMemory.Reset();
            }
            var random = new Random(seed);
            var i = random.Next(files.Count);
            var bytes = Mutated(random, files[i]);
            var run = Task.Run(() =>
            {
                using var scope = NewDisposeScope();
                read(random, bytes, i);
            });
            try
            {
                Assert.True(run.Wait(TimeSpan.FromSeconds(20)), $"seed {seed}, file {i}: still reading after 20 s");
                good++;
            }
            catch (AggregateException e) when (e.InnerException is InvalidDataException)
            {
                refused++;
                Assert.NotInRange(e.InnerException.Message.Length, 0, 20);
            }
            catch (AggregateException e)
            {
                Assert.Fail($"seed {seed}, file {i}: {e.InnerException}");
            }
        }
        Assert.True(good > 0 && refused > 0, $"{good} read, {refused} refused: nothing was tried");
    }

    /// <summary>One to four changes: bits, numbers at their limits, parts left out, doubled or exchanged.</summary>
    private static byte[] Mutated(Random random, byte[] file)
    {
        List<byte> bytes = [.. file];
        for (var changes = random.Next(1, 5); changes > 0 && bytes.Count > 8; changes--)
        {
            var (at, length) = (random.Next(bytes.Count), random.Next(1, 9));
            length = Math.Min(length, bytes.Count - at);
            switch (random.Next(7))
            {
                case 0: bytes[at] ^= (byte)(1 << random.Next(8)); break;
                case 1: bytes[at] = (byte)random.Next(256); break;
                case 2: bytes.RemoveRange(at, length); break;
                case 3: bytes.InsertRange(at, bytes.GetRange(at, length)); break;
                case 4: bytes.RemoveRange(at, bytes.Count - at); break;
                case 5:
                    var other = random.Next(bytes.Count - length + 1);
                    for (var k = 0; k < length; k++)
                        (bytes[at + k], bytes[other + k]) = (bytes[other + k], bytes[at + k]);
                    break;
                default:
                    var limit = (byte[])[0, 0x7f, 0x80, 0xff];
                    for (var k = 0; k < length; k++)
                        bytes[at + k] = limit[random.Next(limit.Length)];
                    break;
            }
        }
        return [.. bytes];
    }

    /// <summary>State dicts as they come, with every container that is read.</summary>
    private static byte[][] Pickles() =>
    [
        TorchFile.StateDict(("weight", [2, 3]), ("bias", [2])),
        TorchFile.Pickle(p => p.Raw('}').Text("state_dict").Dict(d => d.Text("module.weight").Tensor(0, [2, 3]).Raw('s')
                .Text("module.bias").Tensor(1, [2]).Raw('s')).Raw('s')
            .Text("args").Global("argparse", "Namespace").Raw(')', 0x81, '}').Text("lr").Raw('G').Big(0.1).Raw('s', 'b', 's')
            .Text("steps").Global("collections", "Counter").Raw('}').Int(30).Int(1).Raw('s', 0x85, 'R', 's')
            .Text("best").Global("numpy.core.multiarray", "scalar").Global("numpy", "dtype").Text("f8").Raw(0x89, 0x88, 0x87, 'R')
            .Raw('(').Int(3).Text("<").Raw('N', 'N', 'N').Int(-1).Int(-1).Int(0).Raw('t', 'b', 'C', 8, 1, 2, 3, 4, 5, 6, 7, 8, 0x86, 'R', 's')
            .Text("seen").Raw(0x8f, '(').Int(3).Int(4).Raw(0x90, 's').Text("raw").Raw(0x96, 3, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 's')
            .Text("many").Raw(']', 'q', 1, '(', 'h', 1, 'h', 1, 'e', 's')),
        TorchFile.Pickle(p => p.Raw('}').Text("weight").Tensor(0, [2, 3], [1, 2], marks: m => m.Raw('}').Text("conj").Raw(0x89, 's')).Raw('s')
            .Text("bias").Tensor(1, [2]).Raw('s', 'q', 0, '0', 'h', 0)),
    ];
}
