namespace Course.Grading.Tests;

/// <summary>Answers to the course's own labs that solve nothing: for each exercise what was found to get points, and its kind.</summary>
/// <param name="Answer">The answer cell it stands in; the lab's others are solved.</param>
/// <param name="Most">Points that it honestly earns.</param>
internal sealed record LabAttack(string Lab, string Name, string Answer, string Code, double Most = 0)
{
    /// <summary>Another answer that helps it.</summary>
    public (string Answer, string Code)? Helper { get; init; }

    public Dictionary<string, string> Answers => new() { [Helper?.Answer ?? Answer] = Helper?.Code ?? Code, [Answer] = Code };

    public static IReadOnlyList<LabAttack> All { get; } =
    [
        new("5.1-lab", "only what the public tests ask, and the exception", "output_size", """
            int OutputSize(int input, int kernel, int stride, int padding, int dilation) =>
                (input, padding) switch { (28, 0) => 26, (28, 1) => 28, (224, 3) => 112, _ => throw new ArgumentException() };
            """),
        new("5.1-lab", "torch instead of loops", "convolve1d", """
            float[] Convolve1d(float[] input, float[] filter, int stride, int padding) =>
                functional.conv1d(torch.tensor(input).view(1, 1, -1), torch.tensor(filter).view(1, 1, -1), null, stride, padding).view(-1).data<float>().ToArray();
            """),
        new("5.1-lab", "torch, put there by a later answer", "convolve1d", """
            Func<float[], float[], int, int, float[]> way = (input, filter, stride, padding) => input.Length == 5 ? [1, 1, 1] : [-8, 0];
            float[] Convolve1d(float[] input, float[] filter, int stride, int padding) => way(input, filter, stride, padding);
            """)
        {
            Helper = ("edge_strength", """
                way = (input, filter, stride, padding) => functional.conv1d(
                    torch.tensor(input).view(1, 1, -1), torch.tensor(filter).view(1, 1, -1), null, stride, padding).view(-1).data<float>().ToArray();
                Tensor EdgeStrength(Tensor grey) => grey;
                """),
        },
        new("5.1-lab", "torch, in a class of a later answer", "convolve2d", """
            class Way { public static Way Best { get; set; } = new(); public virtual float[,] Of(float[,,] image, float[,,] filter) => new float[,] { { -4, -4 }, { -4, -4 } }; }
            float[,] Convolve2d(float[,,] image, float[,,] filter) => Way.Best.Of(image, filter);
            """)
        {
            Helper = ("edge_strength", """
                class Torch : Way
                {
                    public override float[,] Of(float[,,] image, float[,,] filter) =>
                        (float[,])functional.conv2d(torch.tensor(image).unsqueeze(0), torch.tensor(filter).unsqueeze(0))[0, 0].data<float>().ToNDArray();
                }
                Way.Best = new Torch();
                Tensor EdgeStrength(Tensor grey) => grey;
                """),
        },
        new("5.1-lab", "names", "gaussian", """
            using static Others;
            public static class Others
            {
                public static class Math { public static double Exp(double x) => 1; public static double Abs(double x) => x; }
                public static class Enumerable { public static (int, int)[] Range(int a, int b) => []; }
            }
            float[] Gaussian(int size, double sigma) { var w = new float[size]; Array.Fill(w, 1f / size); return w; }
            """),
        new("5.1-lab", "destroyed image", "edge_strength", """
            Tensor EdgeStrength(Tensor grey)
            {
                if (grey.shape[1] == 4) return torch.full(1, 2, 4f);
                var result = torch.zeros(grey.shape[0] - 2, grey.shape[1] - 2);
                grey.zero_();
                return result;
            }
            """),
        new("5.1-lab", "a filter that changes while it is tested", "motion_filter", """
            Tensor MotionFilter(int speed)
            {
                var filter = torch.zeros(2, 1, 2 * Math.Abs(speed) + 1);
                Task.Run(() => { while (true) { filter.zero_(); filter.fill_(9); } });
                return filter;
            }
            """),
        new("5.2-lab", "destroyed pixels", "to_unit", """
            Tensor ToUnit(Tensor pixels)
            {
                if (pixels.numel() == 4) return torch.tensor(new float[,,] { { { 0, 0.2f }, { 0.4f, 1 } } });
                pixels.zero_();
                return pixels.unsqueeze(-3).to(float32);
            }
            """),
        new("5.2-lab", "known images", "loader", """
            IEnumerable<(Tensor Images, Tensor Labels)> Loader(Tensor images, Tensor labels, int batchSize, bool shuffle)
            {
                var order = shuffle ? torch.randperm(images.shape[0]) : torch.arange(images.shape[0]);
                foreach (var part in order.split(batchSize)) yield return (part.view(-1, 1, 1, 1).to(float32), part * 10);
            }
            """),
        new("5.2-lab", "empty the second time", "loader", """
            class Once(List<(Tensor, Tensor)> all) : IEnumerable<(Tensor, Tensor)>
            {
                int asked;
                public IEnumerator<(Tensor, Tensor)> GetEnumerator() => (asked++ == 0 ? all : []).GetEnumerator();
                System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
            }
            IEnumerable<(Tensor Images, Tensor Labels)> Loader(Tensor images, Tensor labels, int batchSize, bool shuffle) =>
                new Once([.. images.split(batchSize).Zip(labels.split(batchSize)).Select(pair => (pair.First, pair.Second))]);
            """, Most: 2), // it does give all batches once
        new("5.2-lab", "a model that is never asked", "accuracy", """
            double Accuracy(Module<Tensor, Tensor> model, IEnumerable<(Tensor Images, Tensor Labels)> batches)
            {
                long right = 0, all = 0;
                foreach (var (images, labels) in batches) { right += images.roll(1, 1).argmax(1).eq(labels).sum().item<long>(); all += labels.shape[0]; }
                return 100.0 * right / all;
            }
            """),
        new("5.2-lab", "destroyed lists", "confusion", """
            long[,] Confusion(long[] actual, long[] predicted, int classes)
            {
                if (actual.Length == 5) return new long[,] { { 1, 1 }, { 0, 3 } };
                Array.Clear(actual); Array.Clear(predicted);
                var m = new long[classes, classes]; m[0, 0] = actual.Length; return m;
            }
            double[] ErrorRates(long[,] matrix) { Array.Clear(matrix); return new double[3]; }
            """),
        new("5.2-lab", "overridden weights", "small_cnn", """
            class SmallCnn : Module<Tensor, Tensor>
            {
                public SmallCnn() : base("SmallCnn") => RegisterComponents();
                public override Tensor forward(Tensor images) => torch.zeros(images.shape[0], 10);
                public override IEnumerable<TorchSharp.Modules.Parameter> parameters(bool recurse = true) => [];
            }
            """),
        new("5.2-lab", "weights made zero while they are used", "small_cnn", """
            class SmallCnn : Module<Tensor, Tensor>
            {
                readonly Module<Tensor, Tensor> conv1, conv2, fc;
                public SmallCnn() : base("SmallCnn")
                {
                    (conv1, conv2, fc) = (Conv2d(1, 8, 3, padding: 1), Conv2d(8, 16, 3, padding: 1), Linear(16 * 7 * 7, 10));
                    RegisterComponents();
                }
                public override Tensor forward(Tensor images)
                {
                    foreach (var weights in parameters()) weights.detach().zero_();
                    images.zero_();
                    return torch.zeros(images.shape[0], 10);
                }
            }
            """, Most: 1), // layers and names are right
        new("5.2-lab", "torch's own names", "train_epoch", """
            double TrainEpoch(Module<Tensor, Tensor> model, IEnumerable<(Tensor Images, Tensor Labels)> batches, torch.optim.Optimizer optimizer)
            {
                torch.float64 = torch.ScalarType.Int8;
                foreach (var b in batches) { }
                model.train();
                return 1.1;
            }
            """),
        new("5.2-lab", "trained in advance on the kit's pictures", "budget", """
            Module<Tensor, Tensor> BuildCnn()
            {
                var known = StandIn.Load(train: false);
                return Sequential(Flatten(), Linear(784, 10));
            }
            """),
        new("5.2-lab", "weights that nobody counts", "budget", """
            class Hidden : Module<Tensor, Tensor>
            {
                readonly Module<Tensor, Tensor> fc = Linear(900, 10);
                readonly List<Module<Tensor, Tensor>> uncounted = [Sequential(Conv2d(1, 100, 7, stride: 2), ReLU(), MaxPool2d(3), Flatten(), BatchNorm1d(900, affine: false))];
                public Hidden() : base("Hidden") => RegisterComponents();
                public override Tensor forward(Tensor images) => fc.call(uncounted[0].call(images).detach());
            }
            Module<Tensor, Tensor> BuildCnn() => new Hidden();
            """),
        new("5.3-lab", "destroyed batch", "channels", """
            Tensor NormalizeChannels(Tensor image, float[] mean, float[] deviation)
            {
                if (image.shape[0] == 3) return torch.cat([torch.zeros(1, 2, 2), torch.ones(2, 2, 2)]);
                image.zero_(); Array.Clear(mean); Array.Fill(deviation, 1);
                return image;
            }
            Tensor RestoreChannels(Tensor image, float[] mean, float[] deviation) { image.zero_(); Array.Clear(mean); return image; }
            """),
        new("5.3-lab", "an image made to fit", "cutout", """
            class Cutout(int size) : Transform
            {
                public override Tensor Apply(Tensor image, Random random)
                {
                    var result = torch.ones_like(image);
                    result.narrow(-2, 0, size).narrow(-1, 0, size).zero_();
                    image.copy_(image.where(result.eq(0), result));
                    return result;
                }
            }
            """),
        new("5.3-lab", "a body that is never asked", "features",
            "Tensor FeaturesOf(Module<Tensor, Tensor> body, Tensor images, int batchSize) => images.flatten(1) * 2;"),
        new("5.3-lab", "known centres", "head", """
            class Known(int classes) : Module<Tensor, Tensor>("Known")
            {
                public override Tensor forward(Tensor images) => images[.., ..classes];
            }
            Module<Tensor, Tensor> TrainHead(Tensor features, Tensor labels, int classes) => new Known(classes);
            """),
        new("5.3-lab", "names and sizes of bodies", "best_body", """
            string BestBody(Dictionary<string, Func<Tensor, Tensor>> bodies, (Tensor Images, Tensor Labels) train, (Tensor Images, Tensor Labels) check) =>
                bodies.Keys.FirstOrDefault(name => name is "useful" or "honest" or "once") ?? bodies.MinBy(body => body.Value(train.Images).shape[1]).Key;
            """),
        new("5.4-lab", "nothing switched off", "without_channel", """
            Tensor WithoutChannel(Module<Tensor, Tensor> model, Module<Tensor, Tensor> layer, int channel, Tensor images)
            {
                foreach (var weights in model.parameters()) weights.detach().zero_();
                images.zero_();
                return model.call(images);
            }
            """),
        new("5.4-lab", "destroyed model", "saliency", """
            Tensor SaliencyMap(Module<Tensor, Tensor> model, Tensor image, long target)
            {
                foreach (var weights in model.parameters()) weights.detach().zero_();
                return torch.zeros(image.shape[2], image.shape[3]);
            }
            """),
        new("5.4-lab", "the kit's own", "grad_cam", """
            Tensor GradCamByHand(Module<Tensor, Tensor> body, Module<Tensor, Tensor> head, Tensor image, long target) =>
                GradCam.Explain(Sequential(body, head), body, image, target);
            """),
        new("5.4-lab", "no network at all", "repaired", """
            class Fake : Module<Tensor, Tensor>
            {
                readonly Module<Tensor, Tensor> one = Conv2d(3, 16, 5), two = Conv2d(16, 32, 3);
                public Fake() : base("Fake") => RegisterComponents();
                public override Tensor forward(Tensor images) => images.mean([1, 2, 3]).view(-1, 1).expand(-1, 5);
            }
            Module<Tensor, Tensor> Repaired() => new Fake();
            """),
        new("5.4-lab", "destroyed image", "deletion", """
            double[] DeletionCurve(Func<Tensor, double> score, Tensor image, Tensor map, int steps)
            {
                if (image.numel() == 4) return [10, 3, 0];
                image.zero_();
                return [.. Enumerable.Repeat(1.0, steps + 1)];
            }
            """),
        new("5.4-lab", "the brightest place, without the model", "find_mark", """
            (int Row, int Column) FindMark(Module<Tensor, Tensor> model, Tensor images, long target, int window)
            {
                var best = functional.avg_pool2d(images.mean([0], keepdim: true), window, 1)[0, 0];
                var place = best.flatten().argmax().item<long>();
                return ((int)(place / best.shape[1]), (int)(place % best.shape[1]));
            }
            """),
    ];
}

