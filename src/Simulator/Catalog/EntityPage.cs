using System.Text.Json;
using Pipeline.Simulator.Port.Blueprints;
using Pipeline.Simulator.Port.Entities;

namespace Pipeline.Simulator.Catalog;

/// <summary>All there is to know about an entity: properties, relations both ways, and what it has been.</summary>
internal sealed class EntityPage(BlueprintStore blueprints, EntityStore entities)
{
    /// <summary>Links listed for one relation; an account has thousands.</summary>
    private const int MostLinks = 24;

    public Html Create(Blueprint blueprint, EntityRecord record)
    {
        var entity = record.State;
        var page = Layout.Begin(entity.Title ?? entity.Key.Identifier);
        page.Add($"""
            <p class="trail"><a href="/">Catalog</a> / <a href="{Html.BlueprintAddress(blueprint.Identifier)}">{blueprint.Title}</a></p>
            <h1>{entity.Title ?? entity.Key.Identifier}{(entity.IsPlaceholder ? " (placeholder)" : string.Empty)}</h1>
            <p class="lead"><code>{entity.Key.Identifier}</code></p><div class="columns"><section><h2>Properties</h2>
            """);
        WriteProperties(page, blueprint, entity);
        page.Add($"</section><aside><h2>Relations</h2>");
        WriteRelations(page, blueprint, entity);
        page.Add($"<h2>Related from</h2>");
        WriteIncoming(page, entity.Key);
        page.Add($"</aside></div><h2>History</h2>");
        EntityHistory.Write(page, record);
        return page;
    }

    private static void WriteProperties(Html page, Blueprint blueprint, EntityState entity)
    {
        using var properties = JsonDocument.Parse(entity.Properties);
        var names = blueprint.PropertyOrder
            .Concat(properties.RootElement.EnumerateObject().Select(property => property.Name))
            .Distinct(StringComparer.Ordinal);
        page.Add($"<dl class=\"properties\">");
        foreach (var name in names)
        {
            var schema = blueprint.Properties.GetValueOrDefault(name);
            page.Add($"<div><dt title=\"{name}\">{schema?.Title ?? name}</dt><dd>");
            if (properties.RootElement.TryGetProperty(name, out var value))
            {
                ValueView.Write(page, value, schema);
            }
            else
            {
                page.Add($"<span class=\"none\">not set</span>");
            }

            page.Add($"</dd></div>");
        }

        page.Add($"</dl>");
    }

    private void WriteRelations(Html page, Blueprint blueprint, EntityState entity)
    {
        if (blueprint.Relations.Count == 0)
        {
            page.Add($"<p class=\"none\">The blueprint has none.</p>");
        }

        foreach (var relation in blueprint.Relations.Values.OrderBy(relation => relation.Title, StringComparer.Ordinal))
        {
            var targets = entity.Relations.GetValueOrDefault(relation.Name)?.Targets ?? [];
            var target = blueprints.Find(relation.Target)?.Title ?? relation.Target;
            page.Add($"<h3>{relation.Title} <small>{(target == relation.Title ? string.Empty : target)}</small></h3>");
            WriteLinks(page, [.. targets.Select(identifier => new EntityKey(relation.Target, identifier))]);
        }
    }

    private void WriteIncoming(Html page, EntityKey key)
    {
        var sources = entities.Incoming(key);
        if (sources.Count == 0)
        {
            page.Add($"<p class=\"none\">Nothing relates to this.</p>");
        }

        foreach (var group in sources.GroupBy(source => source.Blueprint).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            page.Add($"<h3>{blueprints.Find(group.Key)?.Title ?? group.Key} <small>{group.Count():N0}</small></h3>");
            WriteLinks(page, [.. group.OrderBy(source => source.Identifier, StringComparer.Ordinal)]);
        }
    }

    private void WriteLinks(Html page, List<EntityKey> keys)
    {
        if (keys.Count == 0)
        {
            page.Add($"<p class=\"none\">not set</p>");
            return;
        }

        page.Add($"<ul class=\"list\">");
        foreach (var key in keys.Take(MostLinks))
        {
            var title = entities.TryFind(key, out var record) ? record.State.Title : null;
            page.Add($"<li><a href=\"{Html.EntityAddress(key.Blueprint, key.Identifier)}\" title=\"{key.Identifier}\">{title ?? key.Identifier}</a></li>");
        }

        page.Add($"</ul>");
        if (keys.Count > MostLinks)
        {
            page.Add($"<p class=\"none\">and {keys.Count - MostLinks:N0} more</p>");
        }
    }
}
