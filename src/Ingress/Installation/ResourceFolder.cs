using System.Text.Json;
using Microsoft.Extensions.Logging;
using Pipeline.Contracts.Mapping;
using Pipeline.Ingress.Mappings;

namespace Pipeline.Ingress.Installation;

/// <summary>
/// The user's own defaults: files named <c>blueprints</c>, <c>actions</c>, <c>scorecards</c>, <c>pages</c> and
/// <c>port-app-config</c>, each as .json, .yaml or .yml. A folder replaces the built-in defaults as a whole.
/// </summary>
public sealed partial class ResourceFolder(InstallationOptions options, ILogger<ResourceFolder> logger)
{
    private const string Fallback = ".port/resources";

    private static readonly string[] s_extensions = [".json", ".yaml", ".yml"];

    /// <summary>Reads the folder; the built-in defaults when there is none.</summary>
    /// <exception cref="InstallationException">A file cannot be used; all faults are named.</exception>
    public async Task<DefaultResources> ReadAsync(CancellationToken cancellationToken)
    {
        if (Find() is not { } folder)
        {
            return DefaultResources.BuiltIn;
        }

        Log.Reading(logger, folder);
        var faults = new List<string>();
        var resources = new DefaultResources
        {
            Blueprints = await ListAsync(folder, "blueprints", ["identifier"], faults, cancellationToken),
            Actions = await ListAsync(folder, "actions", ["identifier"], faults, cancellationToken),
            Scorecards = Scorecards(await ListAsync(folder, "scorecards", ["blueprint", "data"], faults, cancellationToken)),
            Pages = await ListAsync(folder, "pages", ["identifier"], faults, cancellationToken),
            Mapping = await MappingAsync(folder, faults, cancellationToken),
        };
        return faults.Count == 0 ? resources : throw new InstallationException(faults);
    }

    private string? Find()
    {
        if (options.ResourcesPath is { } configured && !Directory.Exists(configured))
        {
            // The default is the fallback itself, and that it is not there says nothing.
            if (configured.TrimEnd('/') != Fallback)
            {
                Log.Missing(logger, configured);
            }
        }

        return new[] { options.ResourcesPath, Fallback }.FirstOrDefault(Directory.Exists);
    }

    private static async Task<IReadOnlyList<JsonElement>> ListAsync(
        string folder, string name, string[] required, List<string> faults, CancellationToken cancellationToken)
    {
        if (await FileAsync(folder, name, faults, cancellationToken) is not { } file)
        {
            return [];
        }

        if (file.ValueKind != JsonValueKind.Array)
        {
            faults.Add($"{name} in {folder} must be a list");
            return [];
        }

        var items = file.EnumerateArray().ToList();
        faults.AddRange(items.SelectMany((item, place) => required
            .Where(key => item.ValueKind != JsonValueKind.Object || !item.TryGetProperty(key, out _))
            .Select(key => $"{name}[{place}] in {folder} lacks {key}")));
        return items;
    }

    private static async Task<JsonElement> MappingAsync(string folder, List<string> faults, CancellationToken cancellationToken)
    {
        var mapping = await FileAsync(folder, "port-app-config", faults, cancellationToken) ?? DefaultResources.NoMapping;
        try
        {
            _ = MappingReader.Read(mapping);
        }
        catch (MappingException exception)
        {
            faults.AddRange(exception.Errors.Select(error => $"port-app-config in {folder}: {error}"));
        }

        return mapping;
    }

    private static async Task<JsonElement?> FileAsync(string folder, string name, List<string> faults, CancellationToken cancellationToken)
    {
        if (s_extensions.Select(extension => Path.Combine(folder, name + extension)).FirstOrDefault(File.Exists) is not { } path)
        {
            return null;
        }

        try
        {
            return await new FileMapping(path).ReadAsync(cancellationToken);
        }
        catch (MappingException exception)
        {
            faults.AddRange(exception.Errors);
            return null;
        }
    }

    private static IReadOnlyList<DefaultScorecard> Scorecards(IReadOnlyList<JsonElement> groups) =>
    [
        .. groups
            .Where(group => group.TryGetProperty("blueprint", out var blueprint) && blueprint.ValueKind == JsonValueKind.String
                && group.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Array)
            .SelectMany(group => group.GetProperty("data").EnumerateArray()
                .Select(scorecard => new DefaultScorecard(group.GetProperty("blueprint").GetString()!, scorecard))),
    ];

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "The defaults of the installation are read from {Folder}")]
        public static partial void Reading(ILogger logger, string folder);

        [LoggerMessage(2, LogLevel.Warning, "OCEAN__RESOURCES_PATH names {Folder}, which is not a folder")]
        public static partial void Missing(ILogger logger, string folder);
    }
}
