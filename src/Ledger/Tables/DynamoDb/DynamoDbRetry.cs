using System.Net;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;

namespace Pipeline.Ledger.Tables.DynamoDb;

/// <summary>The one layer that retries: what is throttled, failed on AWS's side or got no answer is asked again, later and later.</summary>
internal sealed class DynamoDbRetry(TimeProvider time, Func<double> jitter)
{
    // About a minute in all: longer than a table takes to scale, shorter than a message is hidden.
    private const int Attempts = 12;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    /// <summary>Makes a request until it is answered.</summary>
    /// <param name="request">The request, and whether it may have been done before: its answer was lost then.</param>
    /// <param name="cancellationToken">Stops trying.</param>
    public async Task<TAnswer> RunAsync<TAnswer>(Func<bool, Task<TAnswer>> request, CancellationToken cancellationToken)
    {
        var maybeDone = false;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await request(maybeDone);
            }
            catch (Exception exception) when (attempt < Attempts && !cancellationToken.IsCancellationRequested && IsPassing(exception))
            {
                maybeDone |= !IsThrottled(exception);
            }

            await PauseAsync(attempt, cancellationToken);
        }
    }

    /// <summary>Waits before a request is made again: a random part of a time that doubles.</summary>
    public Task PauseAsync(int attempt, CancellationToken cancellationToken)
    {
        var most = FirstPause * Math.Pow(2, attempt - 1);
        return Task.Delay((most < LongestPause ? most : LongestPause) * jitter(), time, cancellationToken);
    }

    private static bool IsPassing(Exception exception) => exception switch
    {
        ConditionalCheckFailedException or ResourceNotFoundException => false,
        AmazonServiceException service => IsThrottled(service) || service.StatusCode >= HttpStatusCode.InternalServerError || service.StatusCode == 0,
        HttpRequestException or IOException or TimeoutException or OperationCanceledException => true,
        _ => false,
    };

    private static bool IsThrottled(Exception exception) =>
        exception is ProvisionedThroughputExceededException or RequestLimitExceededException
        || exception is AmazonServiceException { ErrorCode: "ThrottlingException" or "Throttling" or "TooManyRequestsException" };
}
