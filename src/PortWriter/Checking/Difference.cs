namespace Pipeline.PortWriter.Checking;

/// <summary>An entity of which ledger and Port tell different things.</summary>
/// <param name="Identifier">The entity.</param>
/// <param name="Resource">The resource that makes it, as one scope shows it; null when none does.</param>
/// <param name="Reason">More on it; null when its kind says all.</param>
public sealed record Difference(string Identifier, string? Resource, string? Reason);
