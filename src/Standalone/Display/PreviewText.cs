using System.Text.Json;
using Pipeline.Mapper;
using Spectre.Console;

namespace Pipeline.Standalone.Display;

/// <summary>Shows what a mapping makes of one resource, field by field.</summary>
internal sealed class PreviewText(IAnsiConsole console)
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public void Write(CompiledMapping mapping, IReadOnlyList<BlockPreview> blocks)
    {
        if (blocks.Count == 0)
        {
            console.WriteLine($"The mapping has no block of this kind; it has {string.Join(", ", mapping.Document.Blocks.Select(block => block.Kind).Distinct())}.");
        }

        foreach (var block in blocks)
        {
            console.MarkupLineInterpolated($"[bold]resources[[{block.Block}]] ({mapping.Document.Blocks[block.Block].Kind})[/]");
            if (block.Items is { } items)
            {
                WriteField(items);
            }

            foreach (var entity in block.Entities)
            {
                Write(entity);
            }
        }
    }

    private void Write(EntityPreview entity)
    {
        WriteField(entity.Selector);
        foreach (var field in entity.Fields)
        {
            WriteField(field);
        }

        console.WriteLine(entity.Entity is { } made ? JsonSerializer.Serialize(made.Body, Indented) : $"no entity: {entity.Reason}");
        console.WriteLine();
    }

    private void WriteField(FieldPreview field)
    {
        console.WriteLine($"  {field.Field}: {field.Expression}");
        console.WriteLine(field.Explanation.Length == 0 ? $"    = {field.Value.GetRawText()}" : $"    = {field.Value.GetRawText()}  ({field.Explanation})");
    }
}
