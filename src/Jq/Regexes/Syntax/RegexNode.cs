using Pipeline.Jq.Regexes.Characters;

namespace Pipeline.Jq.Regexes.Syntax;

/// <summary>A part of a parsed regular expression.</summary>
internal abstract record RegexNode
{
    /// <summary>The parts that it is made of.</summary>
    public IEnumerable<RegexNode> Children => this switch
    {
        Sequence sequence => sequence.Parts,
        Alternation alternation => alternation.Choices,
        Repeat repeat => [repeat.Body],
        Capture capture => [capture.Body],
        WithOptions group => [group.Body],
        Atomic atomic => [atomic.Body],
        Look look => [look.Body],
        Absent absent => [absent.Body],
        Conditional choice => [choice.Condition, choice.Then, choice.Else],
        _ => [],
    };

    /// <summary>One character out of a set.</summary>
    public sealed record Character(CharacterSet Set) : RegexNode;

    /// <summary>One given character.</summary>
    public sealed record Literal(int CodePoint) : RegexNode;

    /// <summary>One thing after the other; nothing when there are none.</summary>
    public sealed record Sequence(IReadOnlyList<RegexNode> Parts) : RegexNode;

    public sealed record Alternation(IReadOnlyList<RegexNode> Choices) : RegexNode
    {
        /// <summary>Whether it is one thing written in several cases, and no choice of the pattern's author.</summary>
        public bool IsFolding { get; init; }
    }

    public sealed record Repeat(RegexNode Body, int Minimum, int Maximum, bool IsGreedy) : RegexNode
    {
        /// <summary>The maximum of one that has none.</summary>
        public const int Unlimited = -1;
    }

    public sealed record Capture(int Group, RegexNode Body) : RegexNode;

    /// <summary>An expression with options of its own, which the parser has applied to it.</summary>
    public sealed record WithOptions(RegexNode Body) : RegexNode;

    /// <summary>What matched once is not tried another way.</summary>
    public sealed record Atomic(RegexNode Body) : RegexNode;

    public sealed record Look(RegexNode Body, bool IsBehind, bool IsNegative) : RegexNode;

    public sealed record Anchor(AnchorKind Kind) : RegexNode;

    /// <summary>What one of the groups, from the last to the first, has captured.</summary>
    public sealed record Backreference(IReadOnlyList<int> Groups, bool IgnoreCase) : RegexNode;

    /// <summary>A group's expression once more, wherever it stands.</summary>
    public sealed record Call(int Group) : RegexNode;

    public sealed record Conditional(RegexNode Condition, RegexNode Then, RegexNode Else) : RegexNode;

    /// <summary>Any text in which the expression does not occur.</summary>
    public sealed record Absent(RegexNode Body) : RegexNode;

    /// <summary>One character as people see it, with all that combines with it.</summary>
    public sealed record TextSegment : RegexNode;

    /// <summary>The match begins here, whatever was matched before.</summary>
    public sealed record Keep : RegexNode;
}
