namespace Pipeline.Contracts;

/// <summary>Names one resource: the unit of order and of writing.</summary>
public sealed record ResourceKey
{
    /// <summary>The account that holds it: twelve digits.</summary>
    public required string AccountId { get; init; }

    /// <summary>Its region, or <see cref="Scope.Global"/> for kinds that exist once per account.</summary>
    public required string Region { get; init; }

    /// <summary>Its kind, such as <c>AWS::S3::Bucket</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>AWS's identifier of it within account, region and kind.</summary>
    public required string Identifier { get; init; }

    /// <summary>The key of a resource that a scope showed.</summary>
    public static ResourceKey Of(Scope scope, string identifier) =>
        new() { AccountId = scope.AccountId, Region = scope.Region, Kind = scope.Kind, Identifier = identifier };

    /// <summary>The key for people: <c>account/region/kind/identifier</c>.</summary>
    public override string ToString() => $"{AccountId}/{Region}/{Kind}/{Identifier}";
}
