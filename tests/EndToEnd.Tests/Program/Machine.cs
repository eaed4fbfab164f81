using System.Diagnostics;

namespace Pipeline.EndToEnd.Tests.Program;

/// <summary>Starts the program on a machine that lacks something.</summary>
internal static class Machine
{
    /// <summary>After some lines of bash.</summary>
    public static ProcessStartInfo After(string script, params IEnumerable<string> arguments)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs a shell and named pipes");
        return new ProcessStartInfo("bash", ["-ec", Run(script), PipelineProcess.Executable, .. arguments]);
    }

    /// <summary>With mounts that only it sees, made by some lines of bash. Skips the test where that is not allowed.</summary>
    public static ProcessStartInfo WithMounts(string script, params IEnumerable<string> arguments)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && MayMount(), "needs 'unshare -rm' and mount");
        return new ProcessStartInfo("unshare", ["-rm", "bash", "-ec", Run(script), PipelineProcess.Executable, .. arguments]);
    }

    private static string Run(string script) => $"{script}\nexec \"$0\" \"$@\"";

    private static bool MayMount()
    {
        try
        {
            using var attempt = Process.Start(new ProcessStartInfo("unshare", ["-rm", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]) { RedirectStandardError = true })!;
            attempt.StandardError.ReadToEnd();
            attempt.WaitForExit();
            return attempt.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
