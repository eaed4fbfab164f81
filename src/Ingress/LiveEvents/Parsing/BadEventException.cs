namespace Pipeline.Ingress.LiveEvents.Parsing;

/// <summary>A body that is JSON and no event.</summary>
/// <param name="problems">What is wrong, each at its place.</param>
public sealed class BadEventException(IReadOnlyList<EventProblem> problems)
    : Exception(string.Join("; ", problems.Select(problem => $"{string.Join('.', problem.Place)}: {problem.Message}")))
{
    /// <summary>What is wrong, each at its place.</summary>
    public IReadOnlyList<EventProblem> Problems { get; } = problems;
}
