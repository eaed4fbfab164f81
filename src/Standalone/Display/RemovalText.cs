using System.Globalization;
using Pipeline.Ingress.Installation.Removal;
using Pipeline.ServiceDefaults;

namespace Pipeline.Standalone.Display;

/// <summary>Says what a removal would take away.</summary>
internal static class RemovalText
{
    public static void Write(TextWriter output, RemovalPlan plan, PipelineSettings settings)
    {
        var name = LogText.Escape(settings.Integration.Identifier);
        if (plan.IsEmpty)
        {
            output.WriteLine($"Port ({settings.Port.BaseUrl.Host}) holds nothing of {name}.");
            return;
        }

        output.WriteLine($"Of {name} at Port ({settings.Port.BaseUrl.Host}):");
        foreach (var blueprint in plan.Blueprints)
        {
            var entities = blueprint.Owned.Count.ToString("N0", CultureInfo.InvariantCulture);
            var rest = blueprint.Kept is null ? "and the blueprint" : $"the blueprint stays: {blueprint.Kept}";
            output.WriteLine($"  {LogText.Escape(blueprint.Identifier)}: {entities} entities; {LogText.Escape(rest)}");
        }

        output.WriteLine(plan.HasIntegration ? "  the integration, with its mapping" : "  no integration");
    }
}
