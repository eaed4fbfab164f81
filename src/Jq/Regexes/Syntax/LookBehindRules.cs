using Pipeline.Jq.Regexes.Matching;

namespace Pipeline.Jq.Regexes.Syntax;

/// <summary>What Oniguruma allows to look back for: no ends, no looking ahead, no choices of different lengths.</summary>
internal static class LookBehindRules
{
    /// <exception cref="RegexSyntaxException">Somewhere in the pattern something else is looked back for.</exception>
    public static void Check(RegexNode root)
    {
        if (root is RegexNode.Look { IsBehind: true } look && !Allow(look.Body, look.IsNegative))
        {
            throw new RegexSyntaxException("invalid pattern in look-behind");
        }

        foreach (var child in root.Children)
        {
            Check(child);
        }
    }

    private static bool Allow(RegexNode node, bool isNegative) => node switch
    {
        RegexNode.Anchor anchor => anchor.Kind is not (AnchorKind.TextEnd or AnchorKind.TextEndOrLastLineEnd or AnchorKind.LineEnd),
        RegexNode.TextSegment or RegexNode.Look { IsBehind: false } or RegexNode.Absent => false,
        RegexNode.Sequence sequence => sequence.Parts.All(part => Allow(part, isNegative)),
        RegexNode.Alternation alternation => (alternation.IsFolding || HaveOneWidth(alternation.Choices))
            && alternation.Choices.All(choice => Allow(choice, isNegative)),
        RegexNode.Repeat repeat => Allow(repeat.Body, isNegative),
        RegexNode.Capture capture => !isNegative && Allow(capture.Body, isNegative),
        RegexNode.WithOptions group => Allow(group.Body, isNegative),
        RegexNode.Atomic atomic => Allow(atomic.Body, isNegative),
        _ => true,
    };

    // A choice of nothing at all does not count.
    private static bool HaveOneWidth(IReadOnlyList<RegexNode> choices) =>
        choices.Where(static choice => choice is not (RegexNode.Sequence { Parts.Count: 0 } or RegexNode.WithOptions { Body: RegexNode.Sequence { Parts.Count: 0 } })).Select(WidthRange.Of).Distinct().Count() <= 1;
}
