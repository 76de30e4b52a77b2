using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>How every method asks the network: is the question sound, and what score does it give the class?</summary>
internal static class Question
{
    /// <summary>
    /// Runs the network in evaluation mode on a copy of the images, or says what is wrong with the question. Of one that ends
    /// in a softmax layer it takes the scores before it: a softmax that is sure of itself passes no gradient. // [N, classes]
    /// </summary>
    public static Tensor Ask(nn.Module<Tensor, Tensor> model, Tensor images)
    {
        CheckImages(model, images);
        using var evaluating = new EvaluationMode(model, keepGradients: true);
        using var watch = new Hooks();
        var (scores, probabilities) = ((Tensor?)null, (Tensor?)null);
        foreach (var softmax in model.modules().Append(model).OfType<TorchSharp.Modules.Softmax>().Distinct())
            watch.Watch(softmax, (input, output) =>
            {
                scores?.Dispose();
                (scores, probabilities) = (input.clone().DetachFromDisposeScope(), output);
            });
        try
        {
            var result = model.call(images.clone()); // a copy: the first layer may work in place
            if (scores is null || !ReferenceEquals(result, probabilities))
                return result;
            DataFolder.Tell($"{model.GetType().Name} ends in a softmax: explained are the scores before it, not probabilities.");
            return scores.clone();
        }
        catch (Exception e) when (e is ExternalException or ArgumentException or InvalidOperationException)
        {
            throw new ArgumentException(
                $"The network {model.GetType().Name} can't take images of shape {Expect.Shape(images)}. Resize them to what it "
                    + $"was made for. It says: {e.Message.Split('\n')[0]}", nameof(images), e);
        }
        finally
        {
            scores?.Dispose();
        }
    }

    /// <summary>
    /// The score of one class for each image; where the network gives several rows an image, they are added. // [N]
    /// </summary>
    public static Tensor Scores(nn.Module<Tensor, Tensor> model, Tensor images, long target)
    {
        var output = Ask(model, images);
        CheckTarget(output, images, target);
        if (output.requires_grad)
            TellSaturation(model, output.detach(), target);
        return output.select(1, target).reshape(images.shape[0], -1).sum(1);
    }

    /// <summary>The probability of one class for each image, or its logarithm, which does not vanish. // [N]</summary>
    public static Tensor Probabilities(nn.Module<Tensor, Tensor> model, Tensor images, long target, bool logarithm = false)
    {
        var output = Ask(model, images);
        CheckTarget(output, images, target);
        var all = logarithm ? output.log_softmax(1) : output.softmax(1);
        return all.select(1, target).reshape(images.shape[0], -1).mean([1]);
    }

    /// <summary>The same for many images, a few at a time and without gradients, so that memory stays small. // [N]</summary>
    public static Tensor InChunks(Tensor images, Func<Tensor, Tensor> scores, int chunk = 16)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        var parts = new List<Tensor>();
        for (var start = 0L; start < images.shape[0]; start += chunk)
        {
            using var step = NewDisposeScope();
            parts.Add(scores(images.narrow(0, start, Math.Min(chunk, images.shape[0] - start))).MoveToOuterDisposeScope());
        }

        return cat(parts).MoveToOuterDisposeScope();
    }

    /// <summary>Says it where a softmax within forward(), which can't be gone around, leaves gradients nothing to show.</summary>
    private static void TellSaturation(nn.Module<Tensor, Tensor> model, Tensor output, long target)
    {
        using var scope = NewDisposeScope();
        var share = output.select(1, target);
        var areShares = output.ge(0).all().ToBoolean() && (output.sum(1) - 1).abs().max().ToDouble() < 1e-3;
        if (areShares && share.eq(share.round()).any().ToBoolean())
            DataFolder.Tell(
                $"{model.GetType().Name} gives probabilities, and one of class {target} is exactly 0 or 1: a softmax so " +
                "sure of itself passes no gradient, and maps made of gradients are 0. Let forward() return the scores before "
                + "it.");
    }

    private static void CheckImages(nn.Module<Tensor, Tensor> model, Tensor images)
    {
        if (images.dim() < 3 || images.shape.Contains(0))
            throw new ArgumentException(
                $"Expected a batch of images [N, C, H, W], found shape {Expect.Shape(images)}. One image becomes a batch by "
                    + "unsqueeze(0).",
                nameof(images));
        var first = model.named_parameters().Select(entry => entry.parameter).FirstOrDefault(parameter => parameter.dim() >= 2);
        if (first is not null && first.device.ToString() != images.device.ToString())
            throw new ArgumentException(
                $"The network is on {first.device}, the images are on {images.device}. Move them: images.to(\"{first.device}\").",
                nameof(images));
        if (first is not null && first.dtype != images.dtype)
            throw new ArgumentException(
                $"Expected images of type {first.dtype} like the network's weights, found {images.dtype}. Convert them, by "
                    + "ToTensor for bytes or by images.to_type(...).", nameof(images));
        CheckChannels(model, images);
        using var wrong = images.isfinite().logical_not().sum();
        if (wrong.ToInt64() is > 0 and var count)
            throw new ArgumentException(
                $"The images hold {count} values that are NaN or infinite; they cannot be explained. Check how they were made.",
                nameof(images));
    }

    private static void CheckChannels(nn.Module<Tensor, Tensor> model, Tensor images)
    {
        // Only where the network begins with a convolution is it certain that it reads the images themselves.
        var (name, module) = model.named_modules().FirstOrDefault(layer => layer.name != "" && !layer.module.children().Any());
        if (module is not TorchSharp.Modules.Convolution first || first.in_channels == images.shape[1])
            return;
        throw new ArgumentException(
            $"Expected images of {first.in_channels} channels, which is what '{name}' takes, found {images.shape[1]} in shape " +
            $"{Expect.Shape(images)}. A grey image becomes colour by expand(-1, 3, -1, -1).", nameof(images));
    }

    private static void CheckTarget(Tensor output, Tensor images, long target)
    {
        if (output.dim() != 2 || output.shape[0] % images.shape[0] != 0)
            throw new ArgumentException(
                $"Expected one row of scores an image [{images.shape[0]}, classes], but the network gives "
                    + $"{Expect.Shape(output)}.");
        if (target < 0 || target >= output.shape[1])
            throw new ArgumentOutOfRangeException(
                nameof(target), target, $"The network knows the classes 0 to {output.shape[1] - 1}.");
    }
}
