using System.Globalization;

namespace Pipeline.Chaos.Tests.Fleet;

/// <summary>A clock that is wrong, for one process: libfaketime, where it is installed.</summary>
internal static class FakeClock
{
    private const string Library = "libfaketimeMT.so.1";

    private static readonly string? Path = new[] { "/usr/lib", "/usr/lib64" }
        .Where(Directory.Exists)
        .SelectMany(folder => Directory.EnumerateDirectories(folder))
        .Select(folder => System.IO.Path.Combine(folder, "faketime", Library))
        .FirstOrDefault(File.Exists);

    public static bool IsInstalled => Path is not null;

    /// <summary>What a process is started with to be ahead, or behind, by a time. What only counts on is not touched.</summary>
    public static (string Name, string Value)[] Variables(TimeSpan offset) =>
    [
        ("LD_PRELOAD", Path!),
        ("FAKETIME", string.Create(CultureInfo.InvariantCulture, $"{(offset < TimeSpan.Zero ? "-" : "+")}{Math.Abs(offset.TotalSeconds):0}s")),
        ("FAKETIME_DONT_FAKE_MONOTONIC", "1"),
    ];
}
