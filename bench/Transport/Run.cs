namespace Pipeline.Transport;

/// <summary>What one run took.</summary>
/// <param name="PerSecond">Messages that were published, received, handled and deleted in a second.</param>
/// <param name="ClientMicroseconds">This process's CPU per message.</param>
/// <param name="EmulatorMicroseconds">The emulator's CPU per message.</param>
internal sealed record Run(double PerSecond, double ClientMicroseconds, double EmulatorMicroseconds);
