using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pipeline.Simulator.Recording;

namespace Pipeline.Simulator.Control;

/// <summary>
/// The simulator's own routes, the same on both sides: what happened, what goes wrong, whether Port equals AWS. They need
/// no credentials; the simulator listens on loopback, unless it is told not to.
/// </summary>
internal static class ControlRoutes
{
    /// <summary>Requests listed when the caller names no number.</summary>
    private const int DefaultRequests = 500;

    public static void MapControl(this IEndpointRouteBuilder routes, WorldParts parts)
    {
        routes.MapChanges(parts);
        routes.MapGet("/_simulator/stats", context => Write(context, parts.Statistics()));
        routes.MapGet("/_simulator/requests", context => ListRequests(context, parts.Log));
        routes.MapGet("/_simulator/equality", context => Write(context, parts.Compare(context.RequestAborted)));
        routes.MapGet("/_simulator/faults", context => Write(context, parts.Faults.Current));
        routes.MapPost("/_simulator/faults", context => SetFaults(context, parts));
        routes.MapDelete("/_simulator/faults", context =>
        {
            parts.Faults.Set([]);
            return Write(context, parts.Faults.Current);
        });
        routes.MapPost("/_simulator/resync-request", context =>
        {
            parts.Integrations.RequestResync(context.Request.Query["integration"].ToString() is { Length: > 0 } named ? named : parts.Options.IntegrationIdentifier);
            context.Response.StatusCode = StatusCodes.Status202Accepted;
            return Task.CompletedTask;
        });
        routes.MapPost("/_simulator/revoke-tokens", context =>
        {
            parts.Tokens.Revoke();
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        });
    }

    private static async Task SetFaults(HttpContext context, WorldParts parts)
    {
        try
        {
            var faults = await JsonSerializer.DeserializeAsync<IReadOnlyList<SimulatorFault>>(context.Request.Body, ControlJson.Options, context.RequestAborted);
            parts.Faults.Set(faults ?? []);
            await Write(context, parts.Faults.Current);
        }
        catch (JsonException exception)
        {
            var kinds = string.Join(", ", Enum.GetNames<SimulatorFaultKind>().Select(JsonNamingPolicy.CamelCase.ConvertName));
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await context.Response.WriteAsync(
                $"{exception.Message}\nThe body must be a JSON array of faults, such as [{{\"kind\":\"throttle\",\"fraction\":0.3}}]. Kinds: {kinds}.\n",
                context.RequestAborted);
        }
    }

    private static Task ListRequests(HttpContext context, RequestLog log)
    {
        var query = context.Request.Query;
        var most = int.TryParse(query["last"], out var given) ? given : DefaultRequests;
        var side = query["side"].ToString();
        var path = query["path"].ToString();
        IReadOnlyList<RecordedRequest> requests =
        [
            .. log.Kept
                .Where(request => (side.Length == 0 || request.Side == side) && request.Path.Contains(path, StringComparison.OrdinalIgnoreCase))
                .TakeLast(most),
        ];
        return Write(context, requests);
    }

    internal static Task Write<T>(HttpContext context, T value)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        return JsonSerializer.SerializeAsync(context.Response.Body, value, ControlJson.Options, context.RequestAborted);
    }
}
