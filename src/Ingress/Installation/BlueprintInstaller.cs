using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Pipeline.Port;

namespace Pipeline.Ingress.Installation;

/// <summary>
/// Creates blueprints that relate to each other: first bare, so that every target exists, then with their relations,
/// then whole.
/// </summary>
public sealed partial class BlueprintInstaller(PortClient port, ILogger<BlueprintInstaller> logger)
{
    // What may name another blueprint, and so has to wait until all of them exist.
    private static readonly string[] LateFields =
        ["relations", "mirrorProperties", "calculationProperties", "aggregationProperties", "teamInheritance", "ownership"];

    /// <summary>
    /// Creates the blueprints. When one of them is there already the user has made their own choice: none is created, and
    /// the answer is false.
    /// </summary>
    /// <exception cref="PortException">Port did not take them; those that were created are deleted again.</exception>
    public async Task<bool> InstallAsync(IReadOnlyList<JsonElement> blueprints, CancellationToken cancellationToken)
    {
        foreach (var blueprint in blueprints)
        {
            if (await port.FindBlueprintAsync(Id(blueprint), cancellationToken) is not null)
            {
                Log.Kept(logger, Id(blueprint));
                return false;
            }
        }

        var created = new List<string>();
        try
        {
            await CreateAsync(blueprints, created, cancellationToken);
            return true;
        }
        catch (PortException)
        {
            await UndoAsync(created, cancellationToken);
            throw;
        }
    }

    private async Task CreateAsync(IReadOnlyList<JsonElement> blueprints, List<string> created, CancellationToken cancellationToken)
    {
        foreach (var blueprint in blueprints)
        {
            await CreateBareAsync(blueprint, created, cancellationToken);
        }

        foreach (var blueprint in blueprints.Where(HasRelations))
        {
            await port.UpdateBlueprintAsync(Id(blueprint), Without(blueprint, LateFields.AsSpan(1)), cancellationToken);
        }

        foreach (var blueprint in blueprints)
        {
            await port.UpdateBlueprintAsync(Id(blueprint), blueprint, cancellationToken);
        }

        if (created.Count > 0)
        {
            Log.Created(logger, string.Join(", ", created));
        }
    }

    private async Task CreateBareAsync(JsonElement blueprint, List<string> created, CancellationToken cancellationToken)
    {
        try
        {
            await port.CreateBlueprintAsync(Without(blueprint, LateFields), cancellationToken);
            created.Add(Id(blueprint));
        }
        catch (PortException exception) when (exception.Kind == PortErrorKind.Transient)
        {
            // Without an answer it may exist all the same; a moment ago it did not, so it is ours to take back.
            created.Add(Id(blueprint));
            throw;
        }
    }

    private async Task UndoAsync(IEnumerable<string> created, CancellationToken cancellationToken)
    {
        foreach (var identifier in created.Reverse())
        {
            try
            {
                await port.DeleteBlueprintAsync(identifier, cancellationToken);
            }
            catch (PortException exception)
            {
                Log.NotUndone(logger, identifier, exception.Message);
            }
        }
    }

    private static string Id(JsonElement blueprint) => blueprint.GetProperty("identifier").GetString()!;

    private static bool HasRelations(JsonElement blueprint) =>
        blueprint.TryGetProperty("relations", out var relations) && relations.EnumerateObject().Any();

    private static JsonElement Without(JsonElement blueprint, ReadOnlySpan<string> fields)
    {
        var copy = JsonObject.Create(blueprint)!;
        foreach (var field in fields)
        {
            copy.Remove(field);
        }

        return JsonSerializer.SerializeToElement(copy);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Created the default blueprints {Blueprints}")]
        public static partial void Created(ILogger logger, string blueprints);

        [LoggerMessage(2, LogLevel.Information, "Blueprint {Blueprint} exists: the default blueprints are left alone")]
        public static partial void Kept(ILogger logger, string blueprint);

        [LoggerMessage(3, LogLevel.Warning, "Blueprint {Blueprint} was created by halves and could not be deleted: {Reason}")]
        public static partial void NotUndone(ILogger logger, string blueprint, string reason);
    }
}
