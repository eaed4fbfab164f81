using Pipeline.Aws;

namespace Pipeline.Enumerator.Listing;

/// <summary>The resources of one scope that were listed but that AWS would not show.</summary>
internal sealed class UnreadResources
{
    private int _count;
    private (string Identifier, AwsException Exception)? _first;

    public void Add(IReadOnlyCollection<(string Identifier, AwsException Exception)> failures)
    {
        _count += failures.Count;
        _first ??= failures.Count > 0 ? failures.First() : null;
    }

    /// <summary>Says so at the end of the listing.</summary>
    /// <exception cref="IncompleteReadException">There are such resources.</exception>
    public void ThrowIfAny()
    {
        if (_first is var (identifier, exception))
        {
            throw new IncompleteReadException(_count, identifier, exception);
        }
    }
}
