namespace Pipeline.Emulators;

/// <summary>Something that behaves like AWS at an address.</summary>
public abstract class Emulator : IAsyncDisposable
{
    /// <summary>What it is called.</summary>
    public abstract string Name { get; }

    /// <summary>Where it answers, for all its services.</summary>
    public abstract Uri Address { get; }

    /// <summary>Ends it, where it was started here.</summary>
    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
