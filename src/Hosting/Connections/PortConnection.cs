using Microsoft.Extensions.DependencyInjection;
using Pipeline.Hosting.Health;
using Pipeline.Port;
using Pipeline.ServiceDefaults;

namespace Pipeline.Hosting.Connections;

/// <summary>Connects a process with Port.</summary>
public static class PortConnection
{
    /// <summary>Adds the Port client, and a health check that degrades while Port is down.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="settings">The installation.</param>
    /// <param name="readPatience">How long reading from Port is tried; null for the client's own default.</param>
    public static IServiceCollection AddPort(this IServiceCollection services, PipelineSettings settings, TimeSpan? readPatience)
    {
        ArgumentNullException.ThrowIfNull(settings);
        services.AddPort(port =>
        {
            port.BaseUrl = settings.Port.BaseUrl.ToString();
            port.AllowPlainHttp = settings.Port.AllowPlainHttp;
            port.ClientId = settings.Port.ClientId?.Reveal() ?? string.Empty;
            port.ClientSecret = settings.Port.ClientSecret?.Reveal() ?? string.Empty;
            port.IntegrationIdentifier = settings.Integration.Identifier;
            port.IntegrationType = settings.Integration.Type;
            port.IntegrationVersion = ProductVersion.Text;
            port.WritePatience = settings.Port.Patience;
            port.ReadPatience = readPatience ?? port.ReadPatience;
            port.BatchSize = settings.UpsertBatch.MaxLength;
            port.BatchBytes = settings.UpsertBatch.MaxSizeInBytes;
            port.DeleteBatchSize = settings.UpsertBatch.DeleteMaxLength;
        });
        services.AddHealthChecks().AddCheck<PortHealthCheck>("port");
        return services;
    }
}
