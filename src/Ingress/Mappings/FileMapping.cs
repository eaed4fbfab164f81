using System.Text.Json;
using Pipeline.Contracts.Mapping;

namespace Pipeline.Ingress.Mappings;

/// <summary>A mapping in a JSON file. It is used, and not sent to Port.</summary>
public sealed class FileMapping(string path) : IMappingOrigin
{
    private static readonly JsonDocumentOptions Lenient = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    /// <inheritdoc/>
    public async Task<JsonElement> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var file = File.OpenRead(path);
            using var document = await JsonDocument.ParseAsync(file, Lenient, cancellationToken);
            return document.RootElement.Clone();
        }
        catch (JsonException exception)
        {
            throw new MappingException([$"{path} is not JSON: {exception.Message}"]);
        }
        catch (IOException exception)
        {
            throw new MappingException([$"{path} could not be read: {exception.Message}"]);
        }
    }
}
