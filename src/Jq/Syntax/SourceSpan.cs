namespace Pipeline.Jq.Syntax;

/// <summary>A stretch of program text, in UTF-16 units.</summary>
internal readonly record struct SourceSpan(int Start, int End)
{
    public SourceSpan To(SourceSpan last) => new(Start, last.End);
}
