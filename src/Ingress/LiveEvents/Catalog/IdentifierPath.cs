using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Pipeline.Ingress.LiveEvents.Catalog;

/// <summary>
/// Where in an event identifiers are: names joined by dots, <c>[2]</c> for an element of a list, <c>[*]</c> for each. Several
/// joined by <c>|</c> make up one identifier that has parts.
/// </summary>
internal sealed partial class IdentifierPath
{
    private const string Parts = "|";

    private readonly IReadOnlyList<IReadOnlyList<Step>> _paths;

    private IdentifierPath(IReadOnlyList<IReadOnlyList<Step>> paths) => _paths = paths;

    /// <summary>Reads a path; null when the text is none.</summary>
    public static IdentifierPath? TryParse(string text) =>
        Form().IsMatch(text) ? new IdentifierPath([.. text.Split('|').Select(Steps)]) : null;

    /// <summary>The identifiers at this place; none when it is not there, or when what is there is no text.</summary>
    public IReadOnlyList<string> Find(JsonElement root)
    {
        if (_paths.Count == 1)
        {
            return [.. Walk([root], _paths[0])];
        }

        var parts = _paths.Select(path => Walk([root], path).FirstOrDefault()).ToList();
        return parts.Contains(null) ? [] : [string.Join(Parts, parts)];
    }

    private static IEnumerable<string> Walk(IEnumerable<JsonElement> places, IReadOnlyList<Step> steps) => steps
        .Aggregate(places, (current, step) => current.SelectMany(step.From))
        .Where(place => place.ValueKind == JsonValueKind.String)
        .Select(place => place.GetString()!)
        .Where(text => text.Length > 0);

    private static IReadOnlyList<Step> Steps(string path) => [.. StepForm().Matches(path).Select(step => new Step(step.Value))];

    [GeneratedRegex(@"\A[^.|\[\]]+(\[(\*|[0-9]{1,4})\])*(\.[^.|\[\]]+(\[(\*|[0-9]{1,4})\])*)*(\|[^.|\[\]]+(\[[0-9]{1,4}\])*(\.[^.|\[\]]+(\[[0-9]{1,4}\])*)*)*\z")]
    private static partial Regex Form();

    [GeneratedRegex(@"\[[^\]]+\]|[^.\[\]]+")]
    private static partial Regex StepForm();

    private readonly record struct Step(string Text)
    {
        public IEnumerable<JsonElement> From(JsonElement place)
        {
            if (Text[0] != '[')
            {
                return place.ValueKind == JsonValueKind.Object && place.TryGetProperty(Text, out var member) ? [member] : [];
            }

            if (place.ValueKind != JsonValueKind.Array)
            {
                return [];
            }

            return Text == "[*]"
                ? place.EnumerateArray()
                : place.EnumerateArray().Skip(int.Parse(Text.AsSpan(1, Text.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture)).Take(1);
        }
    }
}
