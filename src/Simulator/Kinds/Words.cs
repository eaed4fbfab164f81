using Pipeline.Simulator.Organisation;

namespace Pipeline.Simulator.Kinds;

/// <summary>Vocabulary of a mid-sized company's cloud.</summary>
internal static class Words
{
    private static readonly string[] Products =
    [
        "checkout", "orders", "billing", "search", "catalog", "identity", "media", "events", "ledger", "pricing",
        "shipping", "fraud", "reports", "notify", "sessions", "inventory",
    ];

    private static readonly string[] Parts =
        ["api", "worker", "web", "ingest", "export", "cache", "batch", "gateway", "sync", "admin", "stream", "audit"];

    private static readonly string[] Stages = ["prod", "staging", "dev", "qa"];

    private static readonly string[] Sentences =
    [
        "Serves the public storefront", "Nightly export to the warehouse", "Größenabhängige Preisberechnung (EU)",
        "Consumes order events; see runbook \"ORD-17\"", "決済イベントの処理", "Owned by platform — do not edit by hand",
        "Tab\tand newline\nin one description", "Feeds <dashboards> & alerts",
    ];

    /// <summary>Three words joined by dashes that depend on the number alone.</summary>
    public static string Of(ulong number)
    {
        var mixed = Scramble.Mix(number);
        return string.Join(
            '-',
            Products[mixed % (ulong)Products.Length],
            Parts[(mixed >> 16) % (ulong)Parts.Length],
            Stages[(mixed >> 32) % (ulong)Stages.Length]);
    }

    public static string Sentence(Dice dice) => dice.Pick<string>(Sentences);

    public static string Stage(Dice dice) => dice.Pick<string>(Stages);

    public static string Product(Dice dice) => dice.Pick<string>(Products);
}
