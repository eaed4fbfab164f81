using System.Globalization;

namespace Pipeline.Simulator.Organisation;

/// <summary>Accounts and regions: who exists, and which account the product is installed in.</summary>
internal sealed class SimulatedOrganisation
{
    private static readonly string[] Teams =
        ["Payments", "Search", "Checkout", "Identity", "Data Platform", "Mobile", "Growth", "Logistik Köln", "研究開発", "Risk & Fraud"];

    private static readonly string[] Stages = ["Production", "Staging", "Development", "Sandbox"];

    private readonly Dictionary<string, SimulatedAccount> byId;

    public SimulatedOrganisation(SimulatorOptions options)
    {
        Seed = (ulong)options.Seed;
        Regions = options.Regions;
        InOrganization = options.InOrganization;
        Accounts = [.. Enumerable.Range(0, options.InOrganization ? options.Accounts : 1).Select(Create)];
        byId = Accounts.ToDictionary(account => account.Id, StringComparer.Ordinal);
        Management = Accounts[0];
        Installation = options.InstalledInManagementAccount || Accounts.Count == 1 ? Accounts[0] : Accounts[1];
        Id = "o-" + Scramble.Hash("organisation", Seed).ToString("x16", CultureInfo.InvariantCulture)[..10];
    }

    public ulong Seed { get; }

    public string Id { get; }

    public bool InOrganization { get; }

    public IReadOnlyList<SimulatedAccount> Accounts { get; }

    public IReadOnlyList<string> Regions { get; }

    public SimulatedAccount Management { get; }

    public SimulatedAccount Installation { get; }

    public SimulatedAccount? Find(string accountId) => byId.GetValueOrDefault(accountId);

    public string ArnOf(SimulatedAccount account) =>
        $"arn:aws:organizations::{Management.Id}:account/{Id}/{account.Id}";

    private SimulatedAccount Create(int index)
    {
        var dice = new Dice(Scramble.Hash("account", Seed) + (ulong)index);
        var name = index == 0 ? "Management" : $"{Teams[(index - 1) % Teams.Length]} {Stages[(index - 1) / Teams.Length % Stages.Length]}";
        if (index > Teams.Length * Stages.Length)
        {
            name = string.Create(CultureInfo.InvariantCulture, $"{name} {index}");
        }

        // The index is in the number: account ids must differ whatever the seed.
        var id = (100_000_000_000 + (long)(dice.Next() % 80_000_000) * 10_000 + (index % 10_000)).ToString(CultureInfo.InvariantCulture);
        var joined = new DateTimeOffset(2019, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMilliseconds(dice.Next() % 200_000_000_000UL);
        return new(
            id,
            name,
            string.Create(CultureInfo.InvariantCulture, $"aws+account-{index}@example.com"),
            index == 0 || dice.Chance(0.3) ? "INVITED" : "CREATED",
            joined);
    }
}
