using System.Diagnostics;

namespace Pipeline.Services.Tests.Terraform;

/// <summary>Terraform with a folder of its own, in which a configuration lies.</summary>
internal sealed class TerraformProgram : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pipeline-terraform");

    /// <summary>Writes the configuration, and has it find its module and provider.</summary>
    public async Task InitAsync(string configuration)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "main.tf"), configuration);
        try
        {
            var (exitCode, output) = await RunAsync("init");
            Assert.SkipWhen(exitCode != 0, $"Terraform has no AWS provider here: {output}");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("Terraform is not on this machine.");
        }
    }

    /// <summary>Runs a command to its end.</summary>
    public async Task<(int ExitCode, string Output)> RunAsync(string command, params string[] arguments)
    {
        var start = new ProcessStartInfo("terraform", [command, "-no-color", "-input=false", .. arguments])
        {
            WorkingDirectory = _folder.FullName, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output + await errors);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
