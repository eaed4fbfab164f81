using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Pipeline.Simulator.Kinds.Realistic;

namespace Pipeline.Simulator.Kinds;

/// <summary>The kinds Cloud Control knows in this world, and which of them have resources.</summary>
internal sealed partial class KindCatalog
{
    private readonly FrozenDictionary<string, SimulatedKind> byName;

    public KindCatalog(SimulatorOptions options)
    {
        var known = Realistic(options).ToDictionary(kind => kind.Name, StringComparer.Ordinal);
        RealisticNames = [.. known.Keys];
        foreach (var facts in options.KindFacts.Concat(CommonKindFacts.All))
        {
            known.TryAdd(facts.Name, new SyntheticKind(facts));
        }

        foreach (var name in options.Kinds.Where(name => name != Demo.DemoCatalog.AccountKind))
        {
            known.TryAdd(name, new SyntheticKind(new KindFacts(name, ["Id"], [])));
        }

        byName = known.ToFrozenDictionary(StringComparer.Ordinal);
        Populated = (options.Kinds.Count == 0 ? RealisticNames : options.Kinds).ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>Kinds whose resources are made by code of their own.</summary>
    public IReadOnlyList<string> RealisticNames { get; }

    /// <summary>Kinds that have resources.</summary>
    public FrozenSet<string> Populated { get; }

    /// <summary>The kind, or null for a name AWS does not know.</summary>
    public SimulatedKind? Find(string name) => byName.GetValueOrDefault(name);

    /// <summary>Whether the name has the form Cloud Control accepts at all.</summary>
    public static bool IsTypeName(string name) => TypeName().IsMatch(name);

    private static IEnumerable<SimulatedKind> Realistic(SimulatorOptions options)
    {
        var perScope = Math.Max(1, options.ResourcesPerScope);
        return
        [
            new Vpc(), new Subnet(perScope), new SecurityGroup(perScope), new Instance(perScope), new Volume(perScope), new EcsCluster(),
            new EcsService(perScope), new EksCluster(perScope), new LambdaFunction(perScope), new StateMachine(perScope),
            new Bucket(options.Regions), new Table(), new DatabaseInstance(perScope), new Queue(), new Topic(),
            new Repository(), new LogGroup(perScope), new KmsKey(), new Secret(perScope), new Role(), new Distribution(),
        ];
    }

    [GeneratedRegex("^[A-Za-z0-9]{2,64}::[A-Za-z0-9]{2,64}::[A-Za-z0-9]{2,64}$")]
    private static partial Regex TypeName();
}
