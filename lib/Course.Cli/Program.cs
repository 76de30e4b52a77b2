using System.CommandLine;
using System.Globalization;
using System.Runtime.Loader;
using Course.Cli;
using Course.Grading;
using Course.Notebooks;

// The same outputs on every machine, in cells too.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;

// The children of `course grade`. Inside the sandbox there is no kit around, and nothing to look for.
if (args is [SandboxedProgram.Verb, .. var folders])
{
    SandboxHost.Serve(folders);
    return 0;
}

if (args is [GraderProgram.CompilerVerb, var lab])
{
    CompilerHost.Serve(lab);
    return 0;
}

// Course.Vision and libtorch are loaded from the folder the notebooks load them from.
AssemblyLoadContext.Default.Resolving += (context, name) =>
    Path.Combine(Kit.Library, name.Name + ".dll") is var path && File.Exists(path) ? context.LoadFromAssemblyPath(path) : null;

if (!File.Exists(Path.Combine(Kit.Library, "Course.Vision.dll"))) // every command's types come from there
{
    Console.Error.WriteLine(
        $"The kit is not built: {Path.Combine(Kit.Library, "Course.Vision.dll")} is missing. Build it: dotnet build Course.sln");
    return CommandLine.Failed;
}

// The child of `course run`: not for people, so it is no command.
if (args is ["session", var requests, var replies, var folder])
{
    SessionHost.Serve(requests, replies, folder, PublicReview.Of);
    return 0;
}

return CommandLine.Invoke(
    new RootCommand(
        "The course kit on convolutional neural networks: run and publish lessons, release and grade labs, look after data and "
            + "kernel.")
    {
        RunCommand.Create(),
        PublishCommand.Create(),
        ReleaseCommand.Create(),
        GradeCommand.Create(),
        AutograderCommand.Create(),
        DataCommand.Create(),
        KernelCommand.Create(),
        DoctorCommand.Create(),
    },
    args);
