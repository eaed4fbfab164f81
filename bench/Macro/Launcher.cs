using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Pipeline.Macro;

/// <summary>Starts the program through its launcher script, as a user does.</summary>
internal static class Launcher
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(Folder(), "..", ".."));

    public static ProcessStartInfo Start(params IEnumerable<string> arguments) => new(Path.Combine(Root, "pipeline"), arguments)
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };

    /// <summary>A service's own program, as its image runs it.</summary>
    public static string ProgramOf(string stage) => Path.Combine(Root, "artifacts", "bin", stage, "release", $"Pipeline.{stage}");

    private static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
