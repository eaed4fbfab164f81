namespace Pipeline.EndToEnd.Tests.Program;

/// <summary>A home that several processes use one after another.</summary>
internal sealed class TemporaryHome : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("pipeline-home-");

    public string Path => _directory.FullName;

    public Dictionary<string, string> AddedTo(IReadOnlyDictionary<string, string> environment) =>
        new(environment) { ["PIPELINE_HOME"] = _directory.FullName };

    public void Dispose() => _directory.Delete(recursive: true);
}
