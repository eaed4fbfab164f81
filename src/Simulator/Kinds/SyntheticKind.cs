using System.Text.Json;

namespace Pipeline.Simulator.Kinds;

/// <summary>Plausible resources of a kind of which no more is known than its name and how it is identified.</summary>
internal sealed class SyntheticKind(KindFacts facts) : SimulatedKind(facts.Name, [.. facts.PrimaryIdentifier])
{
    private readonly bool identifierHoldsParent = facts.ListRequires.All(facts.PrimaryIdentifier.Contains);

    public override IReadOnlyList<string> ListRequires { get; } = facts.ListRequires;

    /// <summary>A kind whose whole identifier must be given lists the one resource that was named.</summary>
    public override bool ListsOnlyTheNamed { get; } = facts.ListRequires.Count > 0 && facts.PrimaryIdentifier.All(facts.ListRequires.Contains);

    public override string IdentifierOf(in ResourceKey key)
    {
        var values = new string[PrimaryIdentifier.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = ValueOf(PrimaryIdentifier[i], key);
        }

        return string.Join('|', values);
    }

    public override string? ParentIn(string identifier)
    {
        if (ListRequires.Count == 0)
        {
            return null;
        }

        var parts = identifier.Split('|');
        if (parts.Length != PrimaryIdentifier.Count)
        {
            return null;
        }

        if (identifierHoldsParent)
        {
            return string.Join(ResourceKey.ParentSeparator, ListRequires.Select(name => parts[PrimaryIdentifier.ToList().IndexOf(name)]));
        }

        var own = parts[NumberedProperty()];
        var end = own.LastIndexOf('/');
        return end < 0 ? null : own[..end];
    }

    public override void WriteProperties(Utf8JsonWriter writer, in ResourceKey key)
    {
        var dice = key.Dice();
        writer.WriteStartObject();
        foreach (var property in PrimaryIdentifier.Union(ListRequires).Union(["Arn", "Name"]))
        {
            writer.WriteString(property, ValueOf(property, key));
        }

        writer.WriteString("Description"u8, dice.Chance(0.2) ? string.Empty : Words.Sentence(dice));
        writer.WriteString("Status"u8, dice.Pick<string>(["ACTIVE", "CREATING", "UPDATING"]));
        writer.WriteString("CreatedAt"u8, Timestamps.Iso(dice));
        writer.WriteNumber("Capacity"u8, dice.Between(1, 64));
        writer.WriteNumber("Ratio"u8, dice.Between(1, 999) / 8.0);
        writer.WriteBoolean("Enabled"u8, dice.Chance(0.8));
        writer.WriteNull("KmsKeyId"u8);
        writer.WriteStartObject("Configuration"u8);
        writer.WriteString("Mode"u8, dice.Pick<string>(["STANDARD", "EXPRESS", "PROVISIONED"]));
        writer.WriteStartArray("SubnetIds"u8);
        for (var i = dice.Between(0, 3); i > 0; i--)
        {
            writer.WriteStringValue(key.Other("AWS::EC2::Subnet", i).HexId("subnet-"));
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        WriteTags(writer, key, dice, key.Name());
        writer.WriteEndObject();
    }

    protected override ReadOnlySpan<char> NumberedPart(string identifier)
    {
        var parts = identifier.Split('|');
        return parts.Length == PrimaryIdentifier.Count ? parts[NumberedProperty()] : default;
    }

    /// <summary>The last property of the identifier that is the resource's own and not its parent's.</summary>
    private int NumberedProperty()
    {
        for (var i = PrimaryIdentifier.Count - 1; i > 0; i--)
        {
            if (!ListRequires.Contains(PrimaryIdentifier[i]))
            {
                return i;
            }
        }

        return 0;
    }

    private string ValueOf(string property, in ResourceKey key)
    {
        var required = ListRequires.ToList().IndexOf(property);
        if (required >= 0)
        {
            var given = key.Parent?.Split(ResourceKey.ParentSeparator);
            return given?.Length == ListRequires.Count ? given[required] : key.Name();
        }

        // A child's own identifier holds its parent, so that it can be found without being told the parent.
        if (!identifierHoldsParent && key.Parent is not null && property == PrimaryIdentifier[NumberedProperty()])
        {
            return $"{key.Parent}/{key.Name()}";
        }

        // ARNs know one load balancing service.
        var service = key.Kind.Split("::")[1].ToLowerInvariant().Replace("elasticloadbalancingv2", "elasticloadbalancing", StringComparison.Ordinal);
        if (property.EndsWith("Arn", StringComparison.OrdinalIgnoreCase))
        {
            var region = IsGlobal ? string.Empty : key.Region;
            return $"arn:aws:{service}:{region}:{key.Account}:{key.Kind.Split("::")[^1].ToLowerInvariant()}/{key.Name()}";
        }

        return property.EndsWith("Url", StringComparison.OrdinalIgnoreCase)
            ? $"https://{service}.example.com/{key.Account}/{key.Region}/{key.Name()}"
            : key.Name();
    }
}
