namespace Pipeline.Jq.Regexes.Syntax;

/// <summary>Resolves calls, or else the other references, when all groups of the pattern are known.</summary>
internal sealed class References(GroupNames groups, bool areCalls)
{
    public RegexNode Resolve(RegexNode node) => node switch
    {
        UnresolvedReference reference => Find(reference),
        RegexNode.Sequence sequence => new RegexNode.Sequence([.. sequence.Parts.Select(Resolve)]),
        RegexNode.Alternation alternation => alternation with { Choices = [.. alternation.Choices.Select(Resolve)] },
        RegexNode.Repeat repeat => repeat with { Body = Resolve(repeat.Body) },
        RegexNode.Capture capture => capture with { Body = Resolve(capture.Body) },
        RegexNode.WithOptions group => group with { Body = Resolve(group.Body) },
        RegexNode.Atomic atomic => atomic with { Body = Resolve(atomic.Body) },
        RegexNode.Look look => look with { Body = Resolve(look.Body) },
        RegexNode.Absent absent => absent with { Body = Resolve(absent.Body) },
        RegexNode.Conditional choice => new RegexNode.Conditional(Resolve(choice.Condition), Resolve(choice.Then), Resolve(choice.Else)),
        _ => node,
    };

    private RegexNode Find(UnresolvedReference reference)
    {
        if (reference.IsCall != areCalls)
        {
            return reference;
        }

        if (reference is { IsCall: true, Name: "0" })
        {
            return new RegexNode.Call(0);
        }

        var found = groups.Find(reference.Name, reference.GroupsSoFar);
        return (reference.IsCall, found) switch
        {
            (false, []) => throw new RegexSyntaxException("invalid backref number/name"),
            (false, _) => new RegexNode.Backreference(found, reference.IgnoreCase),
            (true, [var only]) => new RegexNode.Call(only),
            (true, []) => throw new RegexSyntaxException($"undefined {(GroupNames.IsNumber(reference.Name) ? "group" : "name")} <{reference.Name}> reference"),
            _ => throw new RegexSyntaxException($"multiplex definition name <{reference.Name}> call"),
        };
    }
}
