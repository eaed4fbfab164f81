using System.Text.Json;
using Pipeline.Contracts;
using Pipeline.Hosting.Secrecy;
using Pipeline.Jq;
using Pipeline.Mapper.Budgets;
using Pipeline.Mapper.Compilation;
using Pipeline.Mapper.Pages;
using Pipeline.Mapper.Preview;

namespace Pipeline.Mapper;

/// <summary>Shows step by step what a mapping makes of one resource, by the same rules as a run.</summary>
public static class MappingPreview
{
    private const string KindKey = "__Kind";
    private static readonly JsonDocumentOptions AnyDepth = new() { MaxDepth = 20_000 };
    private static readonly JsonElement TooDeep = JsonSerializer.SerializeToElement("(nested too deeply to show)");

    /// <summary>Previews every block of the resource's kind, in the mapping's order; none when the mapping has no such block.</summary>
    /// <param name="mapping">The mapping.</param>
    /// <param name="raw">The resource as AWS returned it.</param>
    /// <param name="kind">The resource's kind; null to take it from the resource's <c>__Kind</c>.</param>
    /// <param name="showSecrets">Whether to show what may be a secret. The mapping sees it in any case.</param>
    /// <exception cref="ArgumentException">No kind is given and the resource names none.</exception>
    public static IReadOnlyList<BlockPreview> Of(CompiledMapping mapping, JsonElement raw, string? kind, bool showSecrets = false)
    {
        var wanted = kind ?? KindOf(raw)
            ?? throw new ArgumentException($"The resource has no {KindKey}: give its kind, such as AWS::S3::Bucket.", nameof(kind));
        var value = JqValue.Parse(raw.GetRawText());
        var input = new PreviewInput(value, showSecrets ? value : SensitiveFields.Known.Hide(wanted, value));
        return [.. mapping.Blocks.Where(block => block.Source.Kind == wanted).Select(block => Of(block, input))];
    }

    private static string? KindOf(JsonElement raw) =>
        raw.ValueKind == JsonValueKind.Object && raw.TryGetProperty(KindKey, out var kind) && kind.ValueKind == JsonValueKind.String
            ? kind.GetString()
            : null;

    private static BlockPreview Of(CompiledBlock block, PreviewInput resource)
    {
        if (block.Items is not { } items)
        {
            return new BlockPreview { Block = block.Source.Position, Items = null, Entities = [Of(block, resource.Value, resource)] };
        }

        var array = items.Expression.Evaluate(resource.Value);
        var finding = BlockRules.ItemsFinding(array, resource.Value);
        return new BlockPreview
        {
            Block = block.Source.Position,
            Items = Field(items.Expression, array, finding, resource),
            Entities = finding is null ? [.. resource.Expand(items, array.Value).Select(input => Of(block, resource.Value, input))] : [],
        };
    }

    private static EntityPreview Of(CompiledBlock block, JqValue resource, PreviewInput input)
    {
        var selected = block.Selector.Evaluate(input.Value);
        var selector = Field(block.Selector, selected, BlockRules.SelectorFinding(selected), input);
        var findings = new FindingLog();
        var entity = selector.Finding is null ? Build(block, Identifier(resource), input.Value, findings) : null;
        return new EntityPreview
        {
            Input = Element(input.WithoutSecrets),
            Selector = selector,
            Fields = [.. block.Entity.Expressions.Select((expression, i) => Field(expression, input, block.Entity.IsIdentity(i)))],
            Entity = entity is null ? null : entity with
            {
                Body = input.Show(entity.Body, covered => Build(block, entity.Resource, covered, new FindingLog())?.Body),
            },
            Reason = entity is null ? Reason(selector, findings) : string.Empty,
        };
    }

    private static MappedEntity? Build(CompiledBlock block, string resource, JqValue input, FindingLog findings)
    {
        using var builder = new EntityBuilder(findings, new ExpressionFuses());
        return builder.Build(block, resource, input);
    }

    private static string Reason(FieldPreview selector, FindingLog findings) => selector.Finding switch
    {
        FindingKind.FilteredOut => "selector.query answered false",
        null => string.Join("; ", findings.ToFindings().Select(finding => $"{finding.Field}: {finding.Detail}")),
        _ => $"selector.query: {selector.Explanation}",
    };

    private static FieldPreview Field(CompiledExpression expression, PreviewInput input, bool isIdentity)
    {
        var evaluation = expression.Evaluate(input.Value);
        return Field(expression, evaluation, BlockRules.FieldFinding(evaluation, isIdentity), input);
    }

    private static FieldPreview Field(CompiledExpression expression, in Evaluation evaluation, FindingKind? finding, PreviewInput input)
    {
        var (shown, messageIsSafe) = input.Show(expression, evaluation);
        return new FieldPreview
        {
            Field = expression.Place.Field,
            Expression = expression.Source,
            Outcome = evaluation.Outcome,
            Value = Element(shown.Value),
            Finding = finding,
            Explanation = finding switch
            {
                null => string.Empty,
                { } kind when messageIsSafe => Explanation.Of(expression, kind, shown, input.Value),
                { } kind => Explanation.WithoutValues(expression, kind, evaluation, input.Value),
            },
        };
    }

    private static string Identifier(JqValue resource) =>
        resource.TryGetProperty("Identifier", out var identifier) && identifier.Kind == JqKind.String ? identifier.AsString() : string.Empty;

    // Beyond 10,000 levels jq writes a remark in the value's place, and that is not JSON.
    private static JsonElement Element(JqValue value)
    {
        try
        {
            return JsonElement.Parse(value.ToJson(), AnyDepth);
        }
        catch (JsonException)
        {
            return TooDeep;
        }
    }
}
