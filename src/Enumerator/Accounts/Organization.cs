using System.Runtime.CompilerServices;
using System.Text.Json;
using Pipeline.Aws;
using Pipeline.Enumerator.Calls;

namespace Pipeline.Enumerator.Accounts;

/// <summary>Reads the accounts of the organisation.</summary>
internal sealed class Organization(AwsCaller caller)
{
    /// <summary>The accounts as Organizations lists them, page by page.</summary>
    /// <exception cref="AwsException">AWS refused. See <see cref="IsSingleAccount"/>.</exception>
    public async IAsyncEnumerable<IReadOnlyList<JsonElement>> ListAccountsAsync(
        HomeAccount home,
        AwsCredentialSource reader,
        string region,
        CallDeadline deadline,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? token = null;
        do
        {
            var call = new AwsCall
            {
                Service = "organizations",
                Operation = "ListAccounts",
                Region = region,
                Credentials = reader,
                PageToken = token,
            };
            var response = await caller.CallAsync(home.Id, call, deadline, cancellationToken);
            using var body = JsonDocument.Parse(response.Body);
            token = response.NextToken;
            yield return body.RootElement.TryGetProperty("Accounts", out var accounts)
                ? [.. accounts.EnumerateArray().Select(account => account.Clone())]
                : [];
        }
        while (token is not null);
    }

    /// <summary>Whether a refusal means that there is no organisation to read, so that the home account stands alone.</summary>
    public static bool IsSingleAccount(AwsException exception) =>
        exception.Class == AwsErrorClass.AccessDenied
        || exception.Code is "AWSOrganizationsNotInUseException";
}
