using BenchmarkDotNet.Attributes;

namespace Pipeline.Jq.Benchmarks;

/// <summary>What reading a resource costs, once for all its expressions, and what compiling an expression costs, once for all resources.</summary>
[MemoryDiagnoser]
public class DocumentBenchmarks
{
    [Benchmark]
    public JqValue Parse() => JqValue.Parse(Document.Utf8);

    [Benchmark]
    public JqProgram Compile() => JqProgram.Compile(".Properties | select(.Arn != null) | \"https://example.com/\" + .Arn");
}
