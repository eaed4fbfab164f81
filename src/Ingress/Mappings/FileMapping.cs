using System.Text.Json;
using Pipeline.Contracts.Mapping;
using YamlDotNet.Core;

namespace Pipeline.Ingress.Mappings;

/// <summary>A mapping in a file: YAML as Port shows it when the name ends in .yaml or .yml, else JSON. It is used, and not sent to Port.</summary>
public sealed class FileMapping(string path) : IMappingOrigin
{
    private static readonly JsonDocumentOptions Lenient = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    private bool IsYaml => Path.GetExtension(path) is { } extension
        && (extension.Equals(".yaml", StringComparison.OrdinalIgnoreCase) || extension.Equals(".yml", StringComparison.OrdinalIgnoreCase));

    /// <inheritdoc/>
    public async Task<JsonElement> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var text = await File.ReadAllTextAsync(path, cancellationToken);
            return IsYaml ? YamlMapping.Parse(text) : Parse(text);
        }
        catch (JsonException exception)
        {
            throw new MappingException([$"{path} is not JSON: {exception.Message}"]);
        }
        catch (YamlException exception)
        {
            throw new MappingException([$"{path} is not YAML: line {exception.Start.Line}, column {exception.Start.Column}: {exception.Message}"]);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new MappingException([$"{path} could not be read: {exception.Message}"]);
        }
    }

    private static JsonElement Parse(string text)
    {
        using var document = JsonDocument.Parse(text, Lenient);
        return document.RootElement.Clone();
    }
}
