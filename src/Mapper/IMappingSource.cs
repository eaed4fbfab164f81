namespace Pipeline.Mapper;

/// <summary>
/// Hands out compiled mappings by version. A version never changes, so an implementation compiles it once and keeps it.
/// </summary>
public interface IMappingSource
{
    /// <summary>The mapping of a version.</summary>
    /// <exception cref="KeyNotFoundException">No such version is stored: no retry will find it.</exception>
    ValueTask<CompiledMapping> GetAsync(string version, CancellationToken cancellationToken);
}
