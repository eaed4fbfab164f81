using System.Globalization;
using System.Text.Json;

namespace Pipeline.Simulator.Port.Search;

/// <summary>The comparison operators of search rules. Text is compared character by character; case counts.</summary>
internal static class SearchOperator
{
    public static Func<object?, bool> Create(string name, JsonElement value, TimeProvider clock)
    {
        var operand = SearchValue.Convert(value);
        var texts = SearchValue.Texts(value);
        var set = texts.ToHashSet(StringComparer.Ordinal);
        return name switch
        {
            "=" when IsRange(value) => Between(value, clock),
            "=" => actual => IsEqual(actual, operand),
            "!=" => actual => !IsEqual(actual, operand),
            ">" => actual => Order(actual, operand) > 0,
            ">=" => actual => Order(actual, operand) >= 0,
            "<" => actual => Order(actual, operand) < 0,
            "<=" => actual => Order(actual, operand) <= 0,
            "in" => actual => All(actual).Any(set.Contains),
            "notIn" => actual => !All(actual).Any(set.Contains),
            "containsAny" => actual => actual is string text ? texts.Any(part => Contains(text, part)) : All(actual).Any(set.Contains),
            "contains" => actual => Contains(actual, texts),
            "doesNotContains" => actual => !Contains(actual, texts),
            "beginsWith" => actual => actual is string text && texts.Any(part => text.StartsWith(part, StringComparison.Ordinal)),
            "doesNotBeginsWith" => actual => actual is not string text || !texts.Any(part => text.StartsWith(part, StringComparison.Ordinal)),
            "endsWith" => actual => actual is string text && texts.Any(part => text.EndsWith(part, StringComparison.Ordinal)),
            "doesNotEndsWith" => actual => actual is not string text || !texts.Any(part => text.EndsWith(part, StringComparison.Ordinal)),
            "isEmpty" => IsEmpty,
            "isNotEmpty" => actual => !IsEmpty(actual),
            "between" => Between(value, clock),
            "notBetween" => actual => !Between(value, clock)(actual),
            _ => throw new SearchQueryException($"query/rules: operator \"{name}\" is not one the simulator serves"),
        };
    }

    private static bool IsRange(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object && (value.TryGetProperty("from", out _) || value.TryGetProperty("preset", out _));

    private static Func<object?, bool> Between(JsonElement value, TimeProvider clock)
    {
        DateTimeOffset from, to;
        if (value.ValueKind == JsonValueKind.Object && value.TryGetProperty("preset", out var preset))
        {
            to = clock.GetUtcNow();
            var today = new DateTimeOffset(to.UtcDateTime.Date, TimeSpan.Zero);
            from = preset.ToString() switch
            {
                "today" => today,
                "yesterday" or "lastDay" => today.AddDays(-1),
                "lastWeek" => today.AddDays(-7),
                "last2Weeks" => today.AddDays(-14),
                "lastMonth" => today.AddMonths(-1),
                "last3Months" => today.AddMonths(-3),
                "last6Months" => today.AddMonths(-6),
                "last12Months" => today.AddMonths(-12),
                var other => throw new SearchQueryException($"query/rules: preset \"{other}\" is not one the simulator serves"),
            };
        }
        else if (value.ValueKind != JsonValueKind.Object
            || !value.TryGetProperty("from", out var first) || !TryMoment(first.ToString(), out from)
            || !value.TryGetProperty("to", out var last) || !TryMoment(last.ToString(), out to))
        {
            throw new SearchQueryException("query/rules: between takes a value with 'from' and 'to' as date-times, or with 'preset'");
        }

        return actual => actual is string text && TryMoment(text, out var moment) && moment >= from && moment <= to;
    }

    private static bool IsEqual(object? actual, object? wanted) => (actual, wanted) switch
    {
        (IReadOnlyList<string> left, IReadOnlyList<string> right) => left.SequenceEqual(right, StringComparer.Ordinal),
        (IReadOnlyList<string> left, string right) => left.Contains(right, StringComparer.Ordinal),
        _ => Equals(actual, wanted),
    };

    private static int? Order(object? actual, object? wanted) => (actual, wanted) switch
    {
        (double left, double right) => left.CompareTo(right),
        (string left, string right) when TryMoment(left, out var first) && TryMoment(right, out var second) => first.CompareTo(second),
        _ => null,
    };

    private static bool Contains(object? actual, IReadOnlyList<string> parts) =>
        actual is string text
            ? parts.Count > 0 && parts.All(part => Contains(text, part))
            : parts.Count > 0 && parts.All(part => All(actual).Contains(part, StringComparer.Ordinal));

    private static bool Contains(string text, string part) => text.Contains(part, StringComparison.Ordinal);

    private static bool IsEmpty(object? actual) => actual is null or "" or IReadOnlyList<string> { Count: 0 };

    private static IEnumerable<string> All(object? actual) => actual switch
    {
        null => [],
        IReadOnlyList<string> several => several,
        bool truth => [truth ? "true" : "false"],
        _ => [System.Convert.ToString(actual, CultureInfo.InvariantCulture)!],
    };

    private static bool TryMoment(string text, out DateTimeOffset moment) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out moment);
}
