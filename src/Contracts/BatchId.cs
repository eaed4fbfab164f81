using System.Globalization;

namespace Pipeline.Contracts;

/// <summary>
/// Names one page of one attempt at one scope of one run. It is derived from what the page is, so a redelivery
/// carries the same id and can be recognised.
/// </summary>
public readonly record struct BatchId(Guid RunId, string Scope, int Attempt, int Page)
{
    /// <summary>The id as <c>run/scope/attempt/page</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{RunId:N}/{Scope}/{Attempt}/{Page}");
}
