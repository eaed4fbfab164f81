using Pipeline.Aws;

namespace Pipeline.Enumerator.Listing;

/// <summary>AWS no longer takes the token of the next page; tokens expire. The listing can begin anew.</summary>
internal sealed class PageTokenRefusedException(AwsException refusal) : Exception(refusal.Message, refusal)
{
    /// <summary>What AWS said.</summary>
    public AwsException Refusal { get; } = refusal;
}
