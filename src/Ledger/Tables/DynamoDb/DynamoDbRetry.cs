using System.Net.Sockets;
using System.Net;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;

namespace Pipeline.Ledger.Tables.DynamoDb;

/// <summary>The one layer that retries: what is throttled, failed on AWS's side or got no answer is asked again, later and later.</summary>
/// <param name="time">Paces it.</param>
/// <param name="jitter">A number from 0 to 1, another each time.</param>
/// <param name="patience">How long a refusal is waited for beyond the usual tries; denied access and a missing table too, where this is not zero.</param>
/// <param name="outage">Is told of what is waited for.</param>
internal sealed class DynamoDbRetry(TimeProvider time, Func<double> jitter, TimeSpan patience, DynamoDbOutage outage)
{
    // About a minute in all: longer than a table takes to scale, shorter than a message is hidden.
    private const int Attempts = 12;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    // What who runs it can mend: a policy, a role, a clock, a table that was taken away or is being restored.
    private static readonly HashSet<string> Denied = new(StringComparer.Ordinal)
    {
        "AccessDeniedException", "ExpiredTokenException", "UnrecognizedClientException", "InvalidClientTokenId", "InvalidSignatureException", "IncompleteSignatureException",
        "MissingAuthenticationTokenException", "ResourceNotFoundException",
    };

    /// <summary>Makes a request until it is answered.</summary>
    /// <param name="request">The request, and whether it may have been done before: its answer was lost then.</param>
    /// <param name="cancellationToken">Stops trying.</param>
    public async Task<TAnswer> RunAsync<TAnswer>(Func<bool, Task<TAnswer>> request, CancellationToken cancellationToken)
    {
        var maybeDone = false;
        var began = time.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var answer = await request(maybeDone);
                outage.Answered();
                return answer;
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested && IsWorthAnother(exception, attempt, began))
            {
                maybeDone |= !IsThrottled(exception) && !IsDenied(exception);
                if (patience > TimeSpan.Zero)
                {
                    outage.Refused(exception);
                }
            }

            await PauseAsync(attempt, cancellationToken);
        }
    }

    /// <summary>Waits before a request is made again: a random part of a time that doubles.</summary>
    public Task PauseAsync(int attempt, CancellationToken cancellationToken)
    {
        // It doubles as far as the longest; what is waited for half an hour would be more than fits a time.
        var most = attempt < Attempts ? FirstPause * Math.Pow(2, attempt - 1) : LongestPause;
        return Task.Delay((most < LongestPause ? most : LongestPause) * jitter(), time, cancellationToken);
    }

    private bool IsWorthAnother(Exception exception, int attempt, long began) => time.GetElapsedTime(began) < patience
        ? IsPassing(exception) || IsDenied(exception)
        : attempt < Attempts && IsPassing(exception);

    private static bool IsPassing(Exception exception) => exception switch
    {
        ConditionalCheckFailedException or ResourceNotFoundException => false,
        AmazonServiceException service => IsThrottled(service) || service.StatusCode >= HttpStatusCode.InternalServerError || service.StatusCode == 0,
        HttpRequestException or IOException or SocketException or TimeoutException or OperationCanceledException => true,
        _ => false,
    };

    private static bool IsThrottled(Exception exception) =>
        exception is ProvisionedThroughputExceededException or RequestLimitExceededException
        || exception is AmazonServiceException { ErrorCode: "ThrottlingException" or "Throttling" or "TooManyRequestsException" };

    // A client exception of its own is one that has no credentials to sign with, or not now.
    private static bool IsDenied(Exception exception) => exception switch
    {
        AmazonServiceException service => service.ErrorCode is { } code && Denied.Contains(code),
        AmazonClientException => true,
        _ => false,
    };
}
