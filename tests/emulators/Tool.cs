using System.ComponentModel;
using System.Diagnostics;

namespace Pipeline.Emulators;

/// <summary>Runs programs of this machine.</summary>
internal static class Tool
{
    /// <summary>Starts a program whose output is read and whose input can be closed.</summary>
    /// <exception cref="EmulatorUnavailableException">There is no such program.</exception>
    public static Process Start(string name, string directory, params string[] arguments)
    {
        var start = new ProcessStartInfo(name, arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            return Process.Start(start) ?? throw new EmulatorUnavailableException($"{name} did not start.");
        }
        catch (Win32Exception missing)
        {
            throw new EmulatorUnavailableException($"{name} is not on this machine.", missing);
        }
    }

    /// <summary>Runs a program to its end.</summary>
    /// <exception cref="EmulatorUnavailableException">It is not there, or failed.</exception>
    public static async Task RunAsync(string name, string directory, params string[] arguments)
    {
        using var process = Start(name, directory, arguments);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new EmulatorUnavailableException(
                $"{name} {string.Join(' ', arguments)} ended with {process.ExitCode}: {await output}{await errors}");
        }
    }
}
