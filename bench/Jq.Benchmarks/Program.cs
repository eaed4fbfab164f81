using BenchmarkDotNet.Running;
using Pipeline.Jq.Benchmarks;

if (args is ["report", ..])
{
    return Report.Write(args.ElementAtOrDefault(1));
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
