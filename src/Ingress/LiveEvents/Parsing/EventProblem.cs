namespace Pipeline.Ingress.LiveEvents.Parsing;

/// <summary>What is wrong at one place of a body.</summary>
/// <param name="Place">The way there: names, and the index of an element.</param>
/// <param name="Message">What is wrong; never a value that was sent.</param>
/// <param name="Kind">The kind of fault, in the words that Ocean's web framework uses.</param>
public sealed record EventProblem(IReadOnlyList<string> Place, string Message, string Kind);
