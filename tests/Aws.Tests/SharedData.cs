namespace Pipeline.Aws.Tests;

/// <summary>
/// Public test data that is too large to carry along: the folder <c>shared</c> beside the repository, or where
/// <c>PIPELINE_SHARED</c> says. Tests that need it are skipped where it is absent.
/// </summary>
internal static class SharedData
{
    public static string? Folder { get; } = Find();

    public static string Require(string path)
    {
        var full = Folder is null ? null : Path.Combine(Folder, path);
        Assert.SkipUnless(full is not null && Path.Exists(full), $"The shared test data '{path}' is not here.");
        return full!;
    }

    private static string? Find() =>
        Environment.GetEnvironmentVariable("PIPELINE_SHARED") is { Length: > 0 } configured ? configured
        : Repository.Root is { } root && Path.GetFullPath(Path.Combine(root, "..", "shared")) is var folder && Directory.Exists(folder) ? folder
        : null;
}
