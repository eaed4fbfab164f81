using System.Text.Json;

namespace Pipeline.Hosting.DeadLetters.Standalone;

/// <summary>
/// Replays that are asked for and not done, each a file in the home: who asks may be another process than the one whose
/// bus it is, which may not even run. A file goes when all that it asks for is done, so that a process that dies leaves it.
/// </summary>
/// <param name="directory">Where the files are; it is made when it is needed.</param>
public sealed class ReplayRequests(string directory)
{
    private const string Extension = ".json";

    internal void Add(ReplayRequest request)
    {
        Directory.CreateDirectory(directory);
        var file = Path.Combine(directory, $"{Guid.CreateVersion7():N}");
        File.WriteAllBytes(file, JsonSerializer.SerializeToUtf8Bytes(request));

        // Nobody reads half of one: it gets its name when it is complete.
        File.Move(file, file + Extension);
    }

    /// <summary>What is asked for, the oldest first.</summary>
    internal IReadOnlyList<(string File, ReplayRequest Request)> Read() => !Directory.Exists(directory)
        ? []
        :
        [
            .. from file in Directory.EnumerateFiles(directory, "*" + Extension).Order(StringComparer.Ordinal)
               let request = JsonSerializer.Deserialize<ReplayRequest>(File.ReadAllBytes(file))
               where request is not null
               select (file, request),
        ];

    internal static void Done(string file) => File.Delete(file);
}
