using System.Buffers;
using System.Text;
using BenchmarkDotNet.Attributes;
using Pipeline.Jq.Fuzz.Oracle;

namespace Pipeline.Jq.Benchmarks;

/// <summary>
/// The same program over the same documents by this engine, by jq as one long-lived process fed line by line, and by
/// jq-wasm in one call for all documents: from UTF-8 text to UTF-8 text. What is charged to jq is the pipe to it as well:
/// it is what a host has to pay for it. Both get their documents in bulk, so that neither waits for us.
/// </summary>
[MemoryDiagnoser(displayGenColumns: false)]
public class ComparisonBenchmarks
{
    private readonly ArrayBufferWriter<byte> _output = new(64 * 1024);
    private JqProgram _program = null!;
    private byte[][] _documents = [];
    private JqProcess _jq = null!;
    private JqOracle _wasm = null!;

    public static IEnumerable<Comparison> Cases => Comparison.All();

    [ParamsSource(nameof(Cases))]
    public Comparison Case { get; set; } = null!;

    [GlobalSetup]
    public void Start()
    {
        _program = JqProgram.Compile(Case.Program);
        _documents = [.. Case.Documents.Select(Encoding.UTF8.GetBytes)];
        _jq = new JqProcess(Case.Program);
        _wasm = JqOracle.TryStart(out var reason, int.MaxValue) ?? throw new InvalidOperationException($"jq-wasm cannot be had: {reason}");
    }

    [GlobalCleanup]
    public void Stop()
    {
        _jq.Dispose();
        _wasm.Dispose();
    }

    [Benchmark(Baseline = true)]
    public int Ours()
    {
        _output.ResetWrittenCount();
        foreach (var document in _documents)
        {
            _program.Execute(JqValue.Parse(document), new JqRunOptions(), Write, CancellationToken.None);
        }

        return _output.WrittenCount;
    }

    [Benchmark]
    public Task<long> Jq16() => _jq.RunAsync(Case.Documents);

    [Benchmark]
    public async Task<int> JqWasm() => (await _wasm.AskAsync(Case.Program, string.Join('\n', Case.Documents))).Outputs.Length;

    private bool Write(JqValue value)
    {
        value.WriteTo(_output);
        return true;
    }
}
