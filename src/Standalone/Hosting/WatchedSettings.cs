using Pipeline.ServiceDefaults;

namespace Pipeline.Standalone.Hosting;

/// <summary>The settings of a run that somebody watches.</summary>
/// <param name="Settings">The installation.</param>
/// <param name="WantsLog">Whether the log is to be shown too, because its level was set.</param>
internal sealed record WatchedSettings(PipelineSettings Settings, bool WantsLog);
