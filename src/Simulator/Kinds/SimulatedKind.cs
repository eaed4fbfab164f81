using System.Text.Json;
using Pipeline.Simulator.Changes;
using Pipeline.Simulator.Organisation;

namespace Pipeline.Simulator.Kinds;

/// <summary>A kind of resource: how its resources are identified, and what their properties are.</summary>
internal abstract class SimulatedKind(string name, params string[] primaryIdentifier)
{
    private static readonly HashSet<string> GlobalServices =
        new(StringComparer.OrdinalIgnoreCase) { "cloudfront", "route53", "waf", "waf-regional", "iam", "organizations", "s3" };

    public string Name { get; } = name;

    public IReadOnlyList<string> PrimaryIdentifier { get; } = primaryIdentifier;

    public virtual IReadOnlyList<string> ListRequires => [];

    /// <summary>True when AWS's list handler of the kind gives nothing but the identifier.</summary>
    public virtual bool ListsIdentifiersOnly => false;

    /// <summary>True when listing requires the whole identifier, and so shows just the resource it names.</summary>
    public virtual bool ListsOnlyTheNamed => false;

    /// <summary>True when the kind has the same resources whichever region is asked.</summary>
    public bool IsGlobal { get; } = GlobalServices.Contains(name.Split("::")[1]);

    protected virtual IdentifierForm Form => IdentifierForm.Named;

    /// <summary>Writes the properties as one JSON object, named as the kind's CloudFormation schema names them.</summary>
    public abstract void WriteProperties(Utf8JsonWriter writer, in ResourceKey key);

    /// <summary>Writes what listing shows: everything, or the properties that identify.</summary>
    public virtual void WriteListed(Utf8JsonWriter writer, in ResourceKey key)
    {
        if (!ListsIdentifiersOnly)
        {
            WriteProperties(writer, key);
            return;
        }

        writer.WriteStartObject();
        var values = IdentifierOf(key).Split('|');
        for (var i = 0; i < PrimaryIdentifier.Count; i++)
        {
            writer.WriteString(PrimaryIdentifier[i], values[i]);
        }

        writer.WriteEndObject();
    }

    /// <summary>The Cloud Control identifier: values of the primary identifier joined with <c>|</c>.</summary>
    public abstract string IdentifierOf(in ResourceKey key);

    /// <summary>The number of the resource that has the identifier in the key's scope; -1 when there is none.</summary>
    public int IndexOf(string identifier, in ResourceKey scope)
    {
        if (ListsOnlyTheNamed)
        {
            return 0;
        }

        var index = scope.IndexIn(NumberedPart(identifier), Form);
        return index >= 0 && IdentifierOf(scope with { Index = index }) == identifier ? index : -1;
    }

    /// <summary>What <see cref="ResourceKey.Parent"/> was when the identifier was made.</summary>
    public virtual string? ParentIn(string identifier) => null;

    /// <summary>The part of the identifier that ends in the resource's number.</summary>
    protected virtual ReadOnlySpan<char> NumberedPart(string identifier) => identifier;

    protected static void WriteTags(Utf8JsonWriter writer, in ResourceKey key, Dice dice, string resourceName)
    {
        var edited = key.Edit?.Tags;
        writer.WriteStartArray("Tags"u8);
        WriteTag(writer, edited, "Name", resourceName);
        WriteTag(writer, edited, "env", Words.Stage(dice));
        WriteTag(writer, edited, "team", Words.Product(dice));
        if (dice.Chance(0.2))
        {
            WriteTag(writer, edited, "Beschreibung", Words.Sentence(dice));
        }

        if (dice.Chance(0.1))
        {
            WriteTag(writer, edited, "owner", string.Empty);
        }

        foreach (var (name, value) in edited ?? ResourceEdit.NoTags)
        {
            if (value is not null)
            {
                WriteTag(writer, null, name, value);
            }
        }

        writer.WriteEndArray();
    }

    private static void WriteTag(Utf8JsonWriter writer, IReadOnlyDictionary<string, string?>? edited, string name, string value)
    {
        if (edited?.ContainsKey(name) == true)
        {
            return;
        }

        writer.WriteStartObject();
        writer.WriteString("Key"u8, name);
        writer.WriteString("Value"u8, value);
        writer.WriteEndObject();
    }
}
