using Amazon.Runtime;

namespace Pipeline.Messaging.AmazonSqs.Clients;

/// <summary>
/// The SDK retries nothing: exactly one layer does, and that is the one which knows what a batch is. Only a request
/// refused because this machine's clock is wrong goes out again, once, signed with AWS's time.
/// </summary>
internal sealed class ClockSkewRetry : RetryPolicy
{
    public override bool CanRetry(IExecutionContext executionContext) => true;

    public override bool RetryLimitReached(IExecutionContext executionContext) => executionContext.RequestContext.Retries >= 1;

    public override bool RetryForException(IExecutionContext executionContext, Exception exception) => false;

    public override Task<bool> RetryForExceptionAsync(IExecutionContext executionContext, Exception exception) => Task.FromResult(false);

    public override void WaitBeforeRetry(IExecutionContext executionContext)
    {
    }

    public override Task WaitBeforeRetryAsync(IExecutionContext executionContext) => Task.CompletedTask;
}
