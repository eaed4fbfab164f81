using System.Text.Json;
using Pipeline.Hosting.Secrecy;
using Pipeline.Jq;
using Pipeline.Mapper.Compilation;

namespace Pipeline.Mapper.Preview;

/// <summary>What a block's expressions see, and the same without secrets: what differs between the two is not shown.</summary>
internal sealed record PreviewInput(JqValue Value, JqValue WithoutSecrets)
{
    /// <summary>The inputs that items make of this one.</summary>
    public IEnumerable<PreviewInput> Expand(CompiledItems items, JqValue array)
    {
        var covered = items.Expression.Evaluate(WithoutSecrets).Value;
        var same = covered.Kind == JqKind.Array && covered.Count == array.Count;
        var masks = same ? covered : JqValue.FromArray(Enumerable.Repeat(SensitiveFields.Mask, array.Count));
        return items.Inputs(Value, array).Zip(items.Inputs(WithoutSecrets, masks), (value, cover) => new PreviewInput(value, cover));
    }

    /// <summary>What may be shown of an evaluation of this input: its value without secrets, and its message if none shows in it.</summary>
    public (Evaluation Evaluation, bool MessageIsSafe) Show(CompiledExpression expression, in Evaluation evaluation)
    {
        var covered = expression.Evaluate(WithoutSecrets);
        return (
            evaluation with { Value = Cover.Where(evaluation.Value, covered.Value) },
            covered.Outcome == evaluation.Outcome && covered.Message == evaluation.Message);
    }

    /// <summary>What may be shown of the entity that a block makes of this input.</summary>
    public JsonElement Show(JsonElement body, Func<JqValue, JsonElement?> build) => build(WithoutSecrets) is { } covered
        ? JsonElement.Parse(Cover.Where(JqValue.Parse(body.GetRawText()), JqValue.Parse(covered.GetRawText())).ToJson())
        : JsonElement.Parse(SensitiveFields.Mask.ToJson());
}
