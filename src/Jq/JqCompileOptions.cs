namespace Pipeline.Jq;

/// <summary>What the host lets a program know. By default nothing: no variables, environment or clock.</summary>
public sealed record JqCompileOptions
{
    /// <summary>Global variables by name without the <c>$</c>, as <c>--arg</c> and <c>--argjson</c> give them.</summary>
    public IReadOnlyDictionary<string, JqValue> Variables { get; init; } = new Dictionary<string, JqValue>();

    /// <summary>What <c>$ENV</c> and <c>env</c> hold; empty by default.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>The clock of <c>now</c>; without it <c>now</c> is an error.</summary>
    public TimeProvider? Clock { get; init; }

    /// <summary>The zone of <c>localtime</c>, <c>strflocaltime</c> and <c>mktime</c> of local times; UTC by default.</summary>
    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.Utc;
}
