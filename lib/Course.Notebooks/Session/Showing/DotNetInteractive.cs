namespace Microsoft.DotNet.Interactive;

/// <summary>What was typed for nobody to see: .NET Interactive's class of this name, which notebooks use.</summary>
public sealed class PasswordString(string clearText)
{
    public string GetClearTextPassword() => clearText;

    public override string ToString() => "************";
}
