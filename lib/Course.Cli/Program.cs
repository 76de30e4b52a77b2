using System.CommandLine;
using System.Runtime.Loader;
using Course.Cli;
using Course.Notebooks;

// Course.Vision and libtorch are loaded from the folder the notebooks load them from.
AssemblyLoadContext.Default.Resolving += (context, name) =>
    Path.Combine(Kit.Library, name.Name + ".dll") is var path && File.Exists(path) ? context.LoadFromAssemblyPath(path) : null;

if (!File.Exists(Path.Combine(Kit.Library, "Course.Vision.dll"))) // every command's types come from there
{
    Console.Error.WriteLine($"The kit is not built: {Path.Combine(Kit.Library, "Course.Vision.dll")} is missing. Build it: dotnet build Course.sln");
    return CommandLine.Failed;
}

// The child of `course run` and `course grade`: not for people, so it is no command.
if (args is ["session", var requests, var replies, var folder])
{
    SessionHost.Serve(requests, replies, folder);
    return 0;
}

return CommandLine.Invoke(
    new RootCommand("The course kit on convolutional neural networks: run and publish lessons, look after data and kernel.")
    {
        RunCommand.Create(),
        PublishCommand.Create(),
        DataCommand.Create(),
        KernelCommand.Create(),
        DoctorCommand.Create(),
    },
    args);
