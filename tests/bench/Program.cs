// One epoch as the book writes it, on this kit: 600 steps of 100 images, an evaluation on 10,000 images after every 50 steps.
// usage: Course.Bench DATA NETWORK [--steps N] [--epochs N]; prints the fastest epoch's seconds and processor seconds, scaled to 600 steps.
//        Course.Bench images FOLDER [--workers N] [--epochs N]; prints how many photos a second are read and transformed.
//        Course.Bench feature-maps; prints the median time of three feature maps of one image.
//        Course.Bench forward NETWORK BATCH ROUNDS, or features BATCH ROUNDS; prints the fastest round's seconds.
using Course.Bench;
using Course.Vision;
using static TorchSharp.torch;

if (args is ["feature-maps", ..])
{
    FeatureMapBench.Run(Number("--rounds", 15));
    return;
}

<<<<<<< HEAD
if (args is ["forward", var subject, var size, var rounds])
{
    NetworkSpeed.Forward(subject, int.Parse(size), int.Parse(rounds));
    return;
}

if (args is ["features", var batch, var times])
{
    NetworkSpeed.Features(int.Parse(batch), int.Parse(times));
=======
if (args is ["images", var folder, ..])
{
    ImageLoadingBench.Run(folder, Number("--workers", 2), Number("--epochs", 3));
>>>>>>> photos
    return;
}

var (data, name) = (args[0], args[1]);
var steps = Number("--steps", 600);
var epochs = Number("--epochs", 1);

var test = new Batches(new FashionMnist(data, train: false), 100);
var train = new Batches(new FashionMnist(data).Take(steps * 100), 100, shuffle: true);
manual_seed(1);
Network network = name == "dnn" ? new FashionDnn() : new FashionCnn();
var trainer = new Trainer(network, new FusedAdam(network.parameters())) { PrintEvery = 0 };
var (best, work) = (double.MaxValue, double.MaxValue);
for (var epoch = 0; epoch < epochs; epoch++)
{
    var (before, cpuBefore) = (trainer.History.Seconds, Cpu());
    best = Math.Min(best, trainer.Fit(train, test, epochs: 1).Seconds - before);
    work = Math.Min(work, Cpu() - cpuBefore);
}
var peak = System.Diagnostics.Process.GetCurrentProcess().PeakWorkingSet64 >> 20;
Console.WriteLine($"{best * 600 / steps:F2} s, processors {work * 600 / steps:F2} s, accuracy {trainer.History.Accuracy:F2} %, peak {peak} MiB");

double Cpu() => Environment.CpuUsage.TotalTime.TotalSeconds;

int Number(string option, int otherwise) => Array.IndexOf(args, option) is >= 0 and var at ? int.Parse(args[at + 1]) : otherwise;
