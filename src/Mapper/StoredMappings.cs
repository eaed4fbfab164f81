using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Pipeline.Messaging.ClaimCheck;

namespace Pipeline.Mapper;

/// <summary>Compiles each stored mapping version once, and warns of expressions that do not compile.</summary>
internal sealed partial class StoredMappings(
    MappingVersions versions, MappingCompileOptions options, ILogger<StoredMappings> logger) : IMappingSource
{
    private readonly ConcurrentDictionary<string, Lazy<Task<CompiledMapping>>> _compiled = new(StringComparer.Ordinal);

    public async ValueTask<CompiledMapping> GetAsync(string version, CancellationToken cancellationToken)
    {
        var compiled = _compiled.GetOrAdd(version, name => new Lazy<Task<CompiledMapping>>(() => CompileAsync(name)));
        try
        {
            return await compiled.Value.WaitAsync(cancellationToken);
        }
        catch (Exception) when (compiled.Value.IsFaulted)
        {
            // The store may answer the next time; a failure is not kept.
            _compiled.TryRemove(new KeyValuePair<string, Lazy<Task<CompiledMapping>>>(version, compiled));
            throw;
        }
    }

    private async Task<CompiledMapping> CompileAsync(string version)
    {
        var mapping = CompiledMapping.Compile(await versions.GetAsync(version, CancellationToken.None), options);
        foreach (var problem in mapping.Problems)
        {
            Log.DoesNotCompile(logger, version, problem);
        }

        return mapping;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Mapping {MappingVersion}: {Problem}")]
        public static partial void DoesNotCompile(ILogger logger, string mappingVersion, MappingProblem problem);
    }
}
