using System.Diagnostics;

namespace Pipeline.EndToEnd.Tests.Program;

/// <summary>A clone of the repository as far as the launcher script can see, with stand-ins for the program and the build tool.</summary>
internal sealed class ScriptClone : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("pipeline-test-");

    public ScriptClone()
    {
        File.Copy(Path.Combine(Repository.Root, "pipeline"), In("pipeline"));
        foreach (var file in new[] { "src/Program.cs", "eng/test", "Directory.Build.props", "global.json", ".editorconfig" })
        {
            Write(file, string.Empty);
        }

        Write("tools/dotnet", $"#!/usr/bin/env bash\ntouch '{In("built")}'\n");
        MakeExecutable("tools/dotnet");
    }

    public bool BuildToolStarted => File.Exists(In("built"));

    /// <summary>Puts a program where a build puts it, newer than every source.</summary>
    public void HasProgram(string script)
    {
        Write("artifacts/bin/Standalone/release/Pipeline.Standalone", script);
        MakeExecutable("artifacts/bin/Standalone/release/Pipeline.Standalone");
        Write("artifacts/.pipeline-build", string.Empty);
        File.SetLastWriteTimeUtc(In("artifacts/.pipeline-build"), File.GetLastWriteTimeUtc(In("src/Program.cs")).AddMinutes(1));
    }

    public void ChangesSource() =>
        File.SetLastWriteTimeUtc(In("src/Program.cs"), File.GetLastWriteTimeUtc(In("artifacts/.pipeline-build")).AddMinutes(1));

    public async Task<(int ProcessId, string Output, int ExitCode)> RunAsync(params IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(In("pipeline"), arguments) { RedirectStandardOutput = true };
        start.Environment["PATH"] = $"{In("tools")}:{Environment.GetEnvironmentVariable("PATH")}";
        using var script = Process.Start(start)!;
        var output = await script.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await script.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (script.Id, output, script.ExitCode);
    }

    public void Dispose() => _root.Delete(recursive: true);

    private string In(string path) => Path.Combine(_root.FullName, path);

    private void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(In(path))!);
        File.WriteAllText(In(path), text);
    }

    private void MakeExecutable(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(In(path), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
