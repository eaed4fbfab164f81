using BenchmarkDotNet.Attributes;

namespace Pipeline.Jq.Benchmarks;

/// <summary>
/// What mapping one resource costs: one parse of a document of 2 KB and the expressions of a block over it.
/// Run with <c>dotnet run -c Release --project bench/Jq.Benchmarks -- --filter '*' --job short</c>.
/// </summary>
[MemoryDiagnoser]
public class MappingBenchmarks
{
    private static readonly string[] Paths =
    [
        ".Identifier", ".Properties.FunctionName", ".Properties.Arn", ".Properties.Runtime", ".Properties.MemorySize",
        ".Properties.Timeout", ".Properties.Role", ".Properties.VpcConfig.SubnetIds", ".Properties.Architectures", ".__Region",
    ];

    private readonly byte[] _document = Resource.Read();
    private readonly JqProgram[] _paths = [.. Paths.Select(path => JqProgram.Compile(path))];
    private readonly JqProgram _tags = JqProgram.Compile(".Properties.Tags | map({(.Key): .Value}) | add");
    private readonly JqProgram _failing = JqProgram.Compile(".Properties.Missing | test(\"x\")");
    private readonly JqProgram _regex = JqProgram.Compile(".Properties.Arn | capture(\"function:(?<name>.+)$\").name");
    private JqValue _parsed;

    [GlobalSetup]
    public void Setup() => _parsed = JqValue.Parse(_document);

    [Benchmark(Baseline = true)]
    public int ParseAndTenPaths()
    {
        var resource = JqValue.Parse(_document);
        var found = 0;
        foreach (var path in _paths)
        {
            found += path.TryFirst(resource, JqBudget.Mapping, out _, out _) ? 1 : 0;
        }

        return found;
    }

    [Benchmark]
    public int Parse() => JqValue.Parse(_document).Count;

    [Benchmark]
    public bool OnePath() => _paths[2].TryFirst(_parsed, JqBudget.Mapping, out _, out _);

    [Benchmark]
    public bool TagsToObject() => _tags.TryFirst(_parsed, JqBudget.Mapping, out _, out _);

    [Benchmark]
    public bool FailingExpression() => _failing.TryFirst(_parsed, JqBudget.Mapping, out _, out _);

    [Benchmark]
    public bool RegexCapture() => _regex.TryFirst(_parsed, JqBudget.Mapping, out _, out _);

    [Benchmark]
    public JqProgram Compile() => JqProgram.Compile(".Properties.Tags | map({(.Key): .Value}) | add // {}");
}
