using System.Text.Json.Nodes;

namespace Pipeline.EndToEnd.Tests.Program;

/// <summary>A file for the program to read, gone when the test is over.</summary>
internal sealed class TextFile : IDisposable
{
    private TextFile(string path) => Path = path;

    public string Path { get; }

    public static TextFile Of(JsonNode json) => Of(json.ToJsonString());

    public static TextFile Of(string text, string extension = ".json")
    {
        var path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"pipeline-test-{System.IO.Path.GetRandomFileName()}{extension}");
        File.WriteAllText(path, text);
        return new TextFile(path);
    }

    public void Dispose() => File.Delete(Path);
}
