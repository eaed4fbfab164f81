using System.Text.Json;

namespace Pipeline.Aws.Endpoints;

/// <summary>
/// A service's endpoint rules: a tree of conditions whose leaves are addresses or errors, evaluated top to bottom
/// until one fits. See https://smithy.io/2.0/additional-specs/rules-engine/specification.html.
/// </summary>
internal sealed class RuleSet(JsonElement definition)
{
    private readonly JsonElement _parameters = definition.GetProperty("parameters");
    private readonly JsonElement _rules = definition.GetProperty("rules");

    /// <summary>Finds the address for these parameters; those the rules do not know are ignored.</summary>
    /// <param name="values">Values by built-in name (<c>AWS::Region</c>) or by parameter name.</param>
    /// <exception cref="AwsException">The rules refuse the parameters, or none fits.</exception>
    public RuleEndpoint Resolve(IReadOnlyDictionary<string, object?> values)
    {
        var scope = new RuleScope();
        foreach (var parameter in _parameters.EnumerateObject())
        {
            scope.Assign(parameter.Name, Value(parameter, values));
        }

        return Evaluate(_rules, scope) ?? throw Refused("No endpoint rule fits.");
    }

    private static object? Value(JsonProperty parameter, IReadOnlyDictionary<string, object?> values)
    {
        var name = parameter.Value.TryGetProperty("builtIn", out var builtIn) ? builtIn.GetString()! : parameter.Name;
        return values.GetValueOrDefault(name) ?? values.GetValueOrDefault(parameter.Name)
            ?? (parameter.Value.TryGetProperty("default", out var fallback) ? RuleFunctions.Literal(fallback) : null);
    }

    private static RuleEndpoint? Evaluate(JsonElement rules, RuleScope scope)
    {
        foreach (var rule in rules.EnumerateArray())
        {
            var inner = scope.Nest();
            if (Holds(rule, inner) && Outcome(rule, inner) is { } endpoint)
            {
                return endpoint;
            }
        }

        return null;
    }

    private static bool Holds(JsonElement rule, RuleScope scope)
    {
        foreach (var condition in rule.GetProperty("conditions").EnumerateArray())
        {
            var value = RuleFunctions.Call(condition, scope);
            if (value is null or false)
            {
                return false;
            }

            if (condition.TryGetProperty("assign", out var name))
            {
                scope.Assign(name.GetString()!, value);
            }
        }

        return true;
    }

    private static RuleEndpoint? Outcome(JsonElement rule, RuleScope scope) => rule.GetProperty("type").GetString() switch
    {
        "endpoint" => RuleEndpoint.Read(rule.GetProperty("endpoint"), scope),
        "error" => throw Refused(scope.Text(rule.GetProperty("error"))),
        _ => Evaluate(rule.GetProperty("rules"), scope),
    };

    private static AwsException Refused(string reason) => new(AwsErrorClass.InvalidRequest, "InvalidEndpoint", reason);
}
