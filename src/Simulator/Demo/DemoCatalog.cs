namespace Pipeline.Simulator.Demo;

/// <summary>Blueprints and mapping for the simulated organisation.</summary>
public static class DemoCatalog
{
    /// <summary>The kind whose resources are the organisation's accounts.</summary>
    public const string AccountKind = "AWS::Organizations::Account";
}
