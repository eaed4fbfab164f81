using System.Collections.ObjectModel;
using Pipeline.Contracts;

namespace Pipeline.Enumerator.Accounts;

/// <summary>The accounts of one run.</summary>
internal sealed record Discovery
{
    /// <summary>The account of the home credentials; an organisation's account list is a scope of it.</summary>
    public required string HomeAccountId { get; init; }

    /// <summary>The region asked for what belongs to no region.</summary>
    public required string HomeRegion { get; init; }

    /// <summary>Every account that is to be listed, or why it cannot be.</summary>
    public required IReadOnlyList<AccountReach> Accounts { get; init; }

    /// <summary>Accounts that the listing named and that are not listed, with their state, such as <c>SUSPENDED</c>.</summary>
    public IReadOnlyDictionary<string, string> Closed { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Whether there may be accounts that are not among these.</summary>
    public AccountKnowledge Knowledge { get; init; }

    /// <summary>Why the organisation may not be read; null when it may, or when there is none.</summary>
    public ScopeFailure? Denial { get; init; }

    /// <summary>What the reader of the run's summary has to know, a sentence each.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
}
