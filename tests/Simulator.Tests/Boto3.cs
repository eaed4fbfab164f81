using System.ComponentModel;
using System.Diagnostics;

namespace Pipeline.Simulator.Tests;

/// <summary>Whether the machine has python3 with boto3.</summary>
internal static class Boto3
{
    private static readonly Lazy<bool> Found = new(Look);

    public static bool IsPresent => Found.Value;

    private static bool Look()
    {
        try
        {
            var start = new ProcessStartInfo("python3", ["-c", "import boto3"]) { RedirectStandardError = true };
            using var process = Process.Start(start)!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
