namespace Pipeline.Jq.Execution;

/// <summary>How a step ended. Errors are values here: mappings raise them on most resources, so they must cost nothing.</summary>
internal enum Flow : byte
{
    /// <summary>Went to its end (Run), or produced its one output (Eval).</summary>
    Done,

    /// <summary>Eval only: no output.</summary>
    Empty,

    /// <summary>An error that <c>try</c> may catch; the value is <see cref="Machine.Error"/>.</summary>
    Error,

    /// <summary>On the way out to the place <see cref="Machine.Target"/>.</summary>
    Break,

    /// <summary>A limit was exceeded or the run was cancelled; nothing catches it.</summary>
    Abort,

    /// <summary>The function call in <see cref="Machine.Pending"/> is still to be made, by whoever called the caller.</summary>
    TailCall,
}
