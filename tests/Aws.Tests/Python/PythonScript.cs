using System.Diagnostics;
using System.Text.Json;

namespace Pipeline.Aws.Tests.Python;

/// <summary>
/// Runs a Python script that prints a JSON document a line: what boto3 or botocore says to the same question. Tests
/// that need it are skipped where Python or the package is absent.
/// </summary>
internal static class PythonScript
{
    public static async Task<IReadOnlyList<JsonElement>> RunAsync(string script, params string[] arguments)
    {
        using var process = Start([Path.Combine(AppContext.BaseDirectory, "Python", script), .. arguments]);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var lines = new List<JsonElement>();
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            lines.Add(JsonElement.Parse(line));
        }

        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, await errors);
        return lines;
    }

    /// <summary>Skips the test unless these Python packages are installed.</summary>
    public static async Task RequireAsync(params string[] packages)
    {
        try
        {
            using var process = Start(["-c", "import " + string.Join(',', packages)]);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.SkipUnless(process.ExitCode == 0, $"Python lacks one of: {string.Join(", ", packages)}.");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("There is no python3 here.");
        }
    }

    /// <summary>Skips the test unless botocore is installed in the version that the models are taken from.</summary>
    /// <returns>The folder of the package.</returns>
    public static async Task<string> RequireBotocoreAsync()
    {
        await RequireAsync("botocore");
        var installed = (await RunAsync("botocore_location.py"))[0];
        var version = installed.GetProperty("version").GetString();
        Assert.SkipUnless(
            version == AwsModels.SourceVersion, $"The models are of botocore {AwsModels.SourceVersion}; {version} is installed.");
        return installed.GetProperty("path").GetString()!;
    }

    public static Process Start(IEnumerable<string> arguments) => Process.Start(new ProcessStartInfo("python3", arguments)
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;
}
