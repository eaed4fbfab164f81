using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Pipeline.ServiceDefaults.Tests;

/// <summary>A web application with the service defaults, listening on a free port, and all it wrote to the console.</summary>
internal sealed class RunningApplication : IAsyncDisposable
{
    private readonly TextWriter _output = Console.Out;
    private readonly TextWriter _error = Console.Error;
    private readonly StringWriter _standardOutput = new();
    private readonly StringWriter _standardError = new();
    private readonly WebApplication _application;

    private RunningApplication(PipelineSettings settings, Action<WebApplicationBuilder> configure)
    {
        Console.SetOut(_standardOutput);
        Console.SetError(_standardError);
        var builder = WebApplication.CreateBuilder();
        configure(builder);
        builder.AddServiceDefaults(settings);
        _application = builder.Build();
        _application.MapDefaultEndpoints(settings);
    }

    public IServiceProvider Services => _application.Services;

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    public IReadOnlyCollection<string> Listening =>
        [.. Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses];

    public static async Task<RunningApplication> StartAsync(
        PipelineSettings settings, Action<WebApplicationBuilder> configure, CancellationToken cancellationToken)
    {
        var running = new RunningApplication(settings, configure);
        await running._application.StartAsync(cancellationToken);
        running.Address = new Uri($"http://127.0.0.1:{new Uri(running.Listening.First()).Port}");
        return running;
    }

    /// <summary>Stops, so that the console's queue is written out, and gives what went to standard output and standard error.</summary>
    public async Task<(string Output, string Error)> StopAsync()
    {
        await _application.StopAsync();
        await _application.DisposeAsync();
        return (_standardOutput.ToString(), _standardError.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        Console.SetOut(_output);
        Console.SetError(_error);
    }
}
