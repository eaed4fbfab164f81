namespace Pipeline.Messaging.ClaimCheck;

/// <summary>A store in a directory, for one process or several on one machine.</summary>
/// <param name="root">The directory; it is created when something is stored.</param>
/// <param name="time">The clock that file times are set from.</param>
public sealed class FileClaimCheckStore(string root, TimeProvider time) : IClaimCheckStore
{
    private readonly string _root = Path.GetFullPath(root) + Path.DirectorySeparatorChar;

    private const string Unfinished = ".part";

    // Content may hold secrets of the resources it describes.
    private const UnixFileMode OnlyOwner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <inheritdoc/>
    public async ValueTask PutAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var path = PathOf(name);
        if (!TryRenew(path))
        {
            await WriteAsync(path, content, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<ReadOnlyMemory<byte>?> FindAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllBytesAsync(PathOf(name), cancellationToken);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Deletes what has expired, and what a process that died left unfinished.</summary>
    internal void Sweep()
    {
        var messages = new DirectoryInfo(PathOf(ClaimCheckNames.Messages));
        if (!messages.Exists)
        {
            return;
        }

        var expired = time.GetUtcNow() - ClaimCheckNames.Retention;
        foreach (var file in messages.EnumerateFiles().Where(file => file.LastWriteTimeUtc < expired.UtcDateTime))
        {
            file.Delete();
        }
    }

    // A reader sees all of a file or none: it gets its name when it is complete.
    private async Task WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        CreateDirectory(Path.GetDirectoryName(path)!);
        var unfinished = $"{path}.{Guid.NewGuid():N}{Unfinished}";
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Options = FileOptions.Asynchronous | FileOptions.WriteThrough,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OnlyOwner;
        }

        await using (var file = new FileStream(unfinished, options))
        {
            await file.WriteAsync(content, cancellationToken);
        }

        File.SetLastWriteTimeUtc(unfinished, time.GetUtcNow().UtcDateTime);
        File.Move(unfinished, path, overwrite: true);
    }

    private bool TryRenew(string path)
    {
        try
        {
            File.SetLastWriteTimeUtc(path, time.GetUtcNow().UtcDateTime);
            return true;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
    }

    private static void CreateDirectory(string directory)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(directory);
        }
        else
        {
            Directory.CreateDirectory(directory, OnlyOwner | UnixFileMode.UserExecute);
        }
    }

    // Names come out of messages.
    private string PathOf(string name)
    {
        var path = Path.GetFullPath(Path.Combine(_root, name));
        return path.StartsWith(_root, StringComparison.Ordinal)
            ? path
            : throw new ArgumentException("The name leads out of the store.", nameof(name));
    }
}
