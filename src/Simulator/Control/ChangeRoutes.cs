using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pipeline.Simulator.Changes;

namespace Pipeline.Simulator.Control;

/// <summary>The simulator's routes by which its organisation is changed.</summary>
internal static class ChangeRoutes
{
    public static void MapChanges(this IEndpointRouteBuilder routes, WorldParts parts)
    {
        routes.MapGet("/_simulator/changes", context => ControlRoutes.Write(context, parts.Tracker.Report(parts.Delivery.Report)));
        routes.MapPost("/_simulator/changes", context => ChangeAsync(context, parts.Editor));
        routes.MapDelete("/_simulator/changes/durations", context =>
        {
            parts.Tracker.Restart();
            parts.Delivery.Restart();
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        });
        routes.MapPost("/_simulator/events", context => SetTargetAsync(context, parts));
        routes.MapPost("/_simulator/churn", context => SetChurnAsync(context, parts));
    }

    private static async Task ChangeAsync(HttpContext context, EstateEditor editor)
    {
        if (await ReadAsync<WantedChange>(context) is not { } wanted)
        {
            return;
        }

        ResourceChange change;
        try
        {
            change = Make(wanted, editor);
        }
        catch (ArgumentException exception)
        {
            await RefuseAsync(context, exception);
            return;
        }

        await ControlRoutes.Write(context, change);
    }

    private static async Task SetTargetAsync(HttpContext context, WorldParts parts)
    {
        if (await ReadAsync<EventTarget>(context) is { } target)
        {
            parts.Delivery.SetTarget(target);
            await ControlRoutes.Write(context, target);
        }
    }

    private static async Task SetChurnAsync(HttpContext context, WorldParts parts)
    {
        if (await ReadAsync<WantedChurn>(context) is { } wanted)
        {
            await parts.Churn.SetRateAsync(wanted.PerSecond);
            await ControlRoutes.Write(context, wanted);
        }
    }

    private static ResourceChange Make(WantedChange wanted, EstateEditor editor) => wanted.What switch
    {
        ResourceChangeKind.Created => editor.Create(wanted.Kind, wanted.AccountId, wanted.Region, wanted.Identifier),
        ResourceChangeKind.Changed => editor.Change(wanted.Kind, wanted.AccountId, wanted.Region, Identifier(wanted)),
        ResourceChangeKind.Tagged => editor.Tag(wanted.Kind, wanted.AccountId, wanted.Region, Identifier(wanted), wanted.Tags),
        _ => editor.Delete(wanted.Kind, wanted.AccountId, wanted.Region, Identifier(wanted)),
    };

    private static string Identifier(WantedChange wanted) =>
        wanted.Identifier ?? throw new ArgumentException("identifier is missing: which resource?");

    private static async Task<T?> ReadAsync<T>(HttpContext context)
        where T : class
    {
        try
        {
            return await JsonSerializer.DeserializeAsync<T>(context.Request.Body, ControlJson.Options, context.RequestAborted)
                ?? throw new JsonException("The body is null.");
        }
        catch (JsonException exception)
        {
            await RefuseAsync(context, exception);
            return null;
        }
    }

    private static Task RefuseAsync(HttpContext context, Exception exception)
    {
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return context.Response.WriteAsync(exception.Message + "\n", context.RequestAborted);
    }

    private sealed record WantedChange
    {
        public required ResourceChangeKind What { get; init; }

        public required string Kind { get; init; }

        public required string AccountId { get; init; }

        public string Region { get; init; } = string.Empty;

        public string? Identifier { get; init; }

        public IReadOnlyDictionary<string, string?> Tags { get; init; } = ResourceEdit.NoTags;
    }

    private sealed record WantedChurn(double PerSecond);
}
