using BenchmarkDotNet.Attributes;
using Pipeline.Contracts.Mapping;

namespace Pipeline.Mapper.Benchmarks;

/// <summary>
/// What one entity costs. Every resource makes one, so the mean is nanoseconds and the allocation bytes per entity.
/// </summary>
[MemoryDiagnoser]
public class MappingBenchmarks
{
    private Estate _estate = null!;
    private CompiledMapping _mapping = null!;

    public static IEnumerable<string> Estates => Estate.Names;

    [ParamsSource(nameof(Estates))]
    public string Name { get; set; } = null!;

    [GlobalSetup]
    public void Load()
    {
        _estate = Estate.Load(Name);
        _mapping = CompiledMapping.Compile(MappingReader.Read(_estate.Mapping));
        if (Map() != Estate.Resources)
        {
            throw new InvalidOperationException($"The estate makes {Map()} entities of {Estate.Resources} resources.");
        }
    }

    [Benchmark(OperationsPerInvoke = Estate.Resources)]
    public int Map()
    {
        var entities = 0;
        foreach (var page in _estate.Pages)
        {
            entities += ResourceMapper.Map(_mapping, page, CancellationToken.None).Entities.Count;
        }

        return entities;
    }
}
