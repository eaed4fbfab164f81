using Pipeline.Aws;
using Pipeline.Contracts;
using Polly;
using Polly.Retry;

namespace Pipeline.Enumerator.Calls;

/// <summary>
/// The one layer that retries AWS. Throttled and transient answers are asked again, within the budget of the
/// account, region and service, until the caller's deadline; everything else is the caller's to judge.
/// </summary>
internal sealed class AwsCaller
{
    private static readonly ResiliencePropertyKey<CallDeadline> Deadline = new("deadline");
    private static readonly ResiliencePropertyKey<EndpointHealth> Endpoint = new("endpoint");
    private static readonly ResiliencePropertyKey<bool> Asked = new("asked");
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(20);

    private readonly AwsClient _client;
    private readonly CallBudgets _budgets;
    private readonly Endpoints _endpoints;
    private readonly CallCounts _counts;
    private readonly ResiliencePipeline _retries;

    public AwsCaller(AwsClient client, CallBudgets budgets, Endpoints endpoints, CallCounts counts, TimeProvider time)
    {
        _client = client;
        _budgets = budgets;
        _endpoints = endpoints;
        _counts = counts;
        _retries = new ResiliencePipelineBuilder { TimeProvider = time }.AddRetry(Retries()).Build();
    }

    /// <summary>Makes one call on behalf of an account.</summary>
    /// <exception cref="AwsException">AWS refused, or kept failing until the deadline.</exception>
    public Task<AwsResponse> CallAsync(string accountId, AwsCall call, CallDeadline deadline, CancellationToken cancellationToken) =>
        RetryAsync(
            _budgets.For(accountId, call.Region, call.Service),
            _endpoints.Of(call.Region, call.Service),
            deadline,
            token => _client.CallAsync(call, token),
            cancellationToken);

    /// <summary>Gets keys before they are needed, so that it is known whether there are any.</summary>
    /// <exception cref="AwsException">AWS refused, or kept failing until the deadline.</exception>
    public Task<AwsKeys> ResolveAsync(
        string accountId, string region, AwsCredentialSource credentials, CallDeadline deadline, CancellationToken cancellationToken) =>
        RetryAsync(
            _budgets.For(accountId, region, "sts"),
            _endpoints.Of(region, "sts"),
            deadline,
            token => credentials.ResolveAsync(token).AsTask(),
            cancellationToken);

    /// <summary>Whether a failure passes by itself, so that it is retried here until the deadline.</summary>
    public static bool IsPassing(AwsErrorClass error) =>
        error is AwsErrorClass.Throttled or AwsErrorClass.Transient or AwsErrorClass.Unreachable;

    private async Task<T> RetryAsync<T>(
        CallBudget budget, EndpointHealth endpoint, CallDeadline deadline, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(Deadline, deadline);
        context.Properties.Set(Endpoint, endpoint);
        try
        {
            return await _retries.ExecuteAsync(
                static (attempt, state) => state.Caller.AttemptAsync(state.Call, state.Budget, attempt),
                context,
                (Caller: this, Call: call, Budget: budget));
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private async ValueTask<T> AttemptAsync<T>(Func<CancellationToken, Task<T>> call, CallBudget budget, ResilienceContext context)
    {
        await budget.WaitAsync(context.CancellationToken);
        var endpoint = context.Properties.GetValue(Endpoint, null!);
        endpoint.ThrowIfDown();
        _counts.Called();
        CallTally.Called(context.Properties.TryGetValue(Asked, out _));
        context.Properties.Set(Asked, true);
        try
        {
            var answer = await call(context.CancellationToken);
            endpoint.Connected();
            budget.Answered();
            context.Properties.GetValue(Deadline, null!).Progress();
            return answer;
        }
        catch (AwsException exception)
        {
            Note(exception, budget);
            throw;
        }
        finally
        {
            endpoint.GivenUp();
        }
    }

    private void Note(AwsException failure, CallBudget budget)
    {
        if (failure.Class == AwsErrorClass.Unreachable)
        {
            EndpointOf(failure).Failed(failure);
        }
        else if (failure.StatusCode is not null)
        {
            EndpointOf(failure).Connected();
        }

        if (failure.Class == AwsErrorClass.Throttled)
        {
            budget.Throttled();
            _counts.Throttled();
        }
    }

    // The keys for a call come from STS: it may be that one which cannot be reached.
    private EndpointHealth EndpointOf(AwsException failure) => _endpoints.Of(failure.Region, failure.Service);

    private RetryStrategyOptions Retries() => new()
    {
        ShouldHandle = arguments => ValueTask.FromResult(
            arguments.Outcome.Exception is AwsException exception
            && IsPassing(exception.Class)
            && !(exception.Class == AwsErrorClass.Unreachable && EndpointOf(exception).IsDown)
            && !arguments.Context.Properties.GetValue(Deadline, null!).IsOver(exception.Class)),
        MaxRetryAttempts = int.MaxValue,
        Delay = FirstWait,
        MaxDelay = LongestWait,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
    };
}
