namespace Pipeline.Jq.Execution;

/// <summary>An argument that is passed unevaluated: the expression and the activation it reads.</summary>
internal readonly record struct Closure(Code Code, Frame Frame);
