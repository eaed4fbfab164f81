using Pipeline.Jq.Execution;
using Pipeline.Jq.Syntax;

namespace Pipeline.Jq.Compilation;

/// <summary>A function of the program with the names in sight at its place; its code comes with the first call.</summary>
internal sealed class Definition(Function function, Scope scope)
{
    public Function Function => function;

    public Scope Scope => scope;

    public FunctionCode? Code { get; set; }
}
