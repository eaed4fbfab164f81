using Cronos;

namespace Pipeline.Ingress.Triggers;

/// <summary>When runs are asked for by the clock, in UTC.</summary>
public sealed record CronOptions
{
    private CronOptions(IReadOnlyList<CronExpression> expressions) => Expressions = expressions;

    internal IReadOnlyList<CronExpression> Expressions { get; }

    /// <summary>Reads cron expressions of five fields, or of six with seconds first.</summary>
    /// <exception cref="FormatException">One is none; the message names it.</exception>
    public static CronOptions Parse(IReadOnlyList<string> expressions) => new([.. expressions.Select(Read)]);

    private static CronExpression Read(string text)
    {
        var fields = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
        try
        {
            return CronExpression.Parse(text, fields == 6 ? CronFormat.IncludeSeconds : CronFormat.Standard);
        }
        catch (CronFormatException exception)
        {
            throw new FormatException($"'{text}' is no cron expression: {exception.Message}", exception);
        }
    }
}
