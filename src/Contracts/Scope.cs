namespace Pipeline.Contracts;

/// <summary>
/// The unit of listing, of completeness and of sweeping: one kind in one region of one account, listed one way.
/// </summary>
public sealed record Scope
{
    /// <summary>Stands for every region, or every kind, of an account that could not be looked into.</summary>
    public const string Every = "*";

    /// <summary>The region of kinds that exist once per account.</summary>
    public const string Global = "global";

    /// <summary>The account whose resources are listed: twelve digits.</summary>
    public required string AccountId { get; init; }

    /// <summary>A region name, <see cref="Global"/>, or <see cref="Every"/>.</summary>
    public required string Region { get; init; }

    /// <summary>A kind such as <c>AWS::S3::Bucket</c>, or <see cref="Every"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>How the kind is listed: two scopes that differ only here see the same resources in different shapes.</summary>
    public ListingOptions Options { get; init; } = ListingOptions.Default;

    /// <summary>Names the scope uniquely within an installation; stable between runs.</summary>
    public override string ToString()
    {
        var options = Options.ToString();
        return options.Length == 0 ? $"{AccountId}/{Region}/{Kind}" : $"{AccountId}/{Region}/{Kind}/{options}";
    }
}
