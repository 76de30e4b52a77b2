using Microsoft.CodeAnalysis.Scripting;

namespace Course.Interactive.Tests;

/// <summary>
/// The members of the host that are not public and that Course.Interactive reaches for. Without one of them only its own
/// convenience is lost; here it is said which.
/// </summary>
public sealed class PrivateMemberTests
{
    [Fact]
    public void OptionsOfTheScriptAreAField() => Assert.Equal(typeof(ScriptOptions), Warnings.OptionsOfKernel?.FieldType);
}
