using Pipeline.Simulator.Port.Blueprints;
using Pipeline.Simulator.Port.Entities;

namespace Pipeline.Simulator.Port.Search;

/// <summary>What a rule may need besides the entity it looks at.</summary>
internal sealed record SearchContext(BlueprintStore Blueprints, EntityStore Entities, TimeProvider Clock);
