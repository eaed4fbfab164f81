using Pipeline.Aws;
using Pipeline.Contracts;
using Pipeline.Enumerator.Calls;

namespace Pipeline.Enumerator.Listing;

/// <summary>A scope to list through one region.</summary>
internal sealed record ListingRequest(Scope Scope, string Region, AwsCredentialSource Credentials, CallDeadline Deadline)
{
    /// <summary>The token of the page to begin with; null for the first.</summary>
    public string? From { get; init; }

    /// <summary>A call in this scope.</summary>
    public AwsCall Call(string service, string operation, ReadOnlyMemory<byte> parameters, string? pageToken = null) => new()
    {
        Service = service,
        Operation = operation,
        Parameters = parameters,
        Region = Region,
        Credentials = Credentials,
        PageToken = pageToken,
    };
}
