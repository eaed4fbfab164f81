namespace Pipeline.Emulators;

/// <summary>Whatever answers at the address in <c>AWS_ENDPOINT_URL</c>.</summary>
public sealed class ConfiguredEndpoint : Emulator
{
    private const string Variable = "AWS_ENDPOINT_URL";

    private ConfiguredEndpoint(Uri address) => Address = address;

    /// <inheritdoc/>
    public override string Name => $"{Variable}={Address}";

    /// <inheritdoc/>
    public override Uri Address { get; }

    /// <summary>Takes the address.</summary>
    /// <exception cref="EmulatorUnavailableException">None is set.</exception>
    public static Task<ConfiguredEndpoint> StartAsync() =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } address
            ? Task.FromResult(new ConfiguredEndpoint(new Uri(address)))
            : throw new EmulatorUnavailableException($"{Variable} is not set.");
}
