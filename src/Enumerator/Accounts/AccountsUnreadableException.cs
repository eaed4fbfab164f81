using Pipeline.Aws;

namespace Pipeline.Enumerator.Accounts;

/// <summary>The home account could not be identified or the list of accounts not read to its end: there is nothing to plan.</summary>
internal sealed class AccountsUnreadableException(string message, AwsException refusal) : Exception(message, refusal)
{
    /// <summary>What AWS said.</summary>
    public AwsException Refusal { get; } = refusal;
}
