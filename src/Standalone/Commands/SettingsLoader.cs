using Pipeline.ServiceDefaults;

namespace Pipeline.Standalone.Commands;

/// <summary>Reads the settings, or says everything that is wrong with them.</summary>
internal static class SettingsLoader
{
    public static PipelineSettings? TryLoad(IReadOnlyDictionary<string, string?> environment)
    {
        try
        {
            return SettingsReader.Read(environment);
        }
        catch (SettingsException exception)
        {
            foreach (var error in exception.Errors)
            {
                Console.Error.WriteLine(error.ToString());
            }

            return null;
        }
    }
}
