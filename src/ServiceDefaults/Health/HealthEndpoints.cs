using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Pipeline.ServiceDefaults.Health;

internal static class HealthEndpoints
{
    private static readonly string Version =
        typeof(HealthEndpoints).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    public static void Map(IEndpointRouteBuilder endpoints, string prefix)
    {
        Map(endpoints, prefix, "live", check => check.Tags.Contains(HealthTags.Live));
        Map(endpoints, prefix, "ready", _ => true);
    }

    private static void Map(IEndpointRouteBuilder endpoints, string prefix, string check, Func<HealthCheckRegistration, bool> predicate) =>
        endpoints.MapHealthChecks($"{prefix}/health/{check}", new HealthCheckOptions
        {
            Predicate = predicate,
            ResponseWriter = (context, report) => context.Response.WriteAsJsonAsync(
                HealthReply.From(report, check, Version), context.RequestAborted),
        });
}
