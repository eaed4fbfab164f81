namespace Pipeline.Mapper;

/// <summary>What a mapping's expressions may see besides the resource.</summary>
public sealed record MappingCompileOptions
{
    /// <summary>
    /// What <c>env</c> and <c>$ENV</c> hold. Empty by default: expressions write to a catalog that many people read,
    /// and a process's environment holds its secrets.
    /// </summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>What <c>now</c> reads: the one thing by which the same page may be mapped differently twice.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
