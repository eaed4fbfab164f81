using System.Text.Json;
using Amazon.Runtime.Internal.Endpoints.StandardLibrary;

namespace Pipeline.Aws.Endpoints;

/// <summary>The names a rule can refer to: parameters, and what conditions on the way to it have assigned.</summary>
internal sealed class RuleScope(RuleScope? outer = null)
{
    private readonly Dictionary<string, object?> _values = new(StringComparer.Ordinal);

    public RuleScope Nest() => new(this);

    public void Assign(string name, object? value) => _values[name] = value;

    public object? Find(string name) => _values.TryGetValue(name, out var value) ? value : outer?.Find(name);

    /// <summary>A string with references such as <c>{Region}</c> or <c>{PartitionResult#dnsSuffix}</c> filled in, or a reference itself.</summary>
    public string Text(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            return RuleFunctions.Value(value, this)?.ToString() ?? "";
        }

        var template = value.GetString()!;
        return template.Contains('{', StringComparison.Ordinal) ? Fn.Interpolate(template, Flatten()) : template;
    }

    private Dictionary<string, object> Flatten()
    {
        var all = outer?.Flatten() ?? new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var (name, value) in _values)
        {
            all[name] = value!;
        }

        return all;
    }
}
