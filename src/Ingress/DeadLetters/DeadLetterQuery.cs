using System.Globalization;
using Microsoft.AspNetCore.Http;
using Pipeline.Hosting.DeadLetters;
using Pipeline.Messaging.DeadLetters;

namespace Pipeline.Ingress.DeadLetters;

/// <summary>
/// Reads which letters a request means out of its query. A name that is not known is refused: a filter with a typing error
/// would mean all of them.
/// </summary>
internal sealed class DeadLetterQuery
{
    private readonly Dictionary<string, string> _values = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _errors = [];

    private DeadLetterQuery()
    {
    }

    /// <summary>What is wrong with it; empty for nothing.</summary>
    public IReadOnlyList<string> Errors => _errors;

    /// <summary>Which letters.</summary>
    public DeadLetterFilter Filter { get; private set; } = new();

    /// <summary>How many at most.</summary>
    public int Limit { get; private set; }

    /// <summary>How many a second.</summary>
    public int Rate { get; private set; }

    /// <summary>Whether nothing is to be replayed.</summary>
    public bool IsDryRun { get; private set; }

    public static DeadLetterQuery Read(IQueryCollection query, int defaultLimit, int mostLetters, DateTimeOffset now)
    {
        var read = new DeadLetterQuery();
        foreach (var (name, value) in query)
        {
            read._values[name] = value.ToString();
        }

        read.Filter = new DeadLetterFilter
        {
            Id = read.Take("id"),
            Queue = read.Take("queue"),
            MessageType = read.Take("type"),
            Kind = read.Take("kind"),
            AccountId = read.Take("account"),
            Reason = read.Take("reason"),
            FailedBefore = now - read.TakeAge("olderThan"),
            FailedAfter = now - read.TakeAge("newerThan"),
        };
        read.Limit = read.TakeNumber("limit", defaultLimit, mostLetters);
        read.Rate = read.TakeNumber("rate", ReplayOptions.DefaultPerSecond, most: 10_000);
        read.IsDryRun = read.TakeFlag("dryRun");
        read._errors.AddRange(read._values.Keys.Select(name => $"{name} is not known"));
        return read;
    }

    private string? Take(string name) => _values.Remove(name, out var value) && value.Length > 0 ? value : null;

    private TimeSpan? TakeAge(string name)
    {
        if (Take(name) is not { } text)
        {
            return null;
        }

        if (!Age.TryParse(text, out var age))
        {
            _errors.Add($"{name} is no age: give {Age.Syntax}");
        }

        return age;
    }

    private int TakeNumber(string name, int otherwise, int most)
    {
        if (Take(name) is not { } text)
        {
            return otherwise;
        }

        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1 || number > most)
        {
            _errors.Add($"{name} must be from 1 to {most}");
        }

        return number;
    }

    private bool TakeFlag(string name)
    {
        if (Take(name) is not { } text)
        {
            return false;
        }

        if (!bool.TryParse(text, out var flag))
        {
            _errors.Add($"{name} must be true or false");
        }

        return flag;
    }
}
