namespace Course.Grading.Tests;

/// <summary>
/// Tests that run one after the other, when the others are done: they keep every core busy by themselves, or look at the memory of all processes.
/// </summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public static class Alone;
