using System.Collections.Concurrent;

namespace Pipeline.Enumerator.Calls;

/// <summary>One <see cref="EndpointHealth"/> per service and region, whatever the account: that is where AWS listens.</summary>
internal sealed class Endpoints(EnumeratorOptions options, TimeProvider time)
{
    private readonly ConcurrentDictionary<(string Region, string Service), EndpointHealth> _endpoints = new();

    public EndpointHealth Of(string region, string service) =>
        _endpoints.GetOrAdd((region, service), _ => new EndpointHealth(time, options.UnreachableDeadline));
}
