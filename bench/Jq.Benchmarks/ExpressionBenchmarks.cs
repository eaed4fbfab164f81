using BenchmarkDotNet.Attributes;

namespace Pipeline.Jq.Benchmarks;

/// <summary>What one evaluation of an expression costs on a resource that is parsed already, as mappings do it.</summary>
[MemoryDiagnoser]
public class ExpressionBenchmarks
{
    private JqValue _resource;
    private JqProgram _program = null!;

    public static IEnumerable<string> Expressions =>
    [
        ".Properties.Arn",
        ".Properties.Tags",
        ".Properties | select(.Arn != null) | \"https://console.aws.amazon.com/go/view?arn=\" + .Arn",
        ".Properties.DomainName | capture(\".*\\\\.(?<region>[^\\\\.]+)\\\\.amazonaws\\\\.com\") | .region",
        ".Properties.Tags | map({(.Key): .Value}) | add",
        ".Properties.Missing | capture(\"x\")",
        "[.Properties.Tags[] | select(.Key | startswith(\"t\")) | .Value] | first // \"none\"",
    ];

    [ParamsSource(nameof(Expressions))]
    public string Expression { get; set; } = null!;

    [GlobalSetup]
    public void Load()
    {
        _resource = JqValue.Parse(Document.Utf8);
        _program = JqProgram.Compile(Expression);
    }

    [Benchmark]
    public bool First() => _program.TryFirst(_resource, JqBudget.Mapping, out _, out _);
}
