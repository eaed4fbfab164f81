namespace Pipeline.Messaging.Bus;

/// <summary>A queue of some stage, and what it takes.</summary>
/// <param name="Name">The endpoint's name, without prefix and lane.</param>
/// <param name="Messages">The message types that go to it.</param>
public sealed record PipelineEndpoint(string Name, IReadOnlyList<Type> Messages);
