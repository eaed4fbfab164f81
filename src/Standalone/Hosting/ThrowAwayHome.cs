namespace Pipeline.Standalone.Hosting;

/// <summary>A home that is gone when the process is done with it.</summary>
internal sealed class ThrowAwayHome : IDisposable
{
    public const string Variable = "PIPELINE_HOME";

    public string Path { get; } = Directory.CreateTempSubdirectory("pipeline-demo-").FullName;

    /// <summary>An environment in which this is the home.</summary>
    public IReadOnlyDictionary<string, string?> In(IReadOnlyDictionary<string, string?> environment) =>
        new Dictionary<string, string?>(environment) { [Variable] = Path };

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
