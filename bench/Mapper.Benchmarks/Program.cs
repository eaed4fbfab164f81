using BenchmarkDotNet.Running;
using Pipeline.Mapper.Benchmarks;

BenchmarkSwitcher.FromAssembly(typeof(MappingBenchmarks).Assembly).Run(args);
