using BenchmarkDotNet.Attributes;
using Pipeline.Contracts.Mapping;

namespace Pipeline.Mapper.Benchmarks;

/// <summary>What a new version of a mapping costs, once per process.</summary>
[MemoryDiagnoser]
public class CompilationBenchmarks
{
    private readonly MappingDocument _mapping = MappingReader.Read(Estate.Load(Estate.Generated).Mapping);

    [Benchmark]
    public CompiledMapping Compile() => CompiledMapping.Compile(_mapping);
}
