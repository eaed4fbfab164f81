using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Pipeline.Hosting.Health;
using Pipeline.ServiceDefaults;
using Pipeline.ServiceDefaults.Hosting;
using Pipeline.ServiceDefaults.Health;
using Pipeline.ServiceDefaults.Services;

namespace Pipeline.Hosting;

/// <summary>Runs a stage as a process, until it is told to stop.</summary>
public static class StageProcess
{
    /// <summary>The exit code of a start that the configuration made impossible, as sysexits.h has it.</summary>
    public const int BadConfiguration = 64;

    private const int Failed = 1;

    /// <summary>Runs the stage, or with <c>health</c> as the only argument asks the one that runs; answers the process's exit code.</summary>
    public static Task<int> RunAsync(Stage stage, string[] args)
    {
        ArgumentNullException.ThrowIfNull(stage);
        return args is [HealthProbe.Command]
            ? HealthProbe.AskAsync(HealthProbe.AddressOf(ProcessEnvironment.Read(), stage.IsApplication))
            : RunAsync(stage);
    }

    /// <summary>Runs the stage; answers the process's exit code.</summary>
    public static async Task<int> RunAsync(Stage stage)
    {
        ArgumentNullException.ThrowIfNull(stage);
        try
        {
            var needs = SettingsNeeds.Service | (stage.CallsPort ? SettingsNeeds.Port : SettingsNeeds.None);
            var settings = StageHost.Listening(stage, SettingsReader.Read(ProcessEnvironment.Read(), needs));
            if (TakenPort.Find(settings) is { } taken)
            {
                return await RefuseAsync(taken);
            }

            await using var app = StageHost.Build(stage, settings);
            return await TryStartAsync(app, settings) ? await UntilStoppedAsync(app) : BadConfiguration;
        }
        catch (SettingsException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return BadConfiguration;
        }
    }

    private static async Task<bool> TryStartAsync(WebApplication app, PipelineSettings settings)
    {
        try
        {
            await app.StartAsync();
            return true;
        }
        catch (IOException exception)
        {
            // The loops that have begun would meet what is disposed under them, and say so.
            await app.StopAsync(CancellationToken.None);
            await RefuseAsync(new TakenPort(settings.Application.Port, exception.Message));
            return false;
        }
    }

    private static async Task<int> RefuseAsync(TakenPort taken)
    {
        await Console.Error.WriteLineAsync(
            $"Port {taken.Port} cannot be listened on: {taken.Reason.TrimEnd('.')}. "
            + "Set APPLICATION__PORT (Ingress) or PIPELINE__HEALTH__PORT (the others) to another, or to 0 for any free one.");
        return BadConfiguration;
    }

    private static async Task<int> UntilStoppedAsync(WebApplication app)
    {
        await app.WaitForShutdownAsync();
        return app.Services.GetRequiredService<BackgroundLoops>().Failed ? Failed : Environment.ExitCode;
    }
}
