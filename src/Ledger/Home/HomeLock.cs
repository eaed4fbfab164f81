namespace Pipeline.Ledger.Home;

/// <summary>
/// Keeps a home for one process: two would each believe that they alone write the ledger and drain the bus. The lock is
/// the operating system's, so it ends with the process, however that ends.
/// </summary>
public sealed class HomeLock : IDisposable
{
    private const string LockName = "pipeline.lock";

    // Apart from the lock: a file that is held cannot be read by others on Windows.
    private const string OwnerName = "pipeline.owner";

    private readonly FileStream _held;
    private readonly string _owner;

    private HomeLock(FileStream held, string owner) => (_held, _owner) = (held, owner);

    /// <summary>Takes a home, and makes the directory when it is missing.</summary>
    /// <exception cref="HomeInUseException">Another process has it.</exception>
    public static HomeLock Take(string home, TimeProvider time)
    {
        Directory.CreateDirectory(home);
        var owner = Path.Combine(home, OwnerName);
        FileStream held;
        try
        {
            held = new FileStream(Path.Combine(home, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new HomeInUseException(home, HomeOwner.Read(owner));
        }

        HomeOwner.Self(time).Write(owner);
        return new HomeLock(held, owner);
    }

    /// <summary>Gives the home back.</summary>
    public void Dispose()
    {
        File.Delete(_owner);
        _held.Dispose();
    }
}
