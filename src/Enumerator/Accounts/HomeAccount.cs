using System.Text.Json;
using Pipeline.Aws;
using Pipeline.Enumerator.Calls;

namespace Pipeline.Enumerator.Accounts;

/// <summary>The account the installation runs in: whose credentials it has without assuming a role.</summary>
internal sealed record HomeAccount(string Id, string Partition, AwsCredentialSource Credentials)
{
    /// <summary>Asks STS who the home credentials are.</summary>
    /// <exception cref="AccountsUnreadableException">STS did not say.</exception>
    public static async Task<HomeAccount> IdentifyAsync(
        AwsCaller caller, AwsCredentialSource credentials, string region, CallDeadline deadline, CancellationToken cancellationToken)
    {
        var call = new AwsCall { Service = "sts", Operation = "GetCallerIdentity", Region = region, Credentials = credentials };
        try
        {
            var response = await caller.CallAsync("home", call, deadline, cancellationToken);
            using var body = JsonDocument.Parse(response.Body);
            return new HomeAccount(
                Answer.Text(body.RootElement, "Account"), Partitions.Of(Answer.Text(body.RootElement, "Arn")), credentials);
        }
        catch (AwsException exception)
        {
            throw new AccountsUnreadableException(Explain(exception), exception);
        }
    }

    private static string Explain(AwsException exception) => AwsCaller.IsPassing(exception.Class) || exception.Class == AwsErrorClass.Unexpected
        ? $"AWS does not answer as it should ({exception.Message}). Check the network, the proxy, and AWS_REGION and AWS_ENDPOINT_URL where they are set."
        : $"AWS does not take the credentials ({exception.Message}). Check OCEAN__INTEGRATION__CONFIG__AWS_ACCESS_KEY_ID and " +
          "OCEAN__INTEGRATION__CONFIG__AWS_SECRET_ACCESS_KEY, or the credentials that this machine has without them.";
}
