using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Pipeline.Simulator.Port;

/// <summary>Maps routes whose answer is built at once, in memory.</summary>
internal static class PortRouting
{
    public static void MapPort(this IEndpointRouteBuilder routes, string method, string pattern, Action<PortExchange> handle) =>
        routes.MapMethods(pattern, [method], context =>
        {
            handle(PortExchange.Of(context));
            return Task.CompletedTask;
        });
}
