using Pipeline.Simulator.Port.Blueprints;
using Pipeline.Simulator.Port.Entities;

namespace Pipeline.Simulator.Catalog;

/// <summary>The blueprints, and how many entities each has.</summary>
internal static class HomePage
{
    public static Html Create(BlueprintStore blueprints, EntityStore entities)
    {
        var page = Layout.Begin("Catalog");
        var all = blueprints.All.OrderBy(blueprint => blueprint.Title, StringComparer.OrdinalIgnoreCase).ToList();
        page.Add($"<h1>Catalog</h1><p class=\"lead\">{entities.Total:N0} entities of {all.Count} blueprints</p>");
        if (all.Count == 0)
        {
            return page.Add($"<p class=\"empty\">No blueprint yet. A run of the product, or POST /v1/blueprints, makes the first.</p>");
        }

        page.Add($"<ul class=\"cards\">");
        foreach (var blueprint in all)
        {
            var count = entities.Count(blueprint.Identifier);
            page.Add($"""
                <li><a class="card{(count == 0 ? " vacant" : string.Empty)}" href="{Html.BlueprintAddress(blueprint.Identifier)}">
                <span class="count">{count:N0}</span><span class="name">{blueprint.Title}</span><code>{blueprint.Identifier}</code>
                <span class="links">{Relations(blueprint, blueprints)}</span></a></li>
                """);
        }

        return page.Add($"</ul>");
    }

    private static string Relations(Blueprint blueprint, BlueprintStore blueprints) => blueprint.Relations.Count == 0
        ? "no relations"
        : "→ " + string.Join(", ", blueprint.Relations.Values
            .Select(relation => blueprints.Find(relation.Target)?.Title ?? relation.Target)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.OrdinalIgnoreCase));
}