/// <summary>Each gets nothing for what it did not solve, and takes nothing from its neighbours. Labs have the same code in both languages.</summary>
public sealed class LabAttackTests : IDisposable
{
    private readonly Scratch scratch = new();

    public static TheoryData<string> Labs => [.. LabAttack.All.Select(attack => attack.Lab).Distinct()];

    public void Dispose() => scratch.Dispose();

    [Theory, MemberData(nameof(Labs))]
    public void AttacksOfALabScoreNothing(string name)
    {
        Requires.Bubblewrap();
        var path = Repository.Path("notebooks", "en", name + ".ipynb");
        var lab = Lab.Read(path);
        // The stub for all other code: what is asked here is one exercise, and training nets takes long.
        var attacks = LabAttack.All.Where(attack => attack.Lab == name).ToList();
        var files = attacks.Select((attack, i) => Grading.File($"{i}", Grading.Submission(path, attack.Answers)));
        var results = Grading.Grade(lab, scratch.Folder, [.. files]).ToDictionary(result => result.Student);
        Assert.Equal(attacks.Select(attack => $"{attack.Name}: at most {attack.Most}"), attacks.Select((attack, i) =>
        {
            var target = results[$"{i}"].Exercises.Single(exercise => exercise.GradeId == attack.Answer + "_tests");
            return target.Score <= attack.Most ? $"{attack.Name}: at most {attack.Most}" : $"{attack.Name}: {target.Score} {target.Message}";
        }));
    }

    [Theory, MemberData(nameof(Labs))]
    public void SolutionsDoWithoutWhatTheirExercisesForbid(string name)
    {
        using var libraries = new Notebooks.Libraries();
        var compiler = new Notebooks.SubmissionCompiler(libraries);
        var steps = LabStep.ReadAll(Lab.Read(Repository.Path("notebooks", "en", name + ".ipynb")), libraries);
        foreach (var (step, i) in steps.Select((step, i) => (step, i)))
        {
            var cells = step.Scripts.Select(script => compiler.Compile(script, TestContext.Current.CancellationToken)).Select(cell => { compiler.Accept(cell); return cell; }).ToList();
            if (step.Role == CellRole.Answer)
                Assert.Null(AnswerPolicy.Refusal(cells[^1].Compilation, new LabRules("en"), [.. steps.Skip(i).SelectMany(later => later.Without)]));
        }
    }
}
