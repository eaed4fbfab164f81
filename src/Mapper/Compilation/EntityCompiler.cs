using System.Text.Encodings.Web;
using System.Text.Json;
using Pipeline.Contracts.Mapping;

namespace Pipeline.Mapper.Compilation;

using Fields = List<KeyValuePair<JsonEncodedText, FieldNode>>;

/// <summary>Compiles the entity of one block.</summary>
internal sealed class EntityCompiler(Func<string, string, CompiledExpression> compile)
{
    private readonly List<CompiledExpression> _expressions = [];

    public CompiledEntity Compile(EntityTemplate template)
    {
        var identifier = Field("identifier", template.Identifier);
        var blueprint = Leaf("blueprint", template.Blueprint);
        return new CompiledEntity
        {
            Identifier = identifier,
            Blueprint = blueprint,
            Body = Body(identifier, blueprint, template),
            Expressions = _expressions,
        };
    }

    // What the mapping does not name is not sent, so that a merge leaves it alone at Port.
    private ObjectNode Body(FieldNode identifier, LeafNode blueprint, EntityTemplate template)
    {
        var fields = new Fields { Named("identifier", identifier), Named("blueprint", blueprint) };
        AddText(fields, "title", template.Title);
        AddText(fields, "icon", template.Icon);
        if (template.Team is { } team)
        {
            fields.Add(Named("team", Field("team", team)));
        }

        AddGroup(fields, "properties", template.Properties);
        AddGroup(fields, "relations", template.Relations);
        return new ObjectNode(fields);
    }

    private void AddText(Fields fields, string name, string? expression)
    {
        if (expression is not null)
        {
            fields.Add(Named(name, Leaf(name, expression)));
        }
    }

    private void AddGroup(Fields fields, string name, IReadOnlyList<KeyValuePair<string, FieldTemplate>>? members)
    {
        if (members is not null)
        {
            fields.Add(Named(name, new ObjectNode([.. members.Select(member => Named(member.Key, Field($"{name}.{member.Key}", member.Value)))])));
        }
    }

    private FieldNode Field(string path, FieldTemplate template) => template switch
    {
        ExpressionField field => Leaf(path, field.Expression),
        SearchField search => Search(path, search),
        _ => throw new ArgumentException($"{path} is neither an expression nor a search", nameof(template)),
    };

    private ObjectNode Search(string path, SearchField search) => new(
    [
        Named("combinator", Leaf($"{path}.combinator", search.Combinator)),
        Named("rules", new ArrayNode([.. search.Rules.Select((rule, index) => Rule($"{path}.rules[{index}]", rule))])),
    ]);

    private ObjectNode Rule(string path, SearchRule rule) => rule switch
    {
        NestedSearch nested => Search(path, nested.Search),
        SearchCondition condition => new(
        [
            Named("property", Leaf($"{path}.property", condition.Property)),
            Named("operator", Leaf($"{path}.operator", condition.Operator)),
            Named("value", Leaf($"{path}.value", condition.Value)),
        ]),
        _ => throw new ArgumentException($"{path} is neither a condition nor a search", nameof(rule)),
    };

    private LeafNode Leaf(string path, string expression)
    {
        _expressions.Add(compile(path, expression));
        return new LeafNode(_expressions.Count - 1);
    }

    private static KeyValuePair<JsonEncodedText, FieldNode> Named(string name, FieldNode field) =>
        new(JsonEncodedText.Encode(name, JavaScriptEncoder.UnsafeRelaxedJsonEscaping), field);
}
