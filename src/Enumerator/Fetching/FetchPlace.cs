using Pipeline.Contracts;

namespace Pipeline.Enumerator.Fetching;

/// <summary>Where a resource is asked for, on behalf of the blocks that want it in one shape.</summary>
/// <param name="Scope">The scope that listing would show it in.</param>
/// <param name="Blocks">Positions of the blocks.</param>
/// <param name="Regions">The regions to ask, best first.</param>
internal sealed record FetchPlace(Scope Scope, IReadOnlyList<int> Blocks, IReadOnlyList<string> Regions);
