using System.Collections.Concurrent;

namespace Pipeline.Enumerator.Calls;

/// <summary>One <see cref="CallBudget"/> per account, region and service: the unit in which AWS throttles.</summary>
internal sealed class CallBudgets(TimeProvider time)
{
    private readonly ConcurrentDictionary<(string Account, string Region, string Service), CallBudget> _budgets = new();

    public CallBudget For(string accountId, string region, string service) =>
        _budgets.GetOrAdd((accountId, region, service), _ => new CallBudget(time));
}
