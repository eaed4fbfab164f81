using System.Runtime.CompilerServices;
using System.Text.Json;
using Pipeline.Aws;
using Pipeline.Enumerator.Calls;

namespace Pipeline.Enumerator.Accounts;

/// <summary>Reads the accounts of the organisation, or of some of its units.</summary>
internal sealed class Organization(AwsCaller caller, EnumeratorOptions options)
{
    /// <summary>The accounts as Organizations lists them, page by page.</summary>
    /// <exception cref="OrganizationUnreadableException">There is no organisation, or it may not be read.</exception>
    /// <exception cref="AwsException">AWS refused for another reason, or broke off.</exception>
    public IAsyncEnumerable<IReadOnlyList<JsonElement>> ListAccountsAsync(
        OrganizationReader reader, string region, CallDeadline deadline, CancellationToken cancellationToken)
    {
        var first = new AwsCall { Service = "organizations", Operation = "ListAccounts", Region = region, Credentials = reader.Credentials };
        return options.OrganizationalUnits.Count == 0
            ? PagesAsync(reader, first, "Accounts", isFirst: true, deadline, cancellationToken)
            : OfUnitsAsync(reader, first, deadline, cancellationToken);
    }

    private async IAsyncEnumerable<IReadOnlyList<JsonElement>> OfUnitsAsync(
        OrganizationReader reader, AwsCall call, CallDeadline deadline, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var units = new Queue<string>(options.OrganizationalUnits);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (units.TryDequeue(out var unit))
        {
            // A unit may be named beside one that it lies in.
            if (!seen.Add(unit))
            {
                continue;
            }

            var below = call with { Parameters = CallParameters.Of(("ParentId", unit)) };
            var isFirst = seen.Count == 1;
            await foreach (var page in PagesAsync(reader, below with { Operation = "ListAccountsForParent" }, "Accounts", isFirst, deadline, cancellationToken))
            {
                yield return page;
            }

            await foreach (var page in PagesAsync(
                reader, below with { Operation = "ListOrganizationalUnitsForParent" }, "OrganizationalUnits", isFirst: false, deadline, cancellationToken))
            {
                page.Select(child => child.GetProperty("Id").GetString()!).ToList().ForEach(units.Enqueue);
            }
        }
    }

    private async IAsyncEnumerable<IReadOnlyList<JsonElement>> PagesAsync(
        OrganizationReader reader, AwsCall call, string list, bool isFirst, CallDeadline deadline, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var tokens = new PageTokens();
        string? token = null;
        do
        {
            var response = await CallAsync(reader, call with { PageToken = token }, isFirst && token is null, deadline, cancellationToken);
            using var body = JsonDocument.Parse(response.Body);
            yield return body.RootElement.TryGetProperty(list, out var items)
                ? [.. items.EnumerateArray().Select(item => item.Clone())]
                : [];
            token = tokens.Next(response.NextToken);
        }
        while (token is not null);
    }

    private async Task<AwsResponse> CallAsync(
        OrganizationReader reader, AwsCall call, bool isFirst, CallDeadline deadline, CancellationToken cancellationToken)
    {
        try
        {
            return await caller.CallAsync(reader.Home.Id, call, deadline, cancellationToken);
        }
        catch (AwsException exception) when (isFirst && OrganizationUnreadableException.IsMeantBy(exception))
        {
            // Only on the first page: a refusal in the middle would make the accounts seen so far look like all.
            throw new OrganizationUnreadableException(exception, reader.RoleRefusal);
        }
    }
}
