namespace Pipeline.Emulators;

/// <summary>An emulator cannot be had on this machine, for a reason that is not this repository's.</summary>
public sealed class EmulatorUnavailableException : Exception
{
    /// <summary>Says why.</summary>
    public EmulatorUnavailableException(string message)
        : base(message)
    {
    }

    /// <summary>Says why.</summary>
    public EmulatorUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
