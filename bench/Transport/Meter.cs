using System.Diagnostics;

namespace Pipeline.Transport;

/// <summary>Measures time and CPU from when it is made.</summary>
internal sealed class Meter
{
    private readonly long _started = TimeProvider.System.GetTimestamp();
    private readonly int _emulator;
    private readonly TimeSpan _clientCpu;
    private readonly TimeSpan _emulatorCpu;

    public Meter(int emulator)
    {
        _emulator = emulator;
        _clientCpu = Environment.CpuUsage.TotalTime;
        _emulatorCpu = Cpu(emulator);
    }

    public Run Of(int messages)
    {
        var seconds = TimeProvider.System.GetElapsedTime(_started).TotalSeconds;
        return new Run(
            messages / seconds,
            (Environment.CpuUsage.TotalTime - _clientCpu).TotalMicroseconds / messages,
            (Cpu(_emulator) - _emulatorCpu).TotalMicroseconds / messages);
    }

    private static TimeSpan Cpu(int id)
    {
        using var process = Process.GetProcessById(id);
        return process.TotalProcessorTime;
    }
}
