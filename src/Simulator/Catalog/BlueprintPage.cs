using System.Text;
using System.Text.Json;
using Pipeline.Simulator.Port.Blueprints;
using Pipeline.Simulator.Port.Entities;

namespace Pipeline.Simulator.Catalog;

/// <summary>The entities of a blueprint, a page at a time.</summary>
internal static class BlueprintPage
{
    private const int PageSize = 50;

    private const int Columns = 4;

    public static Html Create(Blueprint blueprint, EntityStore entities, string query, int number)
    {
        var all = entities.Snapshot(blueprint.Identifier);
        var found = query.Length == 0 ? all : [.. all.Where(entity => Matches(entity, query))];
        var pages = Math.Max(1, (found.Count + PageSize - 1) / PageSize);
        number = Math.Min(number, pages);
        var page = Layout.Begin(blueprint.Title);
        page.Add($"""
            <p class="trail"><a href="/">Catalog</a></p><h1>{blueprint.Title}</h1>
            <p class="lead"><code>{blueprint.Identifier}</code> · {all.Count:N0} entities</p>
            <form class="search" role="search" action="/blueprint"><input type="hidden" name="id" value="{blueprint.Identifier}">
            <input type="search" name="q" value="{query}" placeholder="Search identifier, title and properties" aria-label="Search"><button>Search</button></form>
            """);
        if (found.Count == 0)
        {
            return page.Add($"<p class=\"empty\">{(query.Length == 0 ? "No entities yet." : "Nothing matches.")}</p>");
        }

        WriteTable(page, blueprint, entities, found.Skip((number - 1) * PageSize).Take(PageSize));
        WritePager(page, blueprint, query, (number, pages), found.Count);
        return page;
    }

    private static bool Matches(EntityState entity, string query) =>
        entity.Key.Identifier.Contains(query, StringComparison.OrdinalIgnoreCase)
        || entity.Title?.Contains(query, StringComparison.OrdinalIgnoreCase) == true
        || Encoding.UTF8.GetString(entity.Properties).Contains(query, StringComparison.OrdinalIgnoreCase);

    private static void WriteTable(Html page, Blueprint blueprint, EntityStore entities, IEnumerable<EntityState> shown)
    {
        var columns = blueprint.PropertyOrder.Where(name => IsShort(blueprint.Properties[name]) && name is not ("arn" or "link")).Take(Columns).ToList();
        var relations = blueprint.Relations.Values.Where(relation => !relation.Many).OrderBy(relation => relation.Title, StringComparer.Ordinal).ToList();
        page.Add($"<div class=\"scroll\"><table><thead><tr><th>Entity</th>");
        foreach (var title in columns.Select(name => blueprint.Properties[name].Title ?? name).Concat(relations.Select(relation => relation.Title)))
        {
            page.Add($"<th>{title}</th>");
        }

        page.Add($"</tr></thead><tbody>");
        foreach (var entity in shown)
        {
            WriteRow(page, blueprint, entity, columns);
            WriteTargets(page, entities, entity, relations);
            page.Add($"</tr>");
        }

        page.Add($"</tbody></table></div>");
    }

    private static void WriteRow(Html page, Blueprint blueprint, EntityState entity, List<string> columns)
    {
        var identifier = entity.Key.Identifier;
        page.Add($"<tr><td class=\"entity\"><a href=\"{Html.EntityAddress(blueprint.Identifier, identifier)}\">{entity.Title ?? identifier}</a>");
        if (entity.IsPlaceholder)
        {
            page.Add($" <span class=\"chip warn\">placeholder</span>");
        }

        page.Add($"<small>{(entity.Title == identifier ? string.Empty : identifier)}</small></td>");
        using var properties = JsonDocument.Parse(entity.Properties);
        foreach (var name in columns)
        {
            page.Add($"<td>");
            if (properties.RootElement.TryGetProperty(name, out var value))
            {
                ValueView.WriteCell(page, value, blueprint.Properties[name]);
            }

            page.Add($"</td>");
        }
    }

    private static void WriteTargets(Html page, EntityStore entities, EntityState entity, List<RelationSchema> relations)
    {
        foreach (var relation in relations)
        {
            page.Add($"<td class=\"relation\">");
            foreach (var target in entity.Relations.GetValueOrDefault(relation.Name)?.Targets ?? [])
            {
                var title = entities.TryFind(new(relation.Target, target), out var found) ? found.State.Title : null;
                page.Add($"<a href=\"{Html.EntityAddress(relation.Target, target)}\" title=\"{target}\">{title ?? target}</a>");
            }

            page.Add($"</td>");
        }
    }

    private static void WritePager(Html page, Blueprint blueprint, string query, (int Number, int Count) pages, int found)
    {
        page.Add($"<nav class=\"pager\" aria-label=\"Pages\">");
        if (pages.Number > 1)
        {
            page.AddLink(Html.BlueprintAddress(blueprint.Identifier, query, pages.Number - 1), "← Previous");
        }

        page.Add($"<span>Page {pages.Number} of {pages.Count} · {found:N0} entities</span>");
        if (pages.Number < pages.Count)
        {
            page.AddLink(Html.BlueprintAddress(blueprint.Identifier, query, pages.Number + 1), "Next →");
        }

        page.Add($"</nav>");
    }

    private static bool IsShort(PropertySchema schema) => schema.Type is not ("object" or "array");
}
