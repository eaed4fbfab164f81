using System.Text;
using Pipeline.Jq.Regexes.Characters;
using Pipeline.Jq.Regexes.Syntax;

namespace Pipeline.Jq.Regexes.Matching;

/// <summary>Turns a parsed pattern into instructions.</summary>
internal sealed partial class RegexCompiler
{
    private const int MaxInstructions = 50_000;

    private readonly List<Instruction> _code = [];
    private readonly Dictionary<int, int> _bodies = [];
    private readonly List<(int At, int Group)> _calls = [];
    private int _slots;

    public static RegexProgram Compile(RegexNode root, int groups)
    {
        var compiler = new RegexCompiler { _slots = (groups + 1) * 2 };
        LookBehindRules.Check(root);
        compiler.Add(root);
        compiler.Emit(Operation.Accept);
        compiler.AddCalled(root);
        return new RegexProgram([.. compiler._code], groups, compiler._slots)
        {
            Prefix = Prefix(root),
            IsAnchored = root is RegexNode.Anchor { Kind: AnchorKind.TextStart }
                || root is RegexNode.Sequence { Parts: [RegexNode.Anchor { Kind: AnchorKind.TextStart }, ..] },
        };
    }

    private int Emit(Operation operation, int a = 0, int b = 0, int c = 0)
    {
        if (_code.Count >= MaxInstructions)
        {
            throw new RegexSyntaxException("too big number for repeat range");
        }

        _code.Add(new Instruction(operation, a, b, c));
        return _code.Count - 1;
    }

    private void Add(RegexNode node)
    {
        switch (node)
        {
            case RegexNode.Literal literal:
                Emit(Operation.Literal, literal.CodePoint);
                break;
            case RegexNode.Character character:
                _code.Add(new Instruction(Operation.Set) { Set = character.Set });
                break;
            case FoldedLiteral folded:
                _code.Add(new Instruction(Operation.Set) { Set = folded.Set });
                break;
            case RegexNode.Sequence sequence:
                foreach (var part in sequence.Parts)
                {
                    Add(part);
                }

                break;
            case RegexNode.Alternation alternation:
                AddAlternation(alternation);
                break;
            case RegexNode.Repeat repeat:
                AddRepeat(repeat);
                break;
            case RegexNode.Capture capture:
                AddCapture(capture);
                break;
            case RegexNode.Anchor anchor:
                Emit(Operation.Anchor, (int)anchor.Kind);
                break;
            default:
                AddSpecial(node);
                break;
        }
    }

    private void AddAlternation(RegexNode.Alternation alternation)
    {
        var ends = new List<int>();
        for (var i = 0; i < alternation.Choices.Count - 1; i++)
        {
            var split = Emit(Operation.Split);
            Add(alternation.Choices[i]);
            ends.Add(Emit(Operation.Jump));
            _code[split] = new Instruction(Operation.Split, split + 1, _code.Count);
        }

        Add(alternation.Choices[^1]);
        foreach (var end in ends)
        {
            _code[end] = new Instruction(Operation.Jump, _code.Count);
        }
    }

    private void AddCapture(RegexNode.Capture capture)
    {
        Emit(Operation.Save, capture.Group * 2);
        Add(capture.Body);
        Emit(Operation.Save, (capture.Group * 2) + 1);
    }

    private static string Prefix(RegexNode root)
    {
        var text = new StringBuilder();
        foreach (var part in root is RegexNode.Sequence sequence ? sequence.Parts : [root])
        {
            if (part is not RegexNode.Literal literal || !Rune.IsValid(literal.CodePoint))
            {
                break;
            }

            text.Append(new Rune(literal.CodePoint).ToString());
        }

        return text.ToString();
    }
}
