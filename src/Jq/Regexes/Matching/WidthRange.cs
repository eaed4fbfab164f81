using Pipeline.Jq.Regexes.Characters;
using Pipeline.Jq.Regexes.Syntax;

namespace Pipeline.Jq.Regexes.Matching;

/// <summary>How many characters a part can match: at least, and at most (null: no limit).</summary>
internal readonly record struct WidthRange(int Minimum, int? Maximum)
{
    public static WidthRange Of(RegexNode node) => node switch
    {
        RegexNode.Literal or RegexNode.Character or FoldedLiteral => new(1, 1),
        RegexNode.Sequence sequence => sequence.Parts.Aggregate(new WidthRange(0, 0), static (sum, part) => sum.Then(Of(part))),
        RegexNode.Alternation alternation => alternation.Choices.Select(Of).Aggregate(static (left, right) => left.Or(right)),
        RegexNode.Repeat repeat => Of(repeat.Body).Times(repeat.Minimum, repeat.Maximum == RegexNode.Repeat.Unlimited ? null : repeat.Maximum),
        RegexNode.Capture capture => Of(capture.Body),
        RegexNode.WithOptions group => Of(group.Body),
        RegexNode.Atomic atomic => Of(atomic.Body),
        RegexNode.Conditional choice => Of(choice.Then).Or(Of(choice.Else)),
        RegexNode.TextSegment => new(1, null),
        RegexNode.Backreference or RegexNode.Call or RegexNode.Absent => new(0, null),
        _ => new(0, 0),
    };

    private WidthRange Then(WidthRange next) => new(Cap((long)Minimum + next.Minimum), Cap((long?)Maximum + next.Maximum));

    private WidthRange Or(WidthRange other) =>
        new(Math.Min(Minimum, other.Minimum), Maximum is { } left && other.Maximum is { } right ? Math.Max(left, right) : null);

    private WidthRange Times(int least, int? most) => new(Cap((long)Minimum * least), Maximum == 0 ? 0 : Cap((long?)Maximum * most));

    private static int Cap(long width) => (int)Math.Min(int.MaxValue, width);

    private static int? Cap(long? width) => width is { } known ? Cap(known) : null;
}
