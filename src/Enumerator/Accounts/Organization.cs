using System.Runtime.CompilerServices;
using System.Text.Json;
using Pipeline.Aws;
using Pipeline.Enumerator.Calls;

namespace Pipeline.Enumerator.Accounts;

/// <summary>Reads the accounts of the organisation.</summary>
internal sealed class Organization(AwsCaller caller)
{
    /// <summary>The accounts as Organizations lists them, page by page.</summary>
    /// <exception cref="OrganizationUnreadableException">There is no organisation, or it may not be read.</exception>
    /// <exception cref="AwsException">AWS refused for another reason, or broke off.</exception>
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
            var response = await CallAsync(home, call, deadline, cancellationToken);
            using var body = JsonDocument.Parse(response.Body);
            yield return body.RootElement.TryGetProperty("Accounts", out var accounts)
                ? [.. accounts.EnumerateArray().Select(account => account.Clone())]
                : [];
            token = response.NextToken;
        }
        while (token is not null);
    }

    private async Task<AwsResponse> CallAsync(HomeAccount home, AwsCall call, CallDeadline deadline, CancellationToken cancellationToken)
    {
        try
        {
            return await caller.CallAsync(home.Id, call, deadline, cancellationToken);
        }
        catch (AwsException exception) when (call.PageToken is null && OrganizationUnreadableException.IsMeantBy(exception))
        {
            // Only on the first page: a refusal in the middle would make the accounts seen so far look like all.
            throw new OrganizationUnreadableException(exception);
        }
    }
}
