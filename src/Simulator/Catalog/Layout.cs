using Microsoft.AspNetCore.Http;

namespace Pipeline.Simulator.Catalog;

/// <summary>What every page has around it.</summary>
internal static class Layout
{
    public static Html Begin(string title)
    {
        var page = new Html();
        return page.Add($"""
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{title} · Simulated Port</title><link rel="stylesheet" href="/catalog.css"></head><body>
            <header class="top"><div class="wrap"><a class="brand" href="/"><span class="mark" aria-hidden="true"></span>Simulated Port</a>
            <nav><a href="/">Catalog</a><a href="/status">Status</a></nav></div></header><main class="wrap">
            """);
    }

    public static Task SendAsync(HttpContext context, Html page, int status = StatusCodes.Status200OK)
    {
        page.Add($"</main><footer class=\"wrap\">Everything here is made up. Nothing leaves this machine.</footer></body></html>");
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        // Names and tags come from outside; should one slip through unescaped, it still cannot run.
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'";
        return context.Response.WriteAsync(page.ToString(), context.RequestAborted);
    }
}
