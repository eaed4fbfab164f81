using Pipeline.Simulator.Demo;
using Pipeline.Simulator.Kinds;

namespace Pipeline.Simulator;

/// <summary>Tells all that is wrong with options at once.</summary>
public static class SimulatorOptionsCheck
{
    /// <summary>Everything that is wrong, one text each; none when the options can be used.</summary>
    public static IEnumerable<string> Errors(SimulatorOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Find(options);
    }

    internal static void ThrowIfInvalid(SimulatorOptions options)
    {
        var errors = Find(options).ToList();
        if (errors.Count > 0)
        {
            throw new ArgumentException(string.Join("; ", errors), nameof(options));
        }
    }

    private static IEnumerable<string> Find(SimulatorOptions options) => [.. OfEstate(options), .. OfKinds(options), .. OfPort(options), .. OfChanges(options)];

    private static IEnumerable<string> OfEstate(SimulatorOptions options)
    {
        if (options.Accounts is < 1 or > 9999)
        {
            yield return $"Accounts is {options.Accounts}, it must be 1 to 9999";
        }

        if (options.Regions.Count == 0 || options.Regions.Any(string.IsNullOrWhiteSpace))
        {
            yield return "Regions needs at least one region name, such as us-east-1";
        }

        if (options.ResourcesPerScope < 0)
        {
            yield return $"ResourcesPerScope is {options.ResourcesPerScope}, it must not be negative";
        }

        if (options.PageSize is < 1 or > 100)
        {
            yield return $"PageSize is {options.PageSize}, it must be 1 to 100";
        }
    }

    private static IEnumerable<string> OfPort(SimulatorOptions options)
    {
        if (options.PortRequestsPerPeriod < 1 || options.PortRatePeriod < TimeSpan.FromSeconds(1))
        {
            yield return "Port's rate limit must be at least 1 request in at least 1 second";
        }
    }

    private static IEnumerable<string> OfChanges(SimulatorOptions options)
    {
        if (options.ChurnPerSecond is < 0 or > 10_000 or double.NaN)
        {
            yield return $"ChurnPerSecond is {options.ChurnPerSecond}, it must be 0 to 10000";
        }

        foreach (var address in new[] { options.Events?.Webhook, options.Events?.Queue }.OfType<Uri>()
            .Where(address => !address.IsAbsoluteUri || address.Scheme is not ("http" or "https")))
        {
            yield return $"'{address}' is no address that events can be sent to, such as http://localhost:8000/integration/webhook";
        }
    }

    private static IEnumerable<string> OfKinds(SimulatorOptions options)
    {
        foreach (var kind in options.Kinds.Where(kind => kind != DemoCatalog.AccountKind && !KindCatalog.IsTypeName(kind)))
        {
            yield return $"'{kind}' in Kinds is not a kind, write it as AWS::S3::Bucket";
        }

        foreach (var facts in options.KindFacts.Where(facts => !KindCatalog.IsTypeName(facts.Name) || facts.PrimaryIdentifier.Count == 0))
        {
            yield return $"KindFacts for '{facts.Name}' need a kind such as AWS::S3::Bucket and a primary identifier";
        }
    }
}
