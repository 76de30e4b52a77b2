namespace Course.Vision;

/// <summary>What to look at when an answer of <see cref="Check"/> is wrong, told from how it is wrong.</summary>
internal static class Advice
{
    /// <summary>One number that is off.</summary>
    public static string On(double actual, double expected) =>
        !double.IsFinite(actual) ? NotFinite()
        : expected != 0 && Math.Abs(actual + expected) < 1e-6 * Math.Abs(expected)
            ? Wording.Of("부호만 반대입니다. 빼는 순서를 확인하세요.", "Only the sign is wrong: look at the order of the subtraction.")
            : Wording.Of("이 값을 손으로 계산해 보고, 어느 단계에서 달라지는지 찾아보세요.",
                "Calculate this value by hand and find the step at which your code departs from it.");

    /// <summary>So many numbers of a tensor that are off, the first of them being <paramref name="first"/>.</summary>
    public static string On(long wrong, long all, double first) =>
        !double.IsFinite(first) ? NotFinite()
        : wrong == all ? Wording.Of("모든 값이 다릅니다. 계산식부터 확인하세요.", "Every number differs: look at the formula first.")
        : Wording.Of($"{all}개 가운데 {wrong}개가 다릅니다. 그 자리에서 인덱스가 어디를 가리키는지 따라가 보세요.",
            $"{wrong} of {all} numbers differ: follow where your indices point at that place.");

    /// <summary>A shape that is off; null where there is no tensor at all.</summary>
    public static string OnShape(long[]? actual, long[] expected) =>
        actual is null ? Wording.Of("결과를 return으로 돌려주었는지 확인하세요.", "Make sure that you return the result.")
        : actual.Length != expected.Length ? Wording.Of(
            $"{expected.Length}차원이어야 하는데 {actual.Length}차원입니다. view, reshape, unsqueeze로 맞추세요.",
            $"It has {actual.Length} dimensions instead of {expected.Length}: use view, reshape or unsqueeze.")
        : Wording.Of("크기가 달라지는 축부터 출력 크기의 식을 다시 따져 보세요.",
            "Begin with the axis whose size differs and go through the formula of the output size again.");

    private static string NotFinite() =>
        Wording.Of("0으로 나누었거나, 음수의 제곱근이나 0의 로그를 구하지 않았는지 확인하세요.",
            "Look for a division by zero, a root of a negative number or a logarithm of zero.");
}
