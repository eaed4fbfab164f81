using System.Globalization;
using System.Text.Json;

namespace Pipeline.Contracts.Mapping;

/// <summary>A place in a mapping: reads its children and notes what is wrong with them, by path.</summary>
internal sealed partial class MappingNode(JsonElement element, string path, List<string> errors)
{
    /// <summary>The whole mapping; what is wrong with it goes to <paramref name="errors"/>.</summary>
    public static MappingNode Root(JsonElement config, List<string> errors)
    {
        if (config.ValueKind == JsonValueKind.Object)
        {
            return new(config, string.Empty, errors);
        }

        errors.Add($"the mapping is {Describe(config)}: give an object with resources");
        return new(default, string.Empty, []);
    }

    public MappingNode RequiredObject(string name) => Object(name) ?? Missing(name, "an object");

    public MappingNode? Object(string name) => TryGet(name, out var value) ? ObjectAt(name, value) : null;

    public IReadOnlyList<MappingNode> RequiredObjects(string name)
    {
        if (!TryGet(name, out var value))
        {
            Missing(name, "an array of objects");
            return [];
        }

        if (value.ValueKind != JsonValueKind.Array)
        {
            Wrong(name, "an array of objects", value);
            return [];
        }

        return [.. value.EnumerateArray().Select((item, index) => ObjectAt($"{name}[{index}]", item))];
    }

    public string RequiredText(string name)
    {
        if (TryGet(name, out _))
        {
            return Text(name) ?? string.Empty;
        }

        Missing(name, "a string");
        return string.Empty;
    }

    public string? Text(string name)
    {
        if (!TryGet(name, out var value))
        {
            return null;
        }

        if (Scalar(value) is { } text)
        {
            return text;
        }

        Wrong(name, "a string", value);
        return null;
    }

    public IReadOnlyList<string> Texts(string name)
    {
        if (!TryGet(name, out var value))
        {
            return [];
        }

        if (value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String))
        {
            return [.. value.EnumerateArray().Select(item => item.GetString()!)];
        }

        Wrong(name, "an array of strings", value);
        return [];
    }

    public bool Flag(string name, bool otherwise)
    {
        if (!TryGet(name, out var value))
        {
            return otherwise;
        }

        // The default mapping that users copied for years has useGetResourceAPI: 'true'; its reader took these words too.
        switch (Scalar(value)?.ToUpperInvariant())
        {
            case "TRUE" or "YES" or "ON" or "T" or "Y" or "1":
                return true;
            case "FALSE" or "NO" or "OFF" or "F" or "N" or "0":
                return false;
        }

        Wrong(name, "true or false", value);
        return otherwise;
    }

    public double Share(string name, double otherwise)
    {
        if (!TryGet(name, out var value))
        {
            return otherwise;
        }

        if (double.TryParse(Scalar(value), NumberStyles.Float, CultureInfo.InvariantCulture, out var share) && share is >= 0 and <= 1)
        {
            return share;
        }

        Wrong(name, "a number from 0 to 1", value);
        return otherwise;
    }

    private bool TryGet(string name, out JsonElement value)
    {
        value = default;
        return element.ValueKind == JsonValueKind.Object
            && element.TryGetProperty(name, out value)
            && value.ValueKind != JsonValueKind.Null;
    }

    private static string? Scalar(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => null,
    };

    private MappingNode ObjectAt(string name, JsonElement value) =>
        value.ValueKind == JsonValueKind.Object ? Child(name, value) : Wrong(name, "an object", value);

    private MappingNode Child(string name, JsonElement value) => new(value, PathTo(name), errors);

    private MappingNode Missing(string name, string wanted)
    {
        errors.Add($"{PathTo(name)} is missing: give {wanted}");
        return Lost(name);
    }

    private MappingNode Wrong(string name, string wanted, JsonElement value)
    {
        errors.Add($"{PathTo(name)} is {Describe(value)}: give {wanted}");
        return Lost(name);
    }

    // What would be missing below a fault is not worth a line of its own.
    private MappingNode Lost(string name) => new(default, PathTo(name), []);

    private string PathTo(string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static string Describe(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.Undefined => "nothing",
        _ when value.GetRawText() is { Length: <= 60 } text => text,
        _ => "a long text",
    };
}
