using Pipeline.Contracts;

namespace Pipeline.Enumerator.Fetching;

/// <summary>The account of a resource cannot be read, so nothing is known of the resource.</summary>
internal sealed class ResourceUnreachableException(ResourceKey resource, ScopeFailure failure)
    : Exception($"{resource} cannot be asked for: {failure.Code}: {failure.Reason}");
