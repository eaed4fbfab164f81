using System.Text.Json;
using Pipeline.Aws;
using Pipeline.Contracts;
using Pipeline.Enumerator.Calls;

namespace Pipeline.Enumerator.Accounts;

/// <summary>Asks an account which regions it has enabled.</summary>
internal sealed class RegionReader(AwsCaller caller)
{
    // 50 is the largest page the API takes: https://docs.aws.amazon.com/accounts/latest/reference/API_ListRegions.html
    private static readonly ReadOnlyMemory<byte> Parameters =
        """{"RegionOptStatusContains":["ENABLED","ENABLED_BY_DEFAULT"],"MaxResults":50}"""u8.ToArray();

    public async Task<AccountReach> ReadAsync(
        string accountId, AwsCredentialSource credentials, string region, CallDeadline deadline, CancellationToken cancellationToken)
    {
        try
        {
            var regions = new List<string>();
            string? token = null;
            do
            {
                var response = await caller.CallAsync(
                    accountId,
                    new AwsCall
                    {
                        Service = "account",
                        Operation = "ListRegions",
                        Parameters = Parameters,
                        Region = region,
                        Credentials = credentials,
                        PageToken = token,
                    },
                    deadline,
                    cancellationToken);
                using var body = JsonDocument.Parse(response.Body);
                regions.AddRange(Names(body.RootElement));
                token = response.NextToken;
            }
            while (token is not null);

            // Every account has some. None at all would leave the account out without a word.
            return regions.Count > 0 ? new AccountReach(accountId, regions) : throw Answer.Malformed("it names no enabled region");
        }
        catch (AwsException exception)
        {
            return new AccountReach(accountId, [], Explain(exception));
        }
    }

    private static IEnumerable<string> Names(JsonElement body) =>
        body.TryGetProperty("Regions", out var regions)
            ? regions.EnumerateArray().Select(region => Answer.Text(region, "RegionName"))
            : [];

    private static ScopeFailure Explain(AwsException exception)
    {
        var failure = ScopeFailures.From(exception);
        var what = exception.Service == "sts" ? "The account's role could not be assumed" : "The account's regions could not be read";
        return failure with { Reason = $"{what}: {failure.Reason}" };
    }
}
