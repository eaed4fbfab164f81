namespace Pipeline.ServiceDefaults.Tests;

/// <summary>The console belongs to the whole process: tests that take it over run one after the other.</summary>
[CollectionDefinition(nameof(ConsoleFixture), DisableParallelization = true)]
public sealed class ConsoleFixture;
