namespace Pipeline.Standalone.Commands.Jq;

/// <summary>Files that the command line names.</summary>
internal static class JqFile
{
    /// <exception cref="JqUsageException">The file cannot be read.</exception>
    public static byte[] Read(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new JqUsageException($"jq: error: Could not open {path}: {exception.Message}");
        }
    }
}
