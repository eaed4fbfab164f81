using Pipeline.Jq.Regexes.Syntax;

namespace Pipeline.Jq.Regexes.Matching;

/// <summary>Parts that are tried on their own, references and calls.</summary>
internal sealed partial class RegexCompiler
{
    private void AddSpecial(RegexNode node)
    {
        switch (node)
        {
            case RegexNode.WithOptions group:
                Add(group.Body);
                break;
            case RegexNode.Atomic atomic:
                AddPart(Operation.Atomic, atomic.Body, 0, 0);
                break;
            case RegexNode.Look { IsBehind: false } look:
                AddPart(Operation.LookAhead, look.Body, look.IsNegative ? 1 : 0, 0);
                break;
            case RegexNode.Look look:
                AddPart(Operation.LookBehind, look.Body, look.IsNegative ? 1 : 0, AddWidths(look.Body));
                break;
            case RegexNode.Absent absent:
                AddPart(Operation.Absent, absent.Body, 0, 0);
                break;
            case RegexNode.Backreference reference:
                _code.Add(new Instruction(Operation.Backreference, reference.IgnoreCase ? 1 : 0) { Groups = [.. reference.Groups.Reverse()] });
                break;
            case RegexNode.Call call:
                _calls.Add((Emit(Operation.Call), call.Group));
                break;
            case RegexNode.Conditional choice:
                AddConditional(choice);
                break;
            case RegexNode.TextSegment:
                Emit(Operation.TextSegment);
                break;
            case RegexNode.Keep:
                Emit(Operation.Save, RegexProgram.Start);
                break;
            default:
                throw new InvalidOperationException($"No instructions for {node.GetType().Name}.");
        }
    }

    private void AddPart(Operation operation, RegexNode body, int b, int c)
    {
        var start = Emit(operation, 0, b, c);
        Add(body);
        Emit(Operation.Accept);
        _code[start] = new Instruction(operation, _code.Count, b, c) { Groups = _code[start].Groups };
    }

    // The least and the most characters to go back, in one number.
    private static int AddWidths(RegexNode body)
    {
        var width = WidthRange.Of(body);
        return (Math.Min(width.Minimum, short.MaxValue) << 16) | Math.Min(width.Maximum ?? ushort.MaxValue, ushort.MaxValue);
    }

    private void AddConditional(RegexNode.Conditional choice)
    {
        int test;
        if (choice.Condition is RegexNode.Backreference reference)
        {
            test = _code.Count;
            _code.Add(new Instruction(Operation.UnlessCaptured) { Groups = [.. reference.Groups] });
        }
        else
        {
            test = Emit(Operation.Unless);
            Add(choice.Condition);
            Emit(Operation.Accept);
        }

        Add(choice.Then);
        var end = Emit(Operation.Jump);
        _code[test] = _code[test] with { A = _code.Count };
        Add(choice.Else);
        _code[end] = new Instruction(Operation.Jump, _code.Count);
    }

    // Each group that is called gets its instructions a second time, with a return at their end.
    private void AddCalled(RegexNode root)
    {
        for (var i = 0; i < _calls.Count; i++)
        {
            var (at, group) = _calls[i];
            if (!_bodies.TryGetValue(group, out var body))
            {
                body = _bodies[group] = _code.Count;
                Add(group == 0 ? root : GroupSearch.Find(root, group));
                Emit(Operation.Return);
            }

            _code[at] = new Instruction(Operation.Call, body);
        }

        if (_calls.Exists(call => GroupSearch.RecursesForEver(call.Group == 0 ? root : GroupSearch.Find(root, call.Group), root)))
        {
            throw new RegexSyntaxException("never ending recursion");
        }
    }
}
