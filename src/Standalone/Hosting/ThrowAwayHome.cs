namespace Pipeline.Standalone.Hosting;

/// <summary>A home that is gone when the process is done with it, or is ended.</summary>
internal sealed class ThrowAwayHome : IDisposable
{
    private const string Variable = "PIPELINE_HOME";

    private readonly string _path = Directory.CreateTempSubdirectory("pipeline-demo-").FullName;

    public ThrowAwayHome() => AppDomain.CurrentDomain.ProcessExit += OnExit;

    /// <summary>An environment in which this is the home.</summary>
    public IReadOnlyDictionary<string, string?> In(IReadOnlyDictionary<string, string?> environment) =>
        new Dictionary<string, string?>(environment) { [Variable] = _path };

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        Delete();
    }

    private void OnExit(object? sender, EventArgs arguments) => Delete();

    // What cannot be deleted lies where temporary things do, and goes with them.
    private void Delete()
    {
        try
        {
            Directory.Delete(_path, recursive: true);
        }
        catch (IOException)
        {
        }
        catch (UnauthorizedAccessException)
        {
        }
    }
}
