using System.Text.Json;

namespace Pipeline.Ingress.Installation;

/// <summary>A scorecard that a new installation starts with.</summary>
/// <param name="Blueprint">The blueprint it belongs to.</param>
/// <param name="Body">The scorecard as Port takes it.</param>
public sealed record DefaultScorecard(string Blueprint, JsonElement Body);
