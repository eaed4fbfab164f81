namespace Pipeline.Simulator.Organisation;

internal sealed record SimulatedAccount(
    string Id,
    string Name,
    string Email,
    string JoinedMethod,
    DateTimeOffset JoinedTimestamp);
