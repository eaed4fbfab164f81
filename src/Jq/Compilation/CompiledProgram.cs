using Pipeline.Jq.Execution;

namespace Pipeline.Jq.Compilation;

/// <summary>What <see cref="Compiler"/> makes: the code and the size of its outermost activation.</summary>
internal sealed record CompiledProgram(Code Code, int Variables);
