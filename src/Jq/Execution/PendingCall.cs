namespace Pipeline.Jq.Execution;

/// <summary>A call in tail position: made after its caller has returned, so that loops by recursion need no stack.</summary>
internal readonly record struct PendingCall(Code Body, Frame Frame, JqValue Input, Trail? Path);
