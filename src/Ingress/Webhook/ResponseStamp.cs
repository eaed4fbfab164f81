using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Pipeline.Ingress.Webhook;

/// <summary>Puts on every answer the two headers that Ocean's answers carry: an id of the request, and the seconds it took.</summary>
internal sealed class ResponseStamp(TimeProvider time) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(StampAsync);
        next(app);
    };

    private Task StampAsync(HttpContext context, RequestDelegate next)
    {
        var began = time.GetTimestamp();
        context.Response.OnStarting(() =>
        {
            context.Response.Headers["X-Request-ID"] = Guid.NewGuid().ToString();
            context.Response.Headers["X-Process-Time"] = time.GetElapsedTime(began).TotalSeconds.ToString("F5", CultureInfo.InvariantCulture);
            return Task.CompletedTask;
        });
        return next(context);
    }
}
