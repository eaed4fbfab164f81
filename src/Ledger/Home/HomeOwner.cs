using System.Text.Json;

namespace Pipeline.Ledger.Home;

/// <summary>The process that a home belongs to.</summary>
/// <param name="ProcessId">Its id.</param>
/// <param name="Command">What it was started with.</param>
/// <param name="StartedAt">When it took the home.</param>
public sealed record HomeOwner(int ProcessId, string Command, DateTimeOffset StartedAt)
{
    /// <summary>This process.</summary>
    public static HomeOwner Self(TimeProvider time) => new(
        Environment.ProcessId,
        string.Join(' ', ["pipeline", .. Environment.GetCommandLineArgs().Skip(1)]),
        time.GetUtcNow());

    internal static HomeOwner? Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<HomeOwner>(File.ReadAllText(path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    internal void Write(string path) => File.WriteAllText(path, JsonSerializer.Serialize(this));
}
