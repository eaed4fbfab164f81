using System.Runtime.CompilerServices;
using System.Text.Json;
using Pipeline.Aws;
using Pipeline.Enumerator.Calls;
using Pipeline.Ledger;

namespace Pipeline.Enumerator.Listing;

/// <summary>Asks for the pages of a listing, one after the other.</summary>
internal sealed class AwsPages(AwsCaller caller, IRunLedger ledger)
{
    /// <summary>The pages. A page is valid until the next one is asked for.</summary>
    /// <param name="request">The scope.</param>
    /// <param name="service">The service to ask.</param>
    /// <param name="operation">Its operation.</param>
    /// <param name="parameters">The operation's parameters, without a token.</param>
    /// <param name="from">The token of the page to begin with; null for the first.</param>
    /// <param name="cancellationToken">Stops listing.</param>
    /// <exception cref="AwsException">AWS refused, or kept failing until the deadline.</exception>
    /// <exception cref="PageTokenRefusedException">AWS refused its own page token.</exception>
    public async IAsyncEnumerable<AwsPage> ReadAsync(
        ListingRequest request,
        string service,
        string operation,
        ReadOnlyMemory<byte> parameters,
        string? from,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var tokens = new PageTokens();
        var token = tokens.Next(from);
        do
        {
            // The counter of the scope's own region, `global` included: tickets of one resource must compare,
            // whichever region it was read through.
            var ticket = await ledger.NextTicketAsync(request.Scope.AccountId, request.Scope.Region, cancellationToken);
            var response = await CallAsync(request, request.Call(service, operation, parameters, token), cancellationToken);
            var next = tokens.Next(response.NextToken);
            using var body = JsonDocument.Parse(response.Body);
            yield return new AwsPage(ticket, body.RootElement) { Token = token, Next = next };
            token = next;
        }
        while (token is not null);
    }

    private async Task<AwsResponse> CallAsync(ListingRequest request, AwsCall call, CancellationToken cancellationToken)
    {
        try
        {
            return await caller.CallAsync(request.Scope.AccountId, call, request.Deadline, cancellationToken);
        }
        catch (AwsException exception) when (exception.Class == AwsErrorClass.InvalidRequest && call.PageToken is not null)
        {
            // The first page was answered to the same parameters, so it is the token that AWS does not like any more.
            throw new PageTokenRefusedException(exception);
        }
    }
}
