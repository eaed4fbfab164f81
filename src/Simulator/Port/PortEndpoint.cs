using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Pipeline.Simulator.Faults;
using Pipeline.Simulator.Hosting;
using Pipeline.Simulator.Port.Access;
using Pipeline.Simulator.Recording;

namespace Pipeline.Simulator.Port;

/// <summary>What every request to Port passes: faults, size, rate, token; and what every answer carries.</summary>
internal sealed class PortEndpoint(TokenStore tokens, RateWindow rate, FaultBook faults, RequestLog log, TimeProvider clock)
{
    /// <summary>Largest request body of any route, as Port publishes it.</summary>
    private const int LargestBody = 1024 * 1024;

    private long traces;

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var path = context.Request.Path;
        if (!path.StartsWithSegments("/v1") && !path.StartsWithSegments("/ingest"))
        {
            await next(context);
            return;
        }

        var started = clock.GetTimestamp();
        using var body = await RequestBody.ReadAsync(context, LargestBody);
        using var none = new PooledBuffer(0);
        using var answer = new PooledBuffer();
        var exchange = new PortExchange(context, body ?? none, answer);
        context.Features.Set(exchange);
        context.Response.Headers["X-Trace-Id"] = string.Create(CultureInfo.InvariantCulture, $"{Interlocked.Increment(ref traces):x32}");
        var outcome = await AnswerAsync(exchange, body is null, next);
        log.AddPort(context, RouteOf(context), exchange.Error, exchange.Body, clock.GetElapsedTime(started));
        if (outcome is not Outcome.Hang && PortTraffic.Source.IsEnabled(PortTraffic.Answered))
        {
            PortTraffic.Source.Write(PortTraffic.Answered, TrafficOf(exchange));
        }

        await SendAsync(context, answer, outcome);
    }

    private async Task<Outcome> AnswerAsync(PortExchange exchange, bool tooLarge, RequestDelegate next)
    {
        var context = exchange.Context;
        var inTime = rate.TryEnter(context.Response);
        var fault = new FaultCall { Operation = RouteOf(context), Identifiers = faults.NamesEntities ? EntityNames.Of(exchange.Body) : null };
        var delay = faults.DelayOf(SimulatorFaultKind.PortLatency, fault);
        if (delay > TimeSpan.Zero)
        {
            await Task.Delay(delay, clock, context.RequestAborted);
        }

        if (faults.Hits(SimulatorFaultKind.PortDown, fault))
        {
            exchange.Refuse(new(503, "service_unavailable", "Service Unavailable"));
        }
        else if (faults.Hits(SimulatorFaultKind.PortHang, fault))
        {
            return Outcome.Hang;
        }
        else if ((InjectedRefusal(context, fault) ?? Refusal(context, inTime, tooLarge)) is { } refusal)
        {
            exchange.Refuse(refusal);
        }
        else
        {
            await next(context);
        }

        return faults.Hits(SimulatorFaultKind.PortClose, fault) ? Outcome.Close : Outcome.Send;
    }

    private PortError? InjectedRefusal(HttpContext context, FaultCall fault)
    {
        if (!faults.TryHit(SimulatorFaultKind.PortStatus, fault, out var status))
        {
            return null;
        }

        if (status.RetryAfter is { } wait)
        {
            context.Response.Headers.RetryAfter = ((long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }

        return new(status.StatusCode ?? 500, "internal_error", "An injected fault");
    }

    private PortError? Refusal(HttpContext context, bool inTime, bool tooLarge)
    {
        var request = context.Request;
        var needsToken = request.Path.StartsWithSegments("/v1") && !request.Path.StartsWithSegments("/v1/auth");
        return !inTime ? new(429, "too_many_requests", "Rate limit exceeded")
            : tooLarge ? new(413, "payload_too_large", "Request body is too large (limit is 1MiB)")
            : needsToken && !tokens.IsValid(request.Headers.Authorization) ? new(401, "unauthorized", "The access token is missing, wrong or expired")
            : context.GetEndpoint() is null ? new(404, "route_not_found", $"Route {request.Method}:{request.Path} not found")
            : null;
    }

    private static async Task SendAsync(HttpContext context, PooledBuffer answer, Outcome outcome)
    {
        switch (outcome)
        {
            case Outcome.Hang:
                await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                break;

            case Outcome.Close:
                context.Abort();
                break;

            default:
                context.Response.ContentLength = answer.Written.Length;
                await context.Response.Body.WriteAsync(answer.Written, context.RequestAborted);
                break;
        }
    }

    private static PortTraffic TrafficOf(PortExchange exchange)
    {
        var request = exchange.Context.Request;
        var target = exchange.Context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        return new(request.Host.Value!, request.Method, target, exchange.Body, exchange.Context.Response.StatusCode, exchange.Answer.Written);
    }

    /// <summary>The route's pattern, so that counts do not grow with identifiers.</summary>
    private static string RouteOf(HttpContext context) =>
        (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "(no route)";

    private enum Outcome
    {
        Send,
        Hang,
        Close,
    }
}
