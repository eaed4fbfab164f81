using Pipeline.Aws;

namespace Pipeline.Enumerator.Listing;

/// <summary>Resources of a scope were listed but could not be read: the rest was, but the scope is not whole.</summary>
internal sealed class IncompleteReadException(int unread, string example, AwsException first)
    : Exception($"{unread} listed resource(s) could not be read, {example} first: {first.Message}", first)
{
    /// <summary>What AWS said of the first one.</summary>
    public AwsException First { get; } = first;
}
