namespace Pipeline.Contracts.Mapping;

/// <summary>A mapping that cannot be used. <see cref="Errors"/> has every fault that was found, each with its place.</summary>
public sealed class MappingException(IReadOnlyList<string> errors)
    : Exception($"The mapping cannot be used: {string.Join("; ", errors)}")
{
    /// <summary>One sentence per fault: where it is, what is wrong, what would be right.</summary>
    public IReadOnlyList<string> Errors { get; } = errors;
}
