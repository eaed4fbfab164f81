using Xunit.Sdk;
using Xunit.v3;

// A fleet is four processes and an emulator: one at a time.
[assembly: Parallelization(Mode = ParallelMode.None)]
