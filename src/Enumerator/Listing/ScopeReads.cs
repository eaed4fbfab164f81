using Pipeline.Aws;

namespace Pipeline.Enumerator.Listing;

/// <summary>How reading the resources of one scope, one by one, has gone so far.</summary>
internal sealed class ScopeReads
{
    // Where the first 100 are all refused the right to read is missing; asking for thousands more would not find it.
    private const int HopelessAfter = 100;

    private readonly Lock _lock = new();
    private int _read;
    private int _refused;
    private (string Identifier, AwsException Exception)? _first;

    /// <summary>Whether some resource could not be read.</summary>
    public bool IsIncomplete
    {
        get
        {
            lock (_lock)
            {
                return _refused > 0;
            }
        }
    }

    /// <summary>A resource was read, or found to be gone.</summary>
    public void Answered() => Interlocked.Increment(ref _read);

    /// <summary>AWS would not show a resource. The others are still read.</summary>
    public void Refused(string identifier, AwsException exception)
    {
        lock (_lock)
        {
            _refused++;
            _first ??= (identifier, exception);
        }
    }

    /// <summary>Ends a listing of which nothing can be read.</summary>
    /// <exception cref="AwsException">There are many resources, and none can be read.</exception>
    public void ThrowIfHopeless()
    {
        if (_read == 0 && _refused >= HopelessAfter)
        {
            throw _first!.Value.Exception;
        }
    }

    /// <summary>Says at the end of the listing that something is missing.</summary>
    /// <exception cref="AwsException">Nothing could be read: another region may be able to.</exception>
    /// <exception cref="IncompleteReadException">Some resources could not be read.</exception>
    public void ThrowIfIncomplete()
    {
        if (_first is var (identifier, exception))
        {
            throw _read == 0 ? exception : new IncompleteReadException(_refused, identifier, exception);
        }
    }
}
