namespace Pipeline.Contracts.Mapping;

/// <summary>A mapped field: an expression, or a search that Port resolves when it writes the entity.</summary>
public abstract record FieldTemplate;

/// <summary>A field computed by one jq expression.</summary>
public sealed record ExpressionField(string Expression) : FieldTemplate;

/// <summary>A field that names its target by a query over entities at Port.</summary>
public sealed record SearchField(string Combinator, IReadOnlyList<SearchRule> Rules) : FieldTemplate;

/// <summary>A condition, or a nested query, of a <see cref="SearchField"/>.</summary>
public abstract record SearchRule;

/// <summary>Compares a property with a value; each part is a jq expression.</summary>
public sealed record SearchCondition(string Property, string Operator, string Value) : SearchRule;

/// <summary>A query within a query.</summary>
public sealed record NestedSearch(SearchField Search) : SearchRule;
