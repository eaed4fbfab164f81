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
            var problems = mapping.Problems.Where(problem => problem.Block == block.Block).ToList();
            if (block.Items is { } items)
            {
                WriteField(items, problems);
            }

            foreach (var entity in block.Entities)
            {
                Write(entity, problems);
            }
        }
    }

    private void Write(EntityPreview entity, List<MappingProblem> problems)
    {
        WriteField(entity.Selector, problems);
        foreach (var field in entity.Fields)
        {
            WriteField(field, problems);
        }

        console.WriteLine(entity.Entity is { } made ? JsonSerializer.Serialize(made.Body, Indented) : $"no entity: {entity.Reason}");
        console.WriteLine();
    }

    private void WriteField(FieldPreview field, List<MappingProblem> problems)
    {
        if (problems.Find(problem => problem.Field == field.Field) is { } problem)
        {
            WriteMarked(field, problem);
            return;
        }

        console.WriteLine($"  {field.Field}: {field.Expression}");
        console.WriteLine(field.Explanation.Length == 0 ? $"    = {field.Value.GetRawText()}" : $"    = {field.Value.GetRawText()}  ({field.Explanation})");
    }

    // The expression line by line as the user wrote it, with marks under what is wrong.
    private void WriteMarked(FieldPreview field, MappingProblem problem)
    {
        console.WriteLine($"  {field.Field}:");
        foreach (var line in problem.MarkedLines)
        {
            console.WriteLine($"      {line}");
        }

        var missing = problem.Expected is { } expected ? $", expected {expected}" : string.Empty;
        console.WriteLine($"    = null  (does not compile: {problem.Message}{missing} at line {problem.Line}, column {problem.Column})");
    }
}
