// Trains the kit's own backbone on the drawn source task and writes data/kitnet/kitnet.safetensors.
// usage: Course.Backbone OUT.safetensors [--images N] [--epochs N] [--seed N]
//        Course.Backbone --sheet OUT.png                a contact sheet of the source task, and OUT.cats.png
//        Course.Backbone --worth WEIGHTS.safetensors    what these weights are worth on few photos of cats and dogs
using System.Diagnostics;
using Course.Backbone;
using Course.Files;
using Course.Vision;
using TorchSharp;
using static TorchSharp.torch;

if (args is ["--sheet", var sheet])
{
    var classes = DrawnPhotos.SourceClasses.Count;
    WriteSheet(sheet, DrawnPhotos.DrawSource(10 * classes, 96, seed: 1).Images, classes);
    WriteSheet(Path.ChangeExtension(sheet, ".cats.png"), DrawnPhotos.DrawCatsAndDogs(80, 128, seed: 1).Images, 10);
    return;
}

if (args is ["--worth", var weights])
{
    foreach (var count in (int[])[60, 120, 240])
        Worth.Print(weights, count);
    return;
}

var clock = Stopwatch.StartNew();
Compute.Seed(Number("--seed", 1));
var images = SourceTask.Draw(Number("--images", 36000), seed: 1);
var test = SourceBatches.Middles(SourceTask.Draw(1520, seed: 2));
Console.WriteLine($"drawn {images.Labels.shape[0]} pictures in {clock.Elapsed.TotalSeconds:F0} s");

using var network = new KitNet(DrawnPhotos.SourceClasses.Count);
using var adam = new FusedAdam(network.parameters(), weightDecay: 5e-5);
var epochs = Number("--epochs", 7);
Console.WriteLine(new Trainer(network, adam).Fit(new SourceBatches(images, adam, epochs, Number("--seed", 1)), test, epochs));
WeightFile.Save(args[0], StateDict.Of(network), new Dictionary<string, string> { ["network"] = network.Name });
Console.WriteLine($"{args[0]}: {new FileInfo(args[0]).Length:N0} bytes, {clock.Elapsed.TotalMinutes:F1} minutes");

int Number(string option, int otherwise) => Array.IndexOf(args, option) is >= 0 and var at ? int.Parse(args[at + 1]) : otherwise;

static void WriteSheet(string path, Tensor images, int columns) // uint8 [N, 3, size, size], N a multiple of columns
{
    var size = images.shape[2];
    var rows = images.view(-1, columns, 3, size, size).permute(2, 0, 3, 1, 4); // [3, rows, size, columns, size]
    ImageFile.Write(path, rows.reshape(3, -1, columns * size).contiguous());
}
