namespace Pipeline.Simulator.Organisation;

/// <summary>The organisation's units: a root with the management account, and below it two units, of which one holds a third.</summary>
internal sealed class UnitTree(SimulatedOrganisation organisation)
{
    public const string Root = "r-sim0";
    public const string Infrastructure = "ou-sim0-infra001";
    public const string Workloads = "ou-sim0-work0001";
    public const string Production = "ou-sim0-prod0001";

    private static readonly string[] Units = [Infrastructure, Workloads, Production];

    public static bool Exists(string unit) => unit == Root || Units.Contains(unit);

    public static IReadOnlyList<string> Below(string unit) => unit switch
    {
        Root => [Infrastructure, Workloads],
        Workloads => [Production],
        _ => [],
    };

    /// <summary>The accounts that are in a unit itself: members are dealt out in turn.</summary>
    public IReadOnlyList<SimulatedAccount> Of(string unit) => unit == Root
        ? [organisation.Management]
        : [.. organisation.Accounts.Skip(1).Where((_, index) => Units[index % Units.Length] == unit)];
}
