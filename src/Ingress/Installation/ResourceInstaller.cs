using System.Text.Json;
using Microsoft.Extensions.Logging;
using Pipeline.Port;

namespace Pipeline.Ingress.Installation;

/// <summary>Creates actions, scorecards and pages. One that Port does not take is reported, and keeps nothing else from being created.</summary>
public sealed partial class ResourceInstaller(PortClient port, ILogger<ResourceInstaller> logger)
{
    /// <summary>Creates all of them.</summary>
    public async Task InstallAsync(DefaultResources resources, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(resources);
        foreach (var action in resources.Actions)
        {
            await TryAsync("action", Id(action), port.CreateActionAsync(action, cancellationToken));
        }

        foreach (var scorecard in resources.Scorecards)
        {
            await TryAsync("scorecard", Id(scorecard.Body), port.CreateScorecardAsync(scorecard.Blueprint, scorecard.Body, cancellationToken));
        }

        foreach (var page in resources.Pages)
        {
            await TryAsync("page", Id(page), port.CreatePageAsync(page, cancellationToken));
        }
    }

    private async Task TryAsync(string what, string identifier, Task creation)
    {
        try
        {
            await creation;
        }
        catch (PortException exception) when (exception.Kind == PortErrorKind.Conflict)
        {
            Log.Kept(logger, what, identifier);
        }
        catch (PortException exception)
        {
            Log.NotCreated(logger, what, identifier, exception.Message);
        }
    }

    private static string Id(JsonElement resource) =>
        resource.ValueKind == JsonValueKind.Object && resource.TryGetProperty("identifier", out var identifier) ? identifier.ToString() : "?";

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "The {What} {Identifier} exists and is left alone")]
        public static partial void Kept(ILogger logger, string what, string identifier);

        [LoggerMessage(2, LogLevel.Warning, "The default {What} {Identifier} was not created: {Reason}")]
        public static partial void NotCreated(ILogger logger, string what, string identifier, string reason);
    }
}
