using Pipeline.Simulator;

namespace Pipeline.Standalone.Commands;

/// <summary>Starts a simulated organisation, or says everything that keeps it from starting.</summary>
internal static class WorldStart
{
    public static async Task<SimulatedWorld?> TryAsync(SimulatorOptions options, CancellationToken cancellationToken)
    {
        var errors = SimulatorOptionsCheck.Errors(options).ToList();
        if (errors.Count == 0)
        {
            try
            {
                return await SimulatedWorld.StartAsync(options, cancellationToken);
            }
            catch (IOException exception)
            {
                errors.Add($"The simulated world cannot listen: {exception.Message} Give other ports, or 0 for any free one.");
            }
        }

        foreach (var error in errors)
        {
            await Console.Error.WriteLineAsync(error);
        }

        return null;
    }
}
