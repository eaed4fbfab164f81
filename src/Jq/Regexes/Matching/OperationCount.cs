using System.Text;
using Pipeline.Jq.Regexes.Syntax;

namespace Pipeline.Jq.Regexes.Matching;

/// <summary>
/// How many operations Oniguruma makes of a part. It shows: a body that is counted ends its loop with the first empty
/// turn, one that is written out does not.
/// </summary>
internal static class OperationCount
{
    // QUANTIFIER_EXPAND_LIMIT_SIZE of Oniguruma.
    private const int MaxWrittenOut = 10;

    // Larger than anything that matters, and far from overflow.
    private const long Many = 1_000_000;

    /// <summary>Whether the body stands as often as it repeats; otherwise its turns are counted.</summary>
    public static bool IsWrittenOut(RegexNode.Repeat repeat)
    {
        var size = Of(repeat.Body);
        return repeat.Maximum == RegexNode.Repeat.Unlimited
            ? repeat.Minimum <= 1 || size * repeat.Minimum <= MaxWrittenOut
            : repeat.Maximum == 1 || (repeat.IsGreedy && (size + 1) * repeat.Maximum <= MaxWrittenOut);
    }

    private static long Of(RegexNode node) => Math.Min(Many, node switch
    {
        RegexNode.Sequence sequence => OfSequence(sequence.Parts),
        RegexNode.Alternation alternation => alternation.Choices.Sum(Of) + (2 * (alternation.Choices.Count - 1)),
        RegexNode.Repeat repeat => OfRepeat(repeat),
        RegexNode.WithOptions group => Of(group.Body),
        RegexNode.Capture or RegexNode.Atomic or RegexNode.Look => 2 + node.Children.Sum(Of),
        _ => 1 + node.Children.Sum(Of),
    });

    // Letters that take as many bytes, one after the other, are one operation.
    private static long OfSequence(IReadOnlyList<RegexNode> parts)
    {
        var (count, bytes) = (0L, 0);
        foreach (var part in parts)
        {
            var width = part is RegexNode.Literal letter && Rune.IsValid(letter.CodePoint) ? new Rune(letter.CodePoint).Utf8SequenceLength : 0;
            count += width > 0 && width == bytes ? 0 : Of(part);
            bytes = width;
        }

        return count;
    }

    private static long OfRepeat(RegexNode.Repeat repeat)
    {
        var size = Of(repeat.Body);
        if (repeat.Maximum == 0)
        {
            return 0;
        }

        // A loop that may turn without matching has two operations to notice it.
        var noticing = WidthRange.Of(repeat.Body).Minimum == 0 ? 2 : 0;
        if (!IsWrittenOut(repeat))
        {
            return size + noticing + 3;
        }

        return repeat.Maximum == RegexNode.Repeat.Unlimited
            ? (size * repeat.Minimum) + size + noticing + 2
            : (size * repeat.Maximum) + ((repeat.Maximum - repeat.Minimum) * (repeat.IsGreedy ? 1 : 2));
    }
}
