using Pipeline.Jq.Regexes.Syntax;

namespace Pipeline.Jq.Regexes.Matching;

/// <summary>Finding groups, and whether calls of them come to an end.</summary>
internal static class GroupSearch
{
    public static RegexNode Find(RegexNode root, int group) => TryFind(root, group)!;

    /// <summary>Whether every way through the node calls the node again, or one does before it has matched anything.</summary>
    public static bool RecursesForEver(RegexNode node, RegexNode root)
    {
        var group = node is RegexNode.Capture capture ? capture.Group : 0;
        return AlwaysCalls(node, group, root, []) || CallsAtOnce(node, group, root, []);
    }

    private static RegexNode? TryFind(RegexNode node, int group) => node is RegexNode.Capture capture && capture.Group == group
        ? node
        : node.Children.Select(child => TryFind(child, group)).FirstOrDefault(static found => found is not null);

    private static bool AlwaysCalls(RegexNode node, int group, RegexNode root, HashSet<int> seen) => node switch
    {
        RegexNode.Call call => call.Group == group || (seen.Add(call.Group) && AlwaysCalls(call.Group == 0 ? root : Find(root, call.Group), group, root, seen)),
        RegexNode.Alternation alternation => alternation.Choices.All(choice => AlwaysCalls(choice, group, root, seen)),
        RegexNode.Repeat { Minimum: 0 } or RegexNode.Absent => false,
        RegexNode.Look { IsNegative: true } => false,
        RegexNode.Conditional choice => AlwaysCalls(choice.Then, group, root, seen) && AlwaysCalls(choice.Else, group, root, seen),
        _ => node.Children.Any(child => AlwaysCalls(child, group, root, seen)),
    };

    private static bool CallsAtOnce(RegexNode node, int group, RegexNode root, HashSet<int> seen)
    {
        switch (node)
        {
            case RegexNode.Call call:
                return call.Group == group || (seen.Add(call.Group) && CallsAtOnce(call.Group == 0 ? root : Find(root, call.Group), group, root, seen));
            case RegexNode.Sequence sequence:
                foreach (var part in sequence.Parts)
                {
                    if (CallsAtOnce(part, group, root, seen))
                    {
                        return true;
                    }

                    if (WidthRange.Of(part).Minimum > 0)
                    {
                        return false;
                    }
                }

                return false;
            default:
                return node.Children.Any(child => CallsAtOnce(child, group, root, seen));
        }
    }
}
