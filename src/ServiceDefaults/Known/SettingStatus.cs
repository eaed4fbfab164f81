namespace Pipeline.ServiceDefaults.Known;

/// <summary>What becomes of a variable.</summary>
public enum SettingStatus
{
    /// <summary>Same name, same default, same meaning.</summary>
    Works,

    /// <summary>It is obeyed, with a difference that the note states.</summary>
    Differs,

    /// <summary>It has a meaning for this system, which does not obey it yet.</summary>
    NotYet,

    /// <summary>It configures something that this system does not have.</summary>
    NotApplicable,
}
