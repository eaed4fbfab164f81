using BenchmarkDotNet.Running;
using Pipeline.Jq.Benchmarks;

BenchmarkSwitcher.FromAssembly(typeof(ExpressionBenchmarks).Assembly).Run(args);
