using Testcontainers.LocalStack;

namespace Pipeline.Emulators;

/// <summary>LocalStack in a container, where an engine answers.</summary>
public sealed class LocalStack : Emulator
{
    private const string Image = "localstack/localstack:4.9";

    private readonly LocalStackContainer _container;

    private LocalStack(LocalStackContainer container) => _container = container;

    /// <inheritdoc/>
    public override string Name => "LocalStack";

    /// <inheritdoc/>
    public override Uri Address => new(_container.GetConnectionString());

    /// <summary>Starts one.</summary>
    /// <exception cref="EmulatorUnavailableException">No container engine answers.</exception>
    public static async Task<LocalStack> StartAsync()
    {
        try
        {
            var container = new LocalStackBuilder(Image).Build();
            await container.StartAsync();
            return new LocalStack(container);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            throw new EmulatorUnavailableException($"No container engine answers: {failure.Message.Split('\n')[0]}", failure);
        }
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await _container.DisposeAsync();
        await base.DisposeAsync();
    }
}
