using Microsoft.Playwright;

namespace Course.Kernel.Tests.Browser;

/// <summary>What a learner sees of lesson 5.2, whatever kernel runs it.</summary>
internal static class LessonLooks
{
    public static async Task ChartsAreDrawn(Lesson lesson)
    {
        var cell = await lesson.Cell("Plot.LearningCurves((\"DNN\", dnnHistory), (\"CNN\", cnnHistory))");
        await Assertions.Expect(cell.Locator(".js-plotly-plot .scatterlayer .trace").First).ToBeVisibleAsync();
        Assert.False(await cell.Locator(".course-chart > img").First.IsVisibleAsync());
        var widths = await lesson.Page.Locator(".js-plotly-plot").EvaluateAllAsync<double[]>("plots => plots.map(plot => plot.clientWidth)");
        Assert.All(widths, width => Assert.InRange(width, 300, 1000));
        Assert.Equal(await lesson.Page.Locator(".course-chart").CountAsync(), await lesson.Page.Locator(".course-chart .js-plotly-plot").CountAsync());
        await lesson.Keep("chart", cell);
        await lesson.Keep("confusion", await lesson.Cell("Plot.ConfusionMatrix("));
    }

    public static async Task TrainingIsLive(Lesson lesson)
    {
        var states = await lesson.Page.EvaluateAsync<string[]>("() => window.trainingStates");
        Assert.True(states.Distinct().Count() >= 3, $"The output changed {states.Length} times:\n{string.Join("\n\n", states)}");
        var cell = await lesson.Cell("trainer.Fit(");
        var displays = cell.Locator(".output_subarea:not(.output_stream)");
        Assert.Equal(1, await displays.CountAsync()); // changed in place, not one below the other
        Assert.Equal(states[^1], await displays.InnerHTMLAsync());
        await lesson.Keep("trained", cell);
    }
}
