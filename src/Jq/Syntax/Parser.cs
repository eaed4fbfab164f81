namespace Pipeline.Jq.Syntax;

/// <summary>Recursive descent over jq 1.8's grammar. This part reads queries and operators.</summary>
internal sealed partial class Parser(string source)
{
    // Far beyond any program a person writes, and well inside the machine stack.
    private const int MaxNesting = 1_000;

    private readonly IReadOnlyList<Token> _tokens = Lexer.Tokenize(source);
    private int _at;
    private int _nesting;

    private Token Current => _tokens[_at];

    private SourceSpan Last => _tokens[Math.Max(0, _at - 1)].Span;

    /// <exception cref="JqCompileException">The text is not a jq program.</exception>
    public static Ast Parse(string source)
    {
        var parser = new Parser(source);
        parser.ReadModuleHeader();
        var program = parser.ReadProgram();
        return parser.Current.Kind == TokenKind.End ? program : throw parser.Unexpected("end of file");
    }

    /// <summary>Reads a list of definitions, the form of the built-in library.</summary>
    public static IReadOnlyList<Function> ParseDefinitions(string source)
    {
        var parser = new Parser(source);
        var functions = new List<Function>();
        while (parser.Current.Is("def"))
        {
            functions.Add(parser.ReadFunction());
        }

        return functions;
    }

    private Ast ReadProgram()
    {
        if (Current.Kind == TokenKind.End)
        {
            throw JqCompileException.NoProgram();
        }

        if (!Current.Is("def"))
        {
            return StartsTerm(Current) || Current.Is("-") || Current.Is("label") || Current.Is("try") ? ReadQuery() : throw Unexpected("end of file");
        }

        var start = Current.Span;
        var function = ReadFunction();
        return new Ast.Define(function, ReadNested(ReadProgram), start.To(Last));
    }

    private Ast ReadQuery()
    {
        if (++_nesting > MaxNesting)
        {
            throw Fail("Program is nested too deeply", Current.Span);
        }

        var stages = new List<Ast> { ReadComma() };
        while (TryTake("|"))
        {
            stages.Add(ReadComma());
        }

        // To the right: what follows a binding or a definition is inside it.
        var query = stages[^1];
        for (var i = stages.Count - 2; i >= 0; i--)
        {
            query = new Ast.Pipe(stages[i], query, stages[i].Span.To(query.Span));
        }

        _nesting--;
        return query;
    }

    private Ast ReadComma()
    {
        var left = ReadOperand();
        while (TryTake(","))
        {
            var right = ReadOperand();
            left = new Ast.Comma(left, right, left.Span.To(right.Span));
        }

        return left;
    }

    // Definitions, labels and bindings reach as far to the right as they can.
    private Ast ReadOperand()
    {
        var start = Current.Span;
        if (Current.Is("def"))
        {
            var function = ReadFunction();
            return new Ast.Define(function, ReadQuery(), start.To(Last));
        }

        if (TryTake("label"))
        {
            var name = TakeBinding();
            Take("|");
            return new Ast.Label(name, ReadQuery(), start.To(Last));
        }

        var expression = ReadBinary(0);
        return TryTake("as") ? ReadBindingBody(expression) : expression;
    }

    private Ast.Bind ReadBindingBody(Ast bound)
    {
        var patterns = ReadPatterns();
        Take("|");
        var body = ReadQuery();
        return new Ast.Bind(bound, patterns, body, bound.Span.To(body.Span));
    }

    private Ast ReadBinary(int minimum)
    {
        var left = ReadUnary();
        var forbidden = -1;
        while (Current.Kind is TokenKind.Operator or TokenKind.Keyword
            && Precedence.TryGet(Current.Text, out var operation) && operation.Level >= minimum)
        {
            if (operation.Level == forbidden)
            {
                throw Unexpected();
            }

            var symbol = Current.Text;
            _at++;

            // A chain of what groups to the right is nested as deep as it is long.
            var right = operation.IsRight ? ReadNested(() => ReadBinary(operation.Level)) : ReadBinary(operation.Level + 1);
            left = new Ast.Binary(symbol, left, right, left.Span.To(right.Span));
            forbidden = operation.IsSolitary ? operation.Level : -1;
        }

        return left;
    }

    private Ast ReadUnary()
    {
        var start = Current.Span;
        if (Current.Is("-"))
        {
            _at++;
            var operand = ReadNested(ReadUnary);
            return new Ast.Negate(operand, start.To(operand.Span));
        }

        if (!TryTake("try"))
        {
            return ReadPostfix();
        }

        var body = ReadNested(ReadUnary);
        var handler = TryTake("catch") ? ReadNested(ReadUnary) : null;
        return new Ast.Try(body, handler, start.To(Last));
    }

    private T ReadNested<T>(Func<T> read)
    {
        if (++_nesting > MaxNesting)
        {
            throw Fail("Program is nested too deeply", Current.Span);
        }

        var result = read();
        _nesting--;
        return result;
    }
}
