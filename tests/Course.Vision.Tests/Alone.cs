namespace Course.Vision.Tests;

/// <summary>Tests of what the whole process shares: the console, its memory, the random generator.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public class Alone;
