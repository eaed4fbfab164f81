using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pipeline.Simulator.Port.Blueprints;
using Pipeline.Simulator.Port.Entities;

namespace Pipeline.Simulator.Catalog;

/// <summary>What is at Port, to look at in a browser.</summary>
internal sealed class CatalogPages(BlueprintStore blueprints, EntityStore entities, WorldParts parts)
{
    private static readonly Lazy<string> Styles = new(ReadStyles);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", context => Layout.SendAsync(context, HomePage.Create(blueprints, entities)));
        routes.MapGet("/blueprint", ShowBlueprint);
        routes.MapGet("/entity", ShowEntity);
        routes.MapGet("/status", context => Layout.SendAsync(context, StatusPage.Create(parts, context.RequestAborted)));
        routes.MapGet("/catalog.css", context =>
        {
            context.Response.ContentType = "text/css; charset=utf-8";
            return context.Response.WriteAsync(Styles.Value, context.RequestAborted);
        });
    }

    private Task ShowBlueprint(HttpContext context)
    {
        var query = context.Request.Query;
        var page = int.TryParse(query["page"], out var number) && number > 0 ? number : 1;
        return blueprints.Find(query["id"].ToString()) is { } blueprint
            ? Layout.SendAsync(context, BlueprintPage.Create(blueprint, entities, query["q"].ToString().Trim(), page))
            : SendMissing(context, "There is no such blueprint.");
    }

    private Task ShowEntity(HttpContext context)
    {
        var key = new EntityKey(context.Request.Query["blueprint"].ToString(), context.Request.Query["id"].ToString());
        return blueprints.Find(key.Blueprint) is { } blueprint && entities.TryFind(key, out var record)
            ? Layout.SendAsync(context, new EntityPage(blueprints, entities).Create(blueprint, record))
            : SendMissing(context, "There is no such entity. It may have been deleted.");
    }

    private static Task SendMissing(HttpContext context, string message) => Layout.SendAsync(
        context, Layout.Begin("Not found").Add($"<h1>Not found</h1><p class=\"empty\">{message}</p>"), StatusCodes.Status404NotFound);

    private static string ReadStyles()
    {
        using var reader = new StreamReader(typeof(CatalogPages).Assembly.GetManifestResourceStream("catalog.css")!);
        return reader.ReadToEnd();
    }
}
