using Pipeline.Tests.Traffic;
using Xunit.Sdk;
using Xunit.v3;

// Each test runs a process of its own: more than two at once would measure the machine, not the program.
[assembly: Parallelization(Mode = ParallelMode.All, MaxThreads = 2)]

[assembly: CheckedTraffic]
