using Pipeline.ServiceDefaults;

namespace Pipeline.PortWriter;

/// <summary>Translates the settings of an installation into the options of this stage.</summary>
public static class PortWriterSettingsMapping
{
    // Room for what is around the entities in a request's body.
    private const int BodyMargin = 4096;

    /// <summary>The options of the stage.</summary>
    public static PortWriterOptions ToPortWriterOptions(this PipelineSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new PortWriterOptions
        {
            BatchLength = settings.UpsertBatch.MaxLength,
            BatchBytes = Math.Max(1, settings.UpsertBatch.MaxSizeInBytes - BodyMargin),
            SweepShare = settings.Convergence.SweepShare,
        };
    }
}
