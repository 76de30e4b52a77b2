// Names of .NET Interactive that notebooks use; the namespaces, which hold nothing here, are often only in their usings.
namespace Microsoft.DotNet.Interactive
{
    /// <summary>What was typed for nobody to see.</summary>
    public sealed class PasswordString(string clearText)
    {
        public string GetClearTextPassword() => clearText;

        public override string ToString() => "************";
    }
}

namespace Microsoft.DotNet.Interactive.Commands
{
    internal static class Nothing;
}

namespace Microsoft.DotNet.Interactive.Connection
{
    internal static class Nothing;
}

namespace Microsoft.DotNet.Interactive.Events
{
    internal static class Nothing;
}
