namespace Pipeline.Jq.Execution;

/// <summary>A built-in function over evaluated arguments.</summary>
internal delegate Flow NativeFunction(Machine machine, JqValue input, ReadOnlySpan<JqValue> arguments, out JqValue output);
