using System.Globalization;

namespace Pipeline.Macro;

/// <summary>What a process has used so far, by the kernel's own account.</summary>
/// <param name="Name">Whose.</param>
/// <param name="Cpu">User and system time.</param>
/// <param name="PeakBytes">The most memory that was resident at one time.</param>
internal sealed record ProcessUsage(string Name, TimeSpan Cpu, long PeakBytes)
{
    private const string Peak = "VmHWM:";

    // USER_HZ is 100 on every Linux that .NET runs on: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
    private const int TicksPerSecond = 100;

    /// <summary>Looks at a process that runs.</summary>
    public static ProcessUsage Of(string name, int processId)
    {
        // The name of the program, in parentheses, may hold spaces.
        var stat = File.ReadAllText($"/proc/{processId}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        var ticks = long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture);
        var peak = File.ReadLines($"/proc/{processId}/status").Single(line => line.StartsWith(Peak, StringComparison.Ordinal));
        var kilobytes = long.Parse(peak[Peak.Length..].Replace("kB", string.Empty, StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture);
        return new ProcessUsage(name, TimeSpan.FromSeconds((double)ticks / TicksPerSecond), kilobytes * 1024);
    }
}
