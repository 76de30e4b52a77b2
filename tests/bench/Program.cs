// usage: Course.Bench images FOLDER [--workers N] [--epochs N]; prints how many photos a second are read and transformed.
//        Course.Bench feature-maps; prints the median time of three feature maps of one image.
//        Course.Bench forward NETWORK BATCH ROUNDS; prints the fastest round's seconds.
//        Course.Bench table [--rounds N]; prints the lesson's table of networks, images a second by the fastest of the rounds.
using Course.Bench;
using Course.Files;
using Course.Vision;

TorchLibrary.Load();
if (args is ["feature-maps", ..])
{
    FeatureMapBench.Run(Number("--rounds", 15));
    return 0;
}

if (args is ["forward", var subject, var size, var rounds])
{
    NetworkSpeed.Forward(subject, int.Parse(size), int.Parse(rounds));
    return 0;
}

if (args is ["table", ..])
{
    NetworkSpeed.Table(batch: 8, Number("--rounds", 3));
    return 0;
}

if (args is ["images", var folder, ..])
{
    ImageLoadingBench.Run(folder, Number("--workers", 2), Number("--epochs", 3));
    return 0;
}

Console.Error.WriteLine("Expected images, feature-maps, forward or table; tests/bench/run calls them.");
return 2;

int Number(string option, int otherwise) => Array.IndexOf(args, option) is >= 0 and var at ? int.Parse(args[at + 1]) : otherwise;
