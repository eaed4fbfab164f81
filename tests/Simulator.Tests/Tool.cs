using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;

namespace Pipeline.Simulator.Tests;

/// <summary>Whether the machine has a tool that a test compares with.</summary>
internal static class Tool
{
    private static readonly ConcurrentDictionary<string, bool> Found = new();

    public static bool IsPresent(string name, params string[] arguments) => Found.GetOrAdd(name, _ =>
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(name, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    });
}
