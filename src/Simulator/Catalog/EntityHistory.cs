using System.Text.Json;
using Pipeline.Simulator.Port.Entities;

namespace Pipeline.Simulator.Catalog;

/// <summary>The versions of an entity, newest first, with what each changed.</summary>
internal static class EntityHistory
{
    public static void Write(Html page, EntityRecord record)
    {
        page.Add($"<p class=\"lead\">Written {(record.Writes == 1 ? "once" : FormattableString.Invariant($"{record.Writes:N0} times"))}, first by <code>{record.State.CreatedBy}</code></p>");
        page.Add($"<div class=\"scroll\"><table class=\"history\"><thead><tr><th>Version</th><th>Time (UTC)</th><th>Written by</th><th>Change</th></tr></thead><tbody>");
        for (var i = record.Versions.Count - 1; i >= 0; i--)
        {
            var version = record.Versions[i];
            page.Add($"<tr><td>{version.Number}</td><td class=\"time\">{version.State.UpdatedAt.UtcDateTime:yyyy-MM-dd HH:mm:ss.fff}</td><td><code>{version.State.UpdatedBy}</code></td><td>");
            WriteChange(page, version, i == 0 ? null : record.Versions[i - 1]);
            page.Add($"</td></tr>");
        }

        page.Add($"</tbody></table></div>");
    }

    private static void WriteChange(Html page, EntityVersion version, EntityVersion? before)
    {
        if (before is null)
        {
            page.Add($"{(version.State.IsPlaceholder ? "Made as a placeholder, because another entity relates to it" : "Created")}");
            return;
        }

        if (before.Number != version.Number - 1)
        {
            page.Add($"<span class=\"none\">earlier versions are no longer kept</span> ");
        }

        if (!version.Changed)
        {
            page.Add($"<span class=\"none\">nothing changed</span>");
            return;
        }

        page.Add($"<span class=\"chips\">");
        foreach (var name in Changes(before.State, version.State))
        {
            page.Add($"<span class=\"chip\">{name}</span>");
        }

        page.Add($"</span>");
    }

    private static IEnumerable<string> Changes(EntityState before, EntityState after)
    {
        if (before.Title != after.Title)
        {
            yield return "title";
        }

        using var old = JsonDocument.Parse(before.Properties);
        using var now = JsonDocument.Parse(after.Properties);
        foreach (var name in old.RootElement.EnumerateObject().Concat(now.RootElement.EnumerateObject()).Select(property => property.Name).Distinct(StringComparer.Ordinal))
        {
            var had = old.RootElement.TryGetProperty(name, out var left);
            var has = now.RootElement.TryGetProperty(name, out var right);
            if (had != has || (had && !JsonElement.DeepEquals(left, right)))
            {
                yield return name;
            }
        }

        foreach (var name in before.Relations.Keys.Union(after.Relations.Keys))
        {
            var left = before.Relations.GetValueOrDefault(name);
            if (left is null || !after.Relations.TryGetValue(name, out var right) || !left.IsSame(right))
            {
                yield return name;
            }
        }
    }
}
