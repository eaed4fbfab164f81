namespace Pipeline.Jq.Syntax;

/// <summary>Module headers, which are read only to be refused with the right message.</summary>
internal sealed partial class Parser
{
    private void ReadModuleHeader()
    {
        if (TryTake("module"))
        {
            ReadMetadata();
            Take(";");
        }

        while (Current.Is("import") || Current.Is("include"))
        {
            throw ReadImport();
        }
    }

    // Read to its end first: a faulty import is to give jq's message, a sound one ours.
    private JqCompileException ReadImport()
    {
        var start = _tokens[_at++];
        var path = Current.Kind is TokenKind.StringStart or TokenKind.Format ? ReadString() : throw Unexpected("FORMAT or QQSTRING_START");
        if (path is not Ast.Literal)
        {
            throw Fail("Import path must be constant", path.Span);
        }

        if (start.Text == "import")
        {
            Take("as");
            _at += Current.Kind is TokenKind.Binding or TokenKind.Identifier or TokenKind.Keyword ? 1 : throw Unexpected("IDENT or BINDING");
        }

        if (!Current.Is(";"))
        {
            ReadMetadata();
        }

        Take(";");
        return Fail($"{JqCompileException.ModuleProblem}: this engine has no access to files", start.Span.To(path.Span));
    }

    private void ReadMetadata()
    {
        var metadata = ReadOperand();
        if (!Constants.TryEvaluate(metadata, out _))
        {
            throw Fail("Module metadata must be constant", metadata.Span);
        }

        if (metadata is not Ast.MakeObject)
        {
            throw Fail("Module metadata must be an object", metadata.Span);
        }
    }
}
