using System.Text.RegularExpressions;

namespace Pipeline.Simulator.Demo.Oracle;

/// <summary>What accounts, and resources of kinds without a blueprint of their own, must look like at Port.</summary>
internal static partial class GenericExpectations
{
    public static ExpectedEntity Resource(ResourceView of)
    {
        var isGlobal = of.Region == "global";
        string[] scope = isGlobal ? [of.Account, of.Kind, of.Identifier] : [of.Account, of.Region, of.Kind, of.Identifier];
        return new ExpectedEntity("cloudResource", Forbidden().Replace(string.Join('/', scope), "_"), of.Identifier)
            .With("kind", of.Kind)
            .With("region", isGlobal ? null : of.Region)
            .With("arn", of["Arn"])
            .With("name", of["Name"])
            .With("status", of["Status"])
            .With("createdAt", of["CreatedAt"])
            .With("capacity", of.Number("Capacity"))
            .With("enabled", of.Flag("Enabled"))
            .With("configuration", of.Node("Configuration"))
            .With("tags", of.Node("Tags"));
    }

    [GeneratedRegex("[^A-Za-z0-9@_.+:/=-]")]
    private static partial Regex Forbidden();
}
