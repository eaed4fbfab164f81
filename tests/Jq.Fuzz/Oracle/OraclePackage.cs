using System.ComponentModel;
using System.Diagnostics;

namespace Pipeline.Jq.Fuzz.Oracle;

/// <summary>The npm package that jq comes in, at the version of <c>package-lock.json</c>.</summary>
internal static class OraclePackage
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Installs it with <c>npm ci</c> unless it is there; returns why it cannot be had.</summary>
    public static string? TryInstall(string folder)
    {
        var locked = Path.Combine(folder, "package-lock.json");
        var installed = Path.Combine(folder, "node_modules", ".package-lock.json");
        if (File.Exists(installed) && File.GetLastWriteTimeUtc(installed) >= File.GetLastWriteTimeUtc(locked))
        {
            return TryRun("node", ["--version"], folder);
        }

        return TryRun("node", ["--version"], folder) ?? TryRun("npm", ["ci", "--no-audit", "--no-fund", "--ignore-scripts"], folder);
    }

    private static string? TryRun(string program, string[] arguments, string folder)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var output = process.StandardOutput.ReadToEndAsync();
            var errors = process.StandardError.ReadToEndAsync();
            if (!process.WaitForExit(Patience))
            {
                process.Kill(entireProcessTree: true);
                return $"{program} {arguments[0]} took more than {Patience.TotalMinutes} minutes";
            }

            return process.ExitCode == 0 ? null : $"{program} {arguments[0]} failed: {errors.GetAwaiter().GetResult().Trim()} {output.GetAwaiter().GetResult().Trim()}";
        }
        catch (Win32Exception)
        {
            return $"{program} is not installed";
        }
    }
}
