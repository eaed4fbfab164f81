using BenchmarkDotNet.Attributes;

namespace Pipeline.Jq.Benchmarks;

/// <summary>
/// The default mapping over resources of its four kinds: parse each from UTF-8, evaluate every expression of its
/// block. One entity comes of each resource, so the mean is the time and the allocation what is made per entity, on one core.
/// </summary>
[MemoryDiagnoser]
public class DefaultMappingBenchmarks
{
    private const int Resources = 1000;

    private readonly DefaultMapping _mapping = DefaultMapping.Load(Resources);

    [Benchmark(OperationsPerInvoke = Resources)]
    public int Entity()
    {
        var found = 0;
        foreach (var (expressions, json) in _mapping.Resources)
        {
            var resource = JqValue.Parse(json);
            foreach (var expression in expressions)
            {
                found += expression.TryFirst(resource, JqBudget.Mapping, out _, out _) ? 1 : 0;
            }
        }

        return found;
    }
}
