namespace Pipeline.Jq.Execution;

/// <summary>What the host lets a run see of the world.</summary>
internal sealed class RunContext(JqRunOptions options)
{
    public static readonly RunContext Closed = new(new JqRunOptions());

    public IEnumerator<JqValue>? Inputs { get; } = options.Inputs?.GetEnumerator();

    public JqRunOptions Options => options;
}
