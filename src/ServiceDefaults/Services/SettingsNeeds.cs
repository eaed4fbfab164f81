namespace Pipeline.ServiceDefaults.Services;

/// <summary>What a process does, and so which settings it cannot start without.</summary>
[Flags]
public enum SettingsNeeds
{
    /// <summary>Nothing that has to be configured.</summary>
    None = 0,

    /// <summary>It calls Port, and needs its credentials.</summary>
    Port = 1,

    /// <summary>It is one of several services, and needs what connects them.</summary>
    Service = 2,
}
