using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Pipeline.Contracts;
using Pipeline.Jq;
using Pipeline.Mapper.Budgets;
using Pipeline.Mapper.Compilation;

namespace Pipeline.Mapper.Pages;

/// <summary>Evaluates the fields of entities and writes their bodies. Its buffers serve one entity after another.</summary>
internal sealed class EntityBuilder : IDisposable
{
    /// <summary>
    /// JSON readers stop at 64 levels by default; the bus's envelope, the message and its list of entities take some.
    /// A deeper entity could be published but never read.
    /// </summary>
    public const int MaxDepth = 56;

    private static readonly JsonWriterOptions Format = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = MaxDepth,
    };

    private readonly FindingLog _findings;
    private readonly ExpressionFuses _fuses;
    private readonly ArrayBufferWriter<byte> _buffer = new(4096);
    private readonly Utf8JsonWriter _writer;
    private Evaluation[] _values = [];

    public EntityBuilder(FindingLog findings, ExpressionFuses fuses)
    {
        _findings = findings;
        _fuses = fuses;
        _writer = new Utf8JsonWriter(_buffer, Format);
    }

    public void Dispose() => _writer.Dispose();

    /// <summary>Builds the entity of a selected input; null, with a finding, when there is none.</summary>
    public MappedEntity? Build(CompiledBlock block, string resource, JqValue input)
    {
        if (!TryEvaluate(block.Entity, resource, input) || !TryWrite(block.Entity, resource, input))
        {
            return null;
        }

        var body = JsonElement.Parse(_buffer.WrittenSpan);
        return new MappedEntity
        {
            Block = block.Source.Position,
            Resource = resource,
            Blueprint = Text(body.GetProperty("blueprint"u8)),
            Identifier = Text(body.GetProperty("identifier"u8)),
            Body = body,
        };
    }

    private bool TryEvaluate(CompiledEntity entity, string resource, JqValue input)
    {
        var expressions = entity.Expressions;
        if (_values.Length < expressions.Count)
        {
            _values = new Evaluation[expressions.Count];
        }

        for (var i = 0; i < expressions.Count; i++)
        {
            _values[i] = _fuses.Evaluate(expressions[i], input);
            if (BlockRules.FieldFinding(_values[i], entity.IsIdentity(i)) is FindingKind.OverBudget or FindingKind.Dropped or FindingKind.DoesNotCompile)
            {
                Report(entity, i, resource, input);
                return false;
            }
        }

        for (var i = 0; i < expressions.Count; i++)
        {
            Report(entity, i, resource, input);
        }

        return true;
    }

    private void Report(CompiledEntity entity, int expression, string resource, JqValue input)
    {
        if (BlockRules.FieldFinding(_values[expression], entity.IsIdentity(expression)) is { } kind)
        {
            _findings.Add(entity.Expressions[expression], kind, _values[expression], resource, input);
        }
    }

    private bool TryWrite(CompiledEntity entity, string resource, JqValue input)
    {
        if (Fits(entity.Body))
        {
            return true;
        }

        var culprit = Enumerable.Range(0, entity.Expressions.Count).First(i => !Fits(new ArrayNode([new ArrayNode([new LeafNode(i)])])));
        var tooDeep = Evaluation.Failed(Outcome.OverBudget, $"makes an entity that is nested deeper than {MaxDepth} levels");
        _findings.Add(entity.Expressions[culprit], FindingKind.OverBudget, tooDeep, resource, input);
        return false;
    }

    private bool Fits(FieldNode node)
    {
        _buffer.ResetWrittenCount();
        _writer.Reset();
        try
        {
            node.Write(_writer, _values);
            _writer.Flush();
            return true;
        }
        catch (InvalidOperationException) when (_writer.CurrentDepth >= MaxDepth)
        {
            return false;
        }
    }

    private static string Text(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
}
