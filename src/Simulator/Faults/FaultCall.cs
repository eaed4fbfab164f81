namespace Pipeline.Simulator.Faults;

/// <summary>What is being asked, as far as a fault can single it out.</summary>
internal readonly record struct FaultCall
{
    public string? Service { get; init; }

    public string? Operation { get; init; }

    public string? Account { get; init; }

    public string? Region { get; init; }

    public string? ResourceKind { get; init; }

    public string? Role { get; init; }

    public int? Page { get; init; }

    public string? Blueprint { get; init; }

    public string? Identifier { get; init; }

    /// <summary>The entities of a request that names several.</summary>
    public IReadOnlyCollection<string>? Identifiers { get; init; }

    public bool IsMatchedBy(SimulatorFault fault) =>
        Matches(fault.Service, Service)
        && MatchesOperation(fault.Operation)
        && Matches(fault.Account, Account)
        && Matches(fault.Region, Region)
        && Matches(fault.ResourceKind, ResourceKind)
        && Matches(fault.Role, Role)
        && Matches(fault.Blueprint, Blueprint)
        && (Matches(fault.Identifier, Identifier) || Identifiers?.Contains(fault.Identifier!, StringComparer.OrdinalIgnoreCase) == true)
        && (fault.Page is null || fault.Page == Page);

    // Port's operations are paths, of which a part is enough.
    private bool MatchesOperation(string? wanted) =>
        Matches(wanted, Operation)
        || (Operation?.StartsWith('/') == true && Operation.Contains(wanted!, StringComparison.OrdinalIgnoreCase));

    private static bool Matches(string? wanted, string? given) =>
        wanted is null || string.Equals(wanted, given, StringComparison.OrdinalIgnoreCase);
}
