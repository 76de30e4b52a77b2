using System.Reflection;

namespace Course.Kernel.Tests;

public class DependencyTests
{
    /// <summary>Only commands make pages: each learner's kernel would carry them for nothing.</summary>
    [Fact]
    public void KernelLoadsNeitherPagesNorMarkdown()
    {
        var needed = new HashSet<string>();
        Collect(typeof(CSharpKernel).Assembly);
        Assert.Contains("Course.Notebooks", needed);
        Assert.DoesNotContain("Course.Pages", needed);
        Assert.DoesNotContain("Markdig", needed);

        void Collect(Assembly assembly)
        {
            foreach (var reference in assembly.GetReferencedAssemblies())
                if (needed.Add(reference.Name!) && reference.Name!.StartsWith("Course.", StringComparison.Ordinal))
                    Collect(Assembly.Load(reference));
        }
    }
}
